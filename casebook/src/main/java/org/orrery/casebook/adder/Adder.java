package org.orrery.casebook.adder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.orrery.casebook.HeldExamples;
import org.orrery.network.NetworkModel;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/**
 * Addition modulo 53 written by hand in waves. A unit of frequency k and phases u, v holds (cos(w a + u) + cos(w b + v))^2 with
 * w = 2 pi k / 53 and speaks for answer q by cos(w q + u + v). Over a grid of 3 x 3 phases, thirds of a turn, all products
 * cancel but one, so that nine units add 4.5 cos(w (a + b - q)) to the logit of q: a wave that is highest at the right answer.
 */
final class Adder {
    static final int P = 53;
    static final List<Integer> FREQUENCIES = List.of(3, 10, 17, 20, 24);
    static final double HEIGHT = 4.5;
    private static final int PHASES = 3;

    private Adder() {}

    /** Which frequency each unit of {@link #built} has. */
    static int[] units() {
        int[] units = new int[FREQUENCIES.size() * PHASES * PHASES];
        java.util.Arrays.setAll(units, i -> FREQUENCIES.get(i / (PHASES * PHASES)));
        return units;
    }

    static NetworkModel built() {
        int[] units = units();
        float[] a = new float[P * units.length];
        float[] b = new float[P * units.length];
        float[] q = new float[units.length * P];
        for (int unit = 0; unit < units.length; unit++) {
            double u = 2 * Math.PI * (unit / PHASES % PHASES) / PHASES;
            double v = 2 * Math.PI * (unit % PHASES) / PHASES;
            for (int x = 0; x < P; x++) {
                double angle = 2 * Math.PI * (units[unit] * x % P) / P;
                a[x * units.length + unit] = (float) Math.cos(angle + u);
                b[x * units.length + unit] = (float) Math.cos(angle + v);
                q[unit * P + x] = (float) Math.cos(angle + u + v);
            }
        }
        Graph graph = new Graph("adder", List.of(Node.of("Gather", List.of("embed_a", "a"), "pre_a"),
                Node.of("Gather", List.of("embed_b", "b"), "pre_b"), Node.of("Add", List.of("pre_a", "pre_b"), "pre"),
                Node.of("Mul", List.of("pre", "pre"), "hidden"),
                Node.of("MatMul", List.of("hidden", "unembed"), "logits")),
                List.of(Value.tensor("a", ElementType.INT64, new Dim.Named("batch")),
                        Value.tensor("b", ElementType.INT64, new Dim.Named("batch"))),
                List.of(Value.tensor("logits", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(P))),
                Map.of("embed_a", Tensor.of(a, P, units.length), "embed_b", Tensor.of(b, P, units.length), "unembed",
                        Tensor.of(q, units.length, P)));
        return NetworkModel.of("built-adder", OnnxModel.of(graph, 17));
    }

    /** All pairs, and what they add up to. */
    static HeldExamples pairs() {
        long[] a = new long[P * P];
        long[] b = new long[P * P];
        double[] sum = new double[P * P];
        for (int i = 0; i < P * P; i++) {
            a[i] = i / P;
            b[i] = i % P;
            sum[i] = (a[i] + b[i]) % P;
        }
        return new HeldExamples(Map.of("a", Tensor.of(a, P * P), "b", Tensor.of(b, P * P)), Map.of("sum", sum));
    }

    /** What the units of one frequency add to a logit. */
    static double wave(int frequency, long a, long b, long q) {
        return HEIGHT * Math.cos(2 * Math.PI * frequency * Math.floorMod(a + b - q, (long) P) / P);
    }

    /** Silences the units of one frequency. */
    static String knockout(int[] units, int frequency) {
        List<String> moves = new ArrayList<>();
        for (int unit = 0; unit < units.length; unit++) {
            if (units[unit] == frequency) {
                moves.add("hidden[" + unit + "] = knockout");
            }
        }
        return "do(" + String.join(", ", moves) + ")";
    }
}
