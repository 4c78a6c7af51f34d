package org.orrery.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.Model;
import org.orrery.core.ModelContract;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/** A network with examples keeps what every machine keeps, by the author's names and by friendly ones. */
class NetworkContractTest extends ModelContract {
    @TempDir
    private static Path folder;

    @Override
    protected Model model() {
        OnnxModel network = OnnxModel.of(new Graph("two", List.of(Node.of("MatMul", List.of("x", "w"), "a"),
                Node.of("Relu", List.of("a"), "hidden"), Node.of("MatMul", List.of("hidden", "v"), "y")),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("n"), new Dim.Known(2))),
                List.of(Value.untyped("y")),
                Map.of("w", Tensor.of(new float[]{1, -2, 0.5f, 3, 1, -1}, 2, 3), "v",
                        Tensor.of(new float[]{1, 2, -1, 0.25f, 3, 1}, 3, 2))),
                17);
        try {
            ByteBuffer buffer = OnnxFile.write(network);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            Path file = Files.write(folder.resolve("two.onnx"), bytes);
            Path data = Files.writeString(folder.resolve("data.csv"), "first,second\n1,2\n0.5,-1\n3,0.25\n");
            return new OnnxModelReader().read(file).with(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<String> questions() {
        return List.of("y[0] | do(hidden[1] = 0.5)", "y[1] | do(mlp.0[0] = knockout)", "y[0] | do(a += 0.25)",
                "y[0] - y[1] | do(hidden *= 3)", "y.argmax | do(x[0] = 9, hidden[2] = mean)",
                "y[1] | do(hidden = resample)",
                "y.probability[1] | do(a[1] = 2)");
    }
}
