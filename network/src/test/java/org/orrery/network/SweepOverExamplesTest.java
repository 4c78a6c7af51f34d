package org.orrery.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Sweep;
import org.orrery.network.data.Examples;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

class SweepOverExamplesTest {
    private static final float[][] ROWS = {{1, 2, 3}, {4, 0, 1}, {2, 2, 2}, {5, 5, 5}};

    private static final NetworkModel MODEL = NetworkModel.of("linear", OnnxModel.of(new Graph("linear",
            List.of(Node.of("MatMul", List.of("x", "w"), "y")),
            List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(3))),
            List.of(Value.untyped("y")), Map.of("w", Tensor.of(new float[]{1, 10, -2}, 3, 1))), 17))
            .looking(new Examples() {
                @Override
                public int size() {
                    return ROWS.length;
                }

                @Override
                public Map<String, Tensor> rows(int[] rows) {
                    float[] values = new float[3 * rows.length];
                    for (int i = 0; i < rows.length; i++) {
                        System.arraycopy(ROWS[rows[i]], 0, values, 3 * i, 3);
                    }
                    return Map.of("x", Tensor.of(values, rows.length, 3));
                }

                @Override
                public Map<String, double[]> columns() {
                    return Map.of("label", new double[]{1, 0, 1, 0});
                }

                @Override
                public String sha256() {
                    return "2".repeat(64);
                }
            }, "rows");

    private static Claim sweep(String question) {
        return new Sweep(MODEL, question, "x[*]", Map.of(), Ensemble.NONE, Map.of(), 1, "test").ask(Lab.SINGLE);
    }

    @Test
    void meansRunOverTheExamplesForWhichWhatWasSeenHolds() {
        Claim claim = sweep("E[y[0]] | see(label = 1), do(_ = knockout)");
        List<List<Object>> rows = Objects.requireNonNull(claim.table()).rows();
        // Rows 0 and 2: y is 15 and 18; without x[1] it is -5 and -2.
        assertThat(rows.getFirst().subList(0, 4)).containsExactly("x[1]", -20.0, 16.5, -3.5);
        assertThat(rows.get(1).subList(0, 2)).containsExactly("x[2]", 5.0);
        assertThat(rows.get(2).subList(0, 2)).containsExactly("x[0]", -1.5);
        assertThat(claim.provenance().dataSha256()).isEqualTo("2".repeat(64));
        assertThat(claim.provenance().method()).contains("cases of the data: 2");
    }

    @Test
    void withoutSeeingAllExamplesCount() {
        Claim claim = sweep("E[y[0]] | do(_ = knockout)");
        assertThat(Objects.requireNonNull(claim.table()).rows().getFirst().subList(0, 2))
                .containsExactly("x[1]", -22.5);
    }

    @Test
    void whatNoExampleShowsIsSaid() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> sweep("E[y[0]] | see(label = 7), do(_ = knockout)"));
    }
}
