package org.orrery.network.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Tensor;

class ResizingTest {
    private final Draw draw = new Draw(7);

    private static Tensor scales(float... values) {
        return Tensor.of(values, values.length);
    }

    private static Tensor sizes(long... values) {
        return Tensor.of(values, values.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", "half_pixel_symmetric"})
    void eachWayToPlaceCoordinates(String how) {
        Tensor x = draw.reals(1, 2, 5, 4);
        for (String mode : new String[]{"nearest", "linear", "cubic"}) {
            OneNode.of("Resize", 19).text("mode", mode).text("coordinate_transformation_mode", how)
                    .reading(x, null, scales(1, 1, 2, 2)).agrees();
            OneNode.of("Resize", 19).text("mode", mode).text("coordinate_transformation_mode", how)
                    .reading(x, null, null, sizes(1, 2, 8, 7)).agrees();
            OneNode.of("Resize", 19).text("mode", mode).text("coordinate_transformation_mode", how)
                    .reading(x, null, null, sizes(1, 2, 3, 3)).agrees();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"round_prefer_floor", "round_prefer_ceil", "floor", "ceil"})
    void eachWayToRound(String how) {
        for (int opset : new int[]{11, 13, 18}) {
            OneNode.of("Resize", opset).text("nearest_mode", how)
                    .reading(draw.reals(1, 1, 4, 6), scales(), scales(1, 1, 1.5f, 0.5f)).agrees();
            OneNode.of("Resize", opset).text("nearest_mode", how).text("coordinate_transformation_mode", "asymmetric")
                    .reading(draw.reals(1, 1, 4, 6), scales(), scales(1, 1, 2, 0.5f)).agrees();
        }
    }

    @Test
    void cubicAndCrops() {
        Tensor x = draw.reals(1, 1, 6, 5);
        OneNode.of("Resize", 13).text("mode", "cubic").real("cubic_coeff_a", -0.5).whole("exclude_outside", 1)
                .reading(x, scales(), scales(1, 1, 1.5f, 2)).agrees();
        OneNode.of("Resize", 13).text("mode", "linear").text("coordinate_transformation_mode", "tf_crop_and_resize")
                .real("extrapolation_value", 9)
                .reading(x, scales(0, 0, 0.1f, -0.2f, 1, 1, 1.2f, 0.8f), null, sizes(1, 1, 4, 7))
                .agrees();
        OneNode.of("Resize", 11).text("coordinate_transformation_mode", "tf_half_pixel_for_nn")
                .text("nearest_mode", "floor")
                .reading(x, scales(), scales(1, 1, 2, 2)).agrees();
        OneNode.of("Resize", 18).text("mode", "linear").with("axes", 3, 2)
                .text("keep_aspect_ratio_policy", "not_larger")
                .reading(x, null, null, sizes(9, 9)).agrees();
        OneNode.of("Resize", 18).text("mode", "linear").with("axes", 3, 2)
                .text("keep_aspect_ratio_policy", "not_smaller")
                .reading(x, null, null, sizes(9, 9)).agrees();
    }

    @Test
    void olderOnes() {
        Tensor x = draw.reals(1, 2, 3, 4);
        for (String mode : new String[]{"nearest", "linear"}) {
            OneNode.of("Upsample", 7).text("mode", mode).reals("scales", 1, 1, 2, 3).reading(x).agrees();
            OneNode.of("Upsample", 9).text("mode", mode).reading(x, scales(1, 1, 1.5f, 2)).agrees();
            OneNode.of("Resize", 10).text("mode", mode).reading(x, scales(1, 1, 1.5f, 2)).agrees();
            OneNode.of("Resize", 10).text("mode", mode).reading(x, scales(1, 1, 0.7f, 0.5f)).agrees();
        }
    }

    @Test
    void withAntialiasWeightsReachFurther() {
        // Halving: each new element weighs four old ones by 1/8, 3/8, 3/8, 1/8, clamped at the ends (the standard).
        double[] y = OneNode.of("Resize", 18).text("mode", "linear").whole("antialias", 1)
                .reading(Tensor.of(new float[]{1, 2, 4, 8, 16, 32}, 1, 1, 1, 6), null, scales(1, 1, 1, 0.5f))
                .evaluated()
                .getFirst().doubles();
        assertThat(y).containsExactly(1 / 8. + 3 / 8. + 6 / 8. + 4 / 8., 2 / 8. + 12 / 8. + 24 / 8. + 16 / 8.,
                8 / 8. + 48 / 8. + 96 / 8. + 32 / 8.);
    }

    @Test
    void grids() {
        Tensor x = draw.reals(2, 2, 4, 5);
        Tensor grid = draw.uniform(-1.3, 1.3, 2, 3, 6, 2);
        for (String padding : new String[]{"zeros", "border", "reflection"}) {
            for (long corners = 0; corners < 2; corners++) {
                for (String mode : new String[]{"bilinear", "nearest", "bicubic"}) {
                    OneNode.of("GridSample", 16).text("mode", mode).text("padding_mode", padding)
                            .whole("align_corners", corners).reading(x, grid).agrees();
                }
                OneNode.of("GridSample", 20).text("padding_mode", padding).whole("align_corners", corners)
                        .reading(draw.reals(1, 2, 3, 4, 3), draw.uniform(-1.2, 1.2, 1, 2, 3, 2, 3)).agrees();
            }
        }
    }
}
