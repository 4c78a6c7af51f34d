package org.orrery.network.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.core.Claim;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/**
 * Paths through normalisations. Two blocks r + tanh(norm(r) W) V, the norm before (pre) or behind the addition (post), then
 * logits. What each path carries is computed a second time, plainly and in double, with the writer's part exchanged where the
 * reader hears it and nowhere else.
 */
class PathsTest {
    private static final int WIDTH = 4;
    private static final float[] GAMMA = {1.2f, 0.7f, -0.9f, 1.5f};
    private static final float[] BETA = {0.1f, -0.3f, 0.2f, 0.05f};
    private static final float[] INPUT = {0.9f, -0.4f, 1.7f, 0.3f, -1.1f, 0.8f, 0.2f, 2.0f};

    private static float[] weights(String name) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        float[] weights = new float[WIDTH * WIDTH];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        return weights;
    }

    private static Node product(String x, String w, String out) {
        return Node.of("MatMul", List.of(x, w), out);
    }

    /** Edges: r0, n1, p1, h1, a1, (sum) r1, n2, p2, h2, a2, r2, n3, logits; heads is p2 as two heads of two. */
    private static OnnxModel network(Normed norm, boolean post) {
        List<Node> nodes = new ArrayList<>();
        Map<String, Tensor> constants = new LinkedHashMap<>(Normed.constants(GAMMA, BETA));
        for (String name : List.of("E", "W1", "V1", "W2", "V2", "U")) {
            constants.put(name, Tensor.of(weights(name), WIDTH, WIDTH));
        }
        constants.put("split", Tensor.of(new long[]{-1, 2, 2}, 3));
        constants.put("scale", Tensor.of(new float[]{0.5f}, 1));
        nodes.add(product("x", "E", "r0"));
        if (post) {
            block(nodes, "r0", "1");
            nodes.addAll(norm.nodes("r0", "a1", "r1"));
            block(nodes, "r1", "2");
            nodes.addAll(norm.nodes("r1", "a2", "r2"));
            nodes.add(product("r2", "U", "logits"));
        } else {
            nodes.addAll(norm.nodes("r0", null, "n1"));
            block(nodes, "n1", "1");
            nodes.addAll(norm.nodes("r0", "a1", "n2"));
            block(nodes, "n2", "2");
            nodes.addAll(norm.nodes("n2/sum", "a2", "n3"));
            nodes.add(product("n3", "U", "logits"));
        }
        nodes.add(Node.of("Reshape", List.of("p2", "split"), "heads"));
        nodes.add(Node.of("Mul", List.of("heads", "scale"), "q"));
        // Exporters name every node, and the runtime takes each name once.
        nodes.replaceAll(node -> new Node(node.op(), node.domain(), "/" + node.outputs().getFirst(), node.inputs(),
                node.outputs(), node.attributes(), node.rest()));
        Dim rows = new Dim.Named("batch");
        return OnnxModel.of(new Graph("blocks", nodes,
                List.of(Value.tensor("x", ElementType.FLOAT, rows, new Dim.Known(WIDTH))),
                List.of(Value.tensor("logits", ElementType.FLOAT, rows, new Dim.Known(WIDTH)),
                        Value.tensor("q", ElementType.FLOAT, rows, new Dim.Known(2), new Dim.Known(2))),
                constants), 17);
    }

    private static void block(List<Node> nodes, String from, String number) {
        nodes.add(product(from, "W" + number, "p" + number));
        nodes.add(Node.of("Tanh", List.of("p" + number), "h" + number));
        nodes.add(product("h" + number, "V" + number, "a" + number));
    }

    private static double[] times(double[] x, String w) {
        float[] weights = weights(w);
        double[] out = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            for (int j = 0; j < WIDTH; j++) {
                out[j] += x[i] * weights[i * WIDTH + j];
            }
        }
        return out;
    }

    private static double[] add(double[] a, double[] b) {
        double[] sum = a.clone();
        java.util.Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    private static double[] tanh(double[] x) {
        return java.util.Arrays.stream(x).map(Math::tanh).toArray();
    }

    /** What one run holds. Everything a path may change can be given from outside. */
    private record Held(Normed norm, boolean post) {
        private double[] norm(double[] x) {
            return norm.of(x, GAMMA, BETA);
        }

        double[] r0() {
            double[] x = new double[WIDTH];
            java.util.Arrays.setAll(x, i -> INPUT[i]);
            return times(x, "E");
        }

        double[] h1() {
            return tanh(times(post ? r0() : norm(r0()), "W1"));
        }

        double[] a1() {
            return times(h1(), "V1");
        }

        /** The stream behind the first block. */
        double[] r1(double[] r0, double[] a1) {
            return post ? norm(add(r0, a1)) : add(r0, a1);
        }

        double[] p2(double[] r1) {
            return times(post ? r1 : norm(r1), "W2");
        }

        double[] a2(double[] p2) {
            return times(tanh(p2), "V2");
        }

        double[] logits(double[] r1, double[] a2) {
            return times(norm(add(r1, a2)), "U");
        }
    }

    private static Rehearsal rehearsal(Normed norm, boolean post) {
        return Rehearsal.of(network(norm, post), Map.of("x", Tensor.of(INPUT, 2, WIDTH)),
                Map.of("other.npz", Map.of("x", Tensor.of(new float[]{1, 1, -2, 0.5f}, 1, WIDTH))));
    }

    private static void gives(Rehearsal network, String question, double on) {
        Claim claim = network.ask(question, 0);
        @Nullable
        Double found = claim.on();
        assertThat(found).as("%s: %s", question, claim.reason()).isNotNull();
        assertThat(found).as(question).isCloseTo(on, within(2e-5 * (1 + Math.abs(on))));
        assertThat(claim.checks()).filteredOn(check -> check.name().equals("no-op control")
                || check.name().equals("interventions fired")).hasSize(2).allMatch(Claim.Check::passed);
    }

    @ParameterizedTest
    @EnumSource(Normed.class)
    void beforeABlockTheReaderSeesTheNormOfTheChangedSum(Normed norm) {
        Rehearsal network = rehearsal(norm, false);
        Held held = new Held(norm, false);
        double[] zero = new double[WIDTH];
        double[] r1 = held.r1(held.r0(), held.a1());
        double[] a2 = held.a2(held.p2(r1));

        // The block's input: the norm of the stream without what the first block wrote.
        gives(network, "p2[1] | do(p2[a1] = 0)", held.p2(held.r0())[1]);
        gives(network, "p2[1] | do(p2[r0] = 0)", held.p2(held.a1())[1]);
        double[] doubled = java.util.Arrays.stream(held.a1()).map(each -> 2 * each).toArray();
        gives(network, "p2[2] | do(p2[a1] *= 2)", held.p2(held.r1(held.r0(), doubled))[2]);
        // From the hidden units, through their weights too.
        double[] h1 = held.h1();
        h1[3] = 0.25;
        gives(network, "p2[0] | do(p2[h1, 3] = 0.25)", held.p2(held.r1(held.r0(), times(h1, "V1")))[0]);
        // Directly to the logits: the second block is left as it was.
        gives(network, "logits[3] | do(logits[a1] = 0)", held.logits(held.r0(), a2)[3]);
        gives(network, "logits[0] | do(logits[a2] = 0)", held.logits(r1, zero)[0]);
        // By way of the second block alone.
        gives(network, "logits[3] | do(p2[a1] = 0)", held.logits(r1, held.a2(held.p2(held.r0())))[3]);
        // Both ways together are all ways.
        gives(network, "logits[2] | do(p2[a1] = 0, logits[a1] = 0)",
                held.logits(held.r0(), held.a2(held.p2(held.r0())))[2]);
    }

    @ParameterizedTest
    @EnumSource(Normed.class)
    void behindAnAdditionThePathPassesEveryNorm(Normed norm) {
        Rehearsal network = rehearsal(norm, true);
        Held held = new Held(norm, true);
        double[] zero = new double[WIDTH];
        double[] r1 = held.r1(held.r0(), held.a1());
        double[] without = held.r1(held.r0(), zero);
        double[] a2 = held.a2(held.p2(r1));

        gives(network, "p2[1] | do(p2[a1] = 0)", held.p2(without)[1]);
        // Past two norms; the second block is left as it was.
        gives(network, "logits[3] | do(logits[a1] = 0)", held.logits(without, a2)[3]);
        gives(network, "logits[3] | do(p2[a1] = 0)", held.logits(r1, held.a2(held.p2(without)))[3]);
        gives(network, "logits[2] | do(p2[a1] = 0, logits[a1] = 0)",
                held.logits(without, held.a2(held.p2(without)))[2]);
    }

    @ParameterizedTest
    @EnumSource(Normed.class)
    void onePartOfAReaderHearsAlone(Normed norm) {
        Rehearsal network = rehearsal(norm, false);
        Held held = new Held(norm, false);
        double[] r1 = held.r1(held.r0(), held.a1());
        double[] off = held.p2(r1);
        double[] on = held.p2(held.r0());

        gives(network, "q[0, 1] | do(q[0, a1] = 0)", on[1] / 2);
        gives(network, "q[1, 0] | do(q[0, a1] = 0)", off[2] / 2);
        // Two heads, each from another writer.
        gives(network, "q[1, 1] | do(q[0, a1] = 0, q[1, r0] = 0)", held.p2(held.a1())[3] / 2);
        gives(network, "q[0, 0] | do(q[0, a1] = 0, q[1, r0] = 0)", on[0] / 2);
        gives(network, "q[1, 1] | do(q[a1] = 0, q[1, r0] = 0)", held.p2(new double[WIDTH])[3] / 2);
        assertThatThrownBy(() -> network.ask("q[1, 1] | do(q[1, r0] = 0, q[a1] = 0)")).isInstanceOf(Refusal.class)
                .hasMessageContaining("hears by itself already");
    }

    @ParameterizedTest
    @EnumSource(Normed.class)
    void theClaimSaysWhatThePathPasses(Normed norm) {
        Claim claim = rehearsal(norm, false).ask("logits[3] | do(logits[a1] = 0)", 0);
        assertThat(claim.checks()).filteredOn(check -> check.name().equals("interventions fired"))
                .allMatch(
                        check -> check.detail().contains("heard through") && check.detail().contains("computed anew"));
    }

    @Test
    void aFunctionThatIsNoNormEndsThePath() {
        Rehearsal network = rehearsal(Normed.WRITTEN_OUT, false);
        assertThatThrownBy(() -> network.ask("logits[3] | do(a2[a1] = 0)")).isInstanceOf(Refusal.class)
                .hasMessageContaining("the Tanh that makes 'h2'");
        assertThatThrownBy(() -> network.ask("logits[3] | do(p1[a1] = 0)")).isInstanceOf(Refusal.class)
                .hasMessageContaining("by no path at all");
    }
}
