package org.orrery.network.surgery;

import java.util.List;
import java.util.Map;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/** Graphs whose every number can be computed by hand. */
final class SmallGraphs {
    private static final Dim ROWS = new Dim.Named("batch");

    private SmallGraphs() {}

    /** h = relu(x w), y = h v: x of 2, h of 3, y of 1; w = [[1, 0, -1], [0, 1, 1]], v = [1, 10, 100]. */
    static OnnxModel layers() {
        return OnnxModel.of(new Graph("layers",
                List.of(Node.of("MatMul", List.of("x", "w"), "pre"), Node.of("Relu", List.of("pre"), "h"),
                        Node.of("MatMul", List.of("h", "v"), "y")),
                List.of(Value.tensor("x", ElementType.FLOAT, ROWS, new Dim.Known(2))),
                List.of(Value.tensor("y", ElementType.FLOAT, ROWS, new Dim.Known(1))),
                Map.of("w", Tensor.of(new float[]{1, 0, -1, 0, 1, 1}, 2, 3), "v",
                        Tensor.of(new float[]{1, 10, 100}, 3, 1))),
                17);
    }

    /** Three examples for {@link #layers}: h is [1, 2, 1], [3, 0, 0], [0, 4, 4]; y is 121, 3, 440. */
    static Map<String, Tensor> layersExamples() {
        return Map.of("x", Tensor.of(new float[]{1, 2, 3, -1, 0, 4}, 3, 2));
    }

    /**
     * A residual stream of one number: r0 = 2x, a = 3 r0, r1 = r0 + a, b = 5 r1, c = b b, r2 = r1 + b, y = r2 + 0 (the
     * reader of the stream), with x of one number. For x = 1: r0 2, a 6, r1 8, b 40, c 1600, r2 48, y 48.
     */
    static OnnxModel stream() {
        Map<String, Tensor> constants = Map.of("two", Tensor.of(new float[]{2}, 1, 1), "three",
                Tensor.of(new float[]{3}, 1, 1), "five", Tensor.of(new float[]{5}, 1, 1), "one",
                Tensor.of(new float[]{1}, 1, 1));
        return OnnxModel.of(new Graph("stream",
                List.of(Node.of("MatMul", List.of("x", "two"), "r0"), Node.of("MatMul", List.of("r0", "three"), "a"),
                        Node.of("Add", List.of("r0", "a"), "r1"), Node.of("MatMul", List.of("r1", "five"), "b"),
                        Node.of("Mul", List.of("b", "b"), "c"), Node.of("Sum", List.of("r1", "b"), "r2"),
                        Node.of("MatMul", List.of("r2", "one"), "y")),
                List.of(Value.tensor("x", ElementType.FLOAT, ROWS, new Dim.Known(1))),
                List.of(Value.tensor("y", ElementType.FLOAT, ROWS, new Dim.Known(1)),
                        Value.tensor("c", ElementType.FLOAT, ROWS, new Dim.Known(1))),
                constants), 17);
    }

    static Map<String, Tensor> streamExamples() {
        return Map.of("x", Tensor.of(new float[]{1, 2, -1}, 3, 1));
    }

    /** Looks tokens up: y = table[tokens], table = [10, 20, 30, 40]; two positions. */
    static OnnxModel lookup() {
        return OnnxModel.of(new Graph("lookup", List.of(Node.of("Gather", List.of("table", "tokens"), "y")),
                List.of(Value.tensor("tokens", ElementType.INT64, ROWS, new Dim.Known(2))),
                List.of(Value.tensor("y", ElementType.FLOAT, ROWS, new Dim.Known(2))),
                Map.of("table", Tensor.of(new float[]{10, 20, 30, 40}, 4))), 17);
    }

    static Map<String, Tensor> lookupExamples() {
        return Map.of("tokens", Tensor.of(new long[]{0, 1, 2, 3}, 2, 2));
    }
}
