package org.orrery.network.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;

class IndexingTest {
    private final Some some = new Some(9);

    @Test
    void einsums() {
        einsum("ij,jk->ik", some.reals(2, 3), some.reals(3, 4));
        einsum("bij,bjk->bik", some.reals(2, 2, 3), some.reals(2, 3, 2));
        einsum("bhqd,bhkd->bhqk", some.reals(2, 2, 3, 2), some.reals(2, 2, 2, 2));
        einsum("...ij,...jk->...ik", some.reals(2, 1, 2, 3), some.reals(2, 4, 3, 2));
        einsum("ij,jk", some.reals(2, 3), some.reals(3, 4));
        einsum("ijk->i", some.reals(2, 3, 2));
        einsum("ij->ji", some.reals(2, 3));
        einsum("ii->i", some.reals(3, 3));
        einsum("bii->b", some.reals(2, 3, 3));
        einsum("i,j->ij", some.reals(2), some.reals(3));
        einsum("ij,ij->", some.reals(2, 3), some.reals(2, 3));
        einsum("ab,bc,cd->ad", some.reals(2, 3), some.reals(3, 2), some.reals(2, 4));
    }

    private static void einsum(String equation, Tensor... operands) {
        OneNode.of("Einsum", operands).with("equation", equation).agrees();
    }

    @Test
    void picksByPlace() {
        Tensor x = some.reals(3, 4, 2);
        OneNode.of("GatherND", x, Tensor.of(new long[]{0, 1, 2, 3, 0, 1}, 3, 2)).agrees();
        OneNode.of("GatherND", x, Tensor.of(new long[]{2, -1, 2}, 3, 1)).agrees();
        OneNode.of("GatherND", x, Tensor.of(new long[]{2, 3, 1, 0, -4, 0}, 2, 1, 3)).agrees();
        OneNode.of("GatherND", x, Tensor.of(new long[]{0, 3, 1, -1, 2, 2}, 3, 2, 1)).with("batch_dims", 1).agrees();
        OneNode.of("GatherND", x, Tensor.of(new long[]{0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1}, 3, 4, 1))
                .with("batch_dims", 2).agrees();
        OneNode.of("Compress", x, Tensor.of(new boolean[]{true, false, true}, 3)).with("axis", 1).agrees();
        OneNode.of("Compress", x, Tensor.of(new boolean[]{true, false, true}, 3)).agrees();
    }

    @Test
    void putsByPlace() {
        Tensor x = some.reals(3, 4, 2);
        Tensor rows = Tensor.of(new long[]{2, 0, 2}, 3, 1);
        Tensor places = Tensor.of(new long[]{2, 2, 3, -1, 1, 0}, 3, 2, 1);
        OneNode.of("ScatterND", x, Tensor.of(new long[]{2, 0}, 2, 1), some.reals(2, 4, 2)).agrees();
        OneNode.of("ScatterElements", x, Tensor.of(new long[]{2, 0, -1, 1, 1, 0}, 3, 2, 1), some.reals(3, 2, 1))
                .with("axis", 1).agrees();
        for (String reduction : List.of("add", "mul", "max", "min")) {
            OneNode.of("ScatterND", x, rows, some.reals(3, 4, 2)).with("reduction", reduction).agrees();
            OneNode.of("ScatterElements", x, places, some.reals(3, 2, 1)).with("axis", 1, "reduction", reduction)
                    .agrees();
        }
    }

    @Test
    void factorsOfZeroAmongThoseAtOnePlace() {
        Tensor updates = Tensor.of(new float[]{0, 0.5f, -2, 0, 0}, 5);
        Tensor places = Some.ints(0, 0, 1, 1, 2);
        OnnxModel model = Probe.node(18, "ScatterElements", Attributes.of("reduction", "mul"), 1, false, false,
                some.reals(4), places, updates);
        new Probe("zeros", model).first(Map.of("x0", some.reals(4), "x2", updates), "y0", List.of("x0", "x2"));
    }

    @Test
    void hotOnes() {
        OneNode.of("OneHot", Tensor.of(new long[]{0, 2, -1, 1}, 2, 2), Tensor.scalar(4L), some.reals(2)).agrees();
        OneNode.of("OneHot", Some.ints(0, 5, 1), Tensor.scalar(3L), some.reals(2)).with("axis", 0).agrees();
    }

    @Test
    void unpools() {
        OneNode.of("MaxUnpool", some.reals(1, 1, 2, 2), Tensor.of(new long[]{0, 3, 13, 10}, 1, 1, 2, 2))
                .with("kernel_shape", new long[]{2, 2}, "strides", new long[]{2, 2}).agrees();
    }

    /** Resizing is linear, so the operator itself is the oracle: what it makes of v, weighted by u, is the gradient along v. */
    @Test
    void resizes() {
        Tensor x = some.reals(2, 3, 4, 5);
        Tensor twice = Tensor.of(new float[]{1, 1, 2, 2}, 4);
        Tensor uneven = Tensor.of(new float[]{1, 1, 1.5f, 0.6f}, 4);
        for (Tensor scales : List.of(twice, uneven)) {
            for (String mode : List.of("nearest", "linear", "cubic")) {
                for (String way : List.of("half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel")) {
                    resize(18, "Resize", Attributes.of("mode", mode, "coordinate_transformation_mode", way), x, null,
                            scales);
                }
            }
        }
        resize(18, "Resize", Attributes.of("mode", "linear"), x, null, null, Some.ints(2, 3, 6, 4));
        resize(18, "Resize", Attributes.of("mode", "linear", "axes", new long[]{2, 3}), x, null, null, Some.ints(6, 4));
        resize(18, "Resize", Attributes.of("mode", "linear", "antialias", 1), x, null, null, Some.ints(2, 3, 2, 3));
        resize(18, "Resize", Attributes.of("mode", "nearest"), some.reals(1, 2, 5), null,
                Tensor.of(new float[]{1, 1, 2}, 3));
        resize(9, "Upsample", Attributes.of("mode", "nearest"), x, twice);
        resize(9, "Upsample", Attributes.of("mode", "linear"), x, twice);
        resize(10, "Resize", Attributes.of("mode", "linear"), x, uneven);
    }

    @Test
    void resizesTwice() {
        OneNode.of("Resize", some.reals(2, 3, 4, 5), null, null, Some.ints(2, 3, 6, 4)).with("mode", "cubic")
                .agrees();
    }

    private void resize(int opset, String op, Map<String, Attribute> attributes, Tensor... inputs) {
        for (boolean free : new boolean[]{false, true}) {
            OnnxModel model = Probe.node(opset, op, attributes, 1, free, false, inputs);
            Tensor[] read = inputs.clone();
            Map<String, Tensor> at = new LinkedHashMap<>();
            Map<String, Tensor> constants = new LinkedHashMap<>(model.graph().initializers());
            for (int i = 1; i < read.length; i++) {
                if (read[i] != null) {
                    constants.put("x" + i, read[i]);
                }
            }
            at.put("x0", inputs[0]);
            OnnxModel fixed = model.with(model.graph().withInitializers(constants)
                    .withInputs(model.graph().inputs().subList(0, 1)));
            Tensor y = Probe.plain(fixed, at, List.of("y0")).getFirst();
            Tensor u = some.reals(y.shape());
            OnnxModel reverse = Gradients.pullback(fixed, "y0", List.of("x0"));
            at.put("cotangent(y0)", u);
            Tensor g = Probe.plain(reverse, at, List.of("d(y0)/d(x0)")).getFirst();
            assertThat(Probe.dot(g, inputs[0])).as("%s %s", op, attributes)
                    .isCloseTo(Probe.dot(u, y), Offset.offset(1e-4));
            OnnxModel forward = Gradients.forward(fixed, "y0", List.of("x0"));
            Tensor moved = Probe
                    .plain(forward, Map.of("x0", inputs[0], "tangent(x0)", inputs[0]), List.of("tangent(y0)"))
                    .getFirst();
            assertThat(Probe.dot(u, moved)).isCloseTo(Probe.dot(u, y), Offset.offset(1e-4));
        }
    }
}
