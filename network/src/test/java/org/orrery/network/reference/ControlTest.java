package org.orrery.network.reference;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

class ControlTest {
    private final Draw draw = new Draw(13);

    private static Value real(String name, Dim... shape) {
        return Value.tensor(name, ElementType.FLOAT, shape);
    }

    private static Attribute graph(List<Node> nodes, List<Value> inputs, Value... outputs) {
        return new Attribute.OfGraph(new Graph("body", nodes, inputs, List.of(outputs), Map.of()));
    }

    @Test
    void branchesSeeWhatIsAround() {
        for (boolean which : new boolean[]{true, false}) {
            Value out = real("t", new Dim.Free());
            OneNode.of("If", 16).with("then_branch", graph(List.of(Node.of("Neg", List.of("z"), "t")), List.of(), out))
                    .with("else_branch", graph(List.of(Node.of("Exp", List.of("z"), "t")), List.of(), out))
                    .around("z", draw.reals(4)).reading(Tensor.of(new boolean[]{which})).agrees();
        }
    }

    private static Attribute body() {
        return graph(
                List.of(Node.of("Add", List.of("s", "z"), "next"),
                        Node.of("ReduceSum", List.of("next"), List.of("total"),
                                Map.of("keepdims", new Attribute.Whole(0))),
                        Node.of("Less", List.of("total", "bound"), "go"),
                        Node.of("Identity", List.of("next"), "seen")),
                List.of(Value.tensor("i", ElementType.INT64), Value.tensor("c", ElementType.BOOL),
                        real("s", new Dim.Known(2))),
                Value.tensor("go", ElementType.BOOL), real("next", new Dim.Known(2)), real("seen", new Dim.Known(2)));
    }

    @Test
    void loopsEndByCountOrByCondition() {
        for (float bound : new float[]{1000, 7}) {
            OneNode.of("Loop", 16).making(2).with("body", body()).around("z", Tensor.of(new float[]{1, 2}, 2))
                    .around("bound", Tensor.scalar(bound))
                    .reading(Tensor.scalar(4L), Tensor.of(new boolean[]{true}), draw.reals(2)).agrees();
        }
    }

    @Test
    void aLoopWithoutEndIsRefused() {
        OneNode endless = OneNode.of("Loop", 16).making(1)
                .with("body", graph(List.of(Node.of("Identity", List.of("c"), "go")),
                        List.of(Value.tensor("i", ElementType.INT64), Value.tensor("c", ElementType.BOOL)),
                        Value.tensor("go", ElementType.BOOL)))
                .reading(Tensor.scalar(Long.MAX_VALUE), Tensor.of(new boolean[]{true}));
        assertThatExceptionOfType(Refusal.class).isThrownBy(endless::evaluated).withMessageContaining("rounds");
    }

    @Test
    void scansGoAlongAnAxisEitherWay() {
        Attribute body = graph(
                List.of(Node.of("Add", List.of("s", "e"), "next"), Node.of("Mul", List.of("next", "e"), "y")),
                List.of(real("s", new Dim.Known(3)), real("e", new Dim.Known(3))), real("next", new Dim.Known(3)),
                real("y", new Dim.Known(3)));
        for (long way = 0; way < 2; way++) {
            OneNode.of("Scan", 16).making(2).with("body", body).whole("num_scan_inputs", 1)
                    .with("scan_input_directions", way)
                    .with("scan_output_directions", 1 - way).reading(draw.reals(3), draw.reals(5, 3)).agrees();
        }
        OneNode.of("Scan", 11).making(2).with("body", body).whole("num_scan_inputs", 1).with("scan_input_axes", 1)
                .with("scan_output_axes", 1).reading(draw.reals(3), draw.reals(3, 4)).agrees();
    }
}
