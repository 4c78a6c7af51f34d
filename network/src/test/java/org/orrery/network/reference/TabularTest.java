package org.orrery.network.reference;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Tensor;

class TabularTest {
    private final Draw draw = new Draw(12);

    private static OneNode ml(String operator, int version) {
        return OneNode.of(operator, version).in("ai.onnx.ml");
    }

    private static Tensor texts(String... values) {
        return Tensor.of(Arrays.stream(values).map(ByteString::copyFromUtf8).toList(), values.length);
    }

    @Test
    void columns() {
        Tensor x = draw.reals(4, 3);
        ml("Scaler", 1).reals("offset", 1, 2, 3).reals("scale", 0.5f, 2, -1).reading(x).agrees();
        ml("Scaler", 1).reals("offset", 1).reals("scale", 0.5f).reading(draw.whole(-9, 9, 2, 3)).agrees();
        for (String norm : new String[]{"MAX", "L1", "L2"}) {
            ml("Normalizer", 1).text("norm", norm).reading(x).agrees();
            ml("Normalizer", 1).text("norm", norm).reading(Tensor.of(new float[]{0, 0, 0, 4}, 2, 2)).agrees();
            ml("Normalizer", 1).text("norm", norm).reading(Tensor.of(new float[]{-1, -2, 3, -4}, 2, 2)).agrees();
        }
        ml("Binarizer", 1).real("threshold", 0.25).reading(x).agrees();
        ml("Imputer", 1).reals("imputed_value_floats", 1, 2, 3).real("replaced_value_float", Float.NaN)
                .reading(Tensor.of(new float[]{Float.NaN, 1, 0, 2, Float.NaN, Float.NaN}, 2, 3)).agrees();
        ml("Imputer", 1).with("imputed_value_int64s", 7).whole("replaced_value_int64", -1)
                .reading(Tensor.of(new long[]{-1, 1, 0, 2}, 2, 2)).agrees();
        ml("FeatureVectorizer", 1).with("inputdimensions", 3, 1).reading(x, draw.reals(4, 1)).agrees();
        ml("ArrayFeatureExtractor", 1).reading(x, Tensor.of(new long[]{2, 0}, 2)).agrees();
    }

    @Test
    void categories() {
        ml("OneHotEncoder", 1).with("cats_int64s", 4, 2, 7).reading(Tensor.of(new long[]{7, 4, 5, 2}, 2, 2)).agrees();
        ml("OneHotEncoder", 1).texts("cats_strings", "a", "b").reading(texts("b", "c", "a")).agrees();
        ml("LabelEncoder", 2).texts("keys_strings", "a", "b").with("values_int64s", 5, 6).whole("default_int64", -2)
                .reading(texts("b", "c", "a")).agrees();
        ml("LabelEncoder", 2).with("keys_int64s", 5, 6).texts("values_strings", "x", "y").text("default_string", "?")
                .reading(Tensor.of(new long[]{6, 6, 1}, 3)).agrees();
        ml("LabelEncoder", 2).with("keys_int64s", 5, 6).reals("values_floats", 0.5f, 1)
                .reading(Tensor.of(new long[]{6, 1}, 2))
                .agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO"})
    void linearModels(String transform) {
        Tensor x = draw.reals(6, 2);
        ml("LinearRegressor", 1).whole("targets", 3).reals("coefficients", 1, 2, 3, 4, -5, 6)
                .reals("intercepts", 1, 0, -1)
                .text("post_transform", transform).reading(x).agrees();
        ml("LinearClassifier", 1).reals("coefficients", 1, 2, 3, 4, -5, 6).reals("intercepts", 1, 0, -1)
                .with("classlabels_ints", 4, 5, 6).text("post_transform", transform).making(2).reading(x).agrees();
        ml("LinearClassifier", 1).reals("coefficients", 1, 2, 3, 4).reals("intercepts", 1, 0)
                .texts("classlabels_strings", "a", "b").text("post_transform", transform).making(2).reading(x).agrees();
        ml("LinearClassifier", 1).reals("coefficients", 1, -2).reals("intercepts", 0.1f).with("classlabels_ints", 4, 5)
                .text("post_transform", transform).making(2).reading(x).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LINEAR", "POLY", "RBF", "SIGMOID"})
    void supportVectors(String kernel) {
        ml("SVMRegressor", 1).text("kernel_type", kernel).reals("kernel_params", 0.4f, 0.3f, 2)
                .reals("support_vectors", 1, 2, 0.5f, -1).reals("coefficients", 0.7f, -0.4f).reals("rho", 0.2f)
                .whole("n_supports", 2).reading(draw.reals(5, 2)).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LINEAR", "RBF"})
    void machinesOfPairs(String kernel) {
        ml("SVMClassifier", 1).text("kernel_type", kernel).reals("kernel_params", 0.4f, 0, 3)
                .reals("support_vectors", 1, 2, 0.5f, -1, -1, 0.3f, 2, 2)
                .reals("coefficients", 0.7f, 0.2f, -0.4f, 0.3f, -0.1f, 0.6f,
                        -0.5f, 0.9f)
                .reals("rho", 0.2f, -0.1f, 0.3f).reals("prob_a", -1, -0.5f, -2).reals("prob_b", 0.1f, 0, -0.2f)
                .with("vectors_per_class", 1, 2, 1).with("classlabels_ints", 3, 5, 8).making(2)
                .reading(draw.reals(9, 2)).agrees();
        ml("SVMClassifier", 1).text("kernel_type", kernel).reals("kernel_params", 0.4f, 0, 3)
                .reals("support_vectors", 1, 2, 0.5f, -1).reals("coefficients", 0.7f, -0.4f).reals("rho", 0.2f)
                .reals("prob_a", -1)
                .reals("prob_b", 0.1f).with("vectors_per_class", 1, 1).with("classlabels_ints", 3, 5).making(2)
                .reading(draw.reals(9, 2)).agrees();
    }
}
