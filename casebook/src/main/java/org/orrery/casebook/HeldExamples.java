package org.orrery.casebook;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.orrery.network.data.Examples;
import org.orrery.network.onnx.Tensor;

/**
 * Examples that a case makes itself.
 *
 * @param inputs of the network by name, the examples along the first axis
 * @param columns what else is known of each
 */
public record HeldExamples(Map<String, Tensor> inputs, Map<String, double[]> columns) implements Examples {
    public HeldExamples {
        inputs = Map.copyOf(inputs);
        columns = Map.copyOf(columns);
    }

    @Override
    public int size() {
        return (int) inputs.values().iterator().next().shape()[0];
    }

    @Override
    public Map<String, Tensor> rows(int[] rows) {
        Map<String, Tensor> picked = new LinkedHashMap<>();
        inputs.forEach((name, tensor) -> {
            long[] shape = tensor.shape();
            ByteBuffer from = tensor.bytes();
            int bytes = from.remaining() / (int) shape[0];
            ByteBuffer to = ByteBuffer.allocateDirect(rows.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < rows.length; i++) {
                to.put(i * bytes, from, rows[i] * bytes, bytes);
            }
            shape[0] = rows.length;
            picked.put(name, Tensor.raw(tensor.type(), shape, to));
        });
        return picked;
    }

    @Override
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            inputs.keySet().stream().sorted().forEach(name -> update(digest, name));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void update(MessageDigest digest, String name) {
        Tensor tensor = inputs.get(name);
        if (tensor != null) {
            digest.update(tensor.bytes());
        }
    }
}
