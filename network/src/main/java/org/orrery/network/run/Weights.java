package org.orrery.network.run;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/**
 * Large constants of a graph, handed to the runtime where they lie instead of inside the model: graphs with the same weights
 * share them, and making a session copies none. The memory must stay as long as any session over it.
 */
final class Weights implements AutoCloseable {
    /** Small constants stay in the model: shapes are inferred from the numbers of some. */
    private static final int SMALLEST = 4096;

    private final Map<String, OnnxTensor> tensors;

    private Weights(Map<String, OnnxTensor> tensors) {
        this.tensors = tensors;
    }

    static Weights of(Graph graph) throws OrtException {
        // A constant that is an input too may be given anew in a run.
        Set<String> given = graph.inputs().stream().map(Value::name).collect(Collectors.toSet());
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> each : graph.initializers().entrySet()) {
            Tensor tensor = each.getValue();
            if (isShared(tensor) && !given.contains(each.getKey())) {
                tensors.put(each.getKey(), Tensors.toRuntime(each.getKey(), tensor));
            }
        }
        return new Weights(tensors);
    }

    private static boolean isShared(Tensor tensor) {
        return switch (tensor.type()) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16, INT8, UINT8, INT32, INT64 ->
                tensor.bytes().remaining() >= SMALLEST && tensor.bytes().isDirect()
                // Weights mapped from a file may begin anywhere; the runtime's kernels want whole words.
                        && tensor.bytes().alignmentOffset(0, Long.BYTES) == 0;
            case INT16, UINT16, UINT32, UINT64, BOOL, STRING, COMPLEX64, COMPLEX128, FLOAT8E4M3FN, FLOAT8E4M3FNUZ,
                    FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4, FLOAT4E2M1, FLOAT8E8M0 ->
                false;
        };
    }

    /** Names of those that the model itself need not hold. */
    Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    void into(SessionOptions options) throws OrtException {
        if (!tensors.isEmpty()) {
            Map<String, OnnxTensorLike> all = new LinkedHashMap<>(tensors);
            options.addExternalInitializers(all);
        }
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
