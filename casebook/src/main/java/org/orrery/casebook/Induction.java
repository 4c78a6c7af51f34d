package org.orrery.casebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.orrery.core.Seeds;
import org.orrery.network.NetworkModel;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/**
 * A network of two attention layers that continues what it has seen: after ... A B ... A comes B. Head L0.H0 notes at each
 * position which token stood before; head L1.H0 looks for the position whose note is the present token, and says what stands
 * there. The stream holds, one after another: token, position, token before, token said.
 */
public final class Induction {
    /** Tokens, 0 among them, which opens each sequence. */
    public static final int TOKENS = 12;
    public static final int LENGTH = 16;
    private static final int BEFORE = TOKENS + LENGTH;
    private static final int SAID = BEFORE + TOKENS;
    private static final int WIDTH = SAID + TOKENS;
    /** So sharp that all attention but e^-40 of it goes to the match. */
    private static final float SHARP = 40;

    private Induction() {}

    /** The network, written by hand. */
    public static NetworkModel built() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("embed", matrix(TOKENS, WIDTH, 0, 0, TOKENS, 1));
        weights.put("pos_embed", matrix(LENGTH, WIDTH, 0, TOKENS, LENGTH, 1));
        float[] mask = new float[LENGTH * LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            for (int j = i + 1; j < LENGTH; j++) {
                mask[i * LENGTH + j] = -1e9f;
            }
        }
        weights.put("mask", Tensor.of(mask, LENGTH, LENGTH));
        weights.put("L0.H0.w_qk", matrix(WIDTH, WIDTH, TOKENS + 1, TOKENS, LENGTH - 1, SHARP));
        weights.put("L0.H0.w_ov", matrix(WIDTH, WIDTH, 0, BEFORE, TOKENS, 1));
        weights.put("L1.H0.w_qk", matrix(WIDTH, WIDTH, 0, BEFORE, TOKENS, SHARP));
        weights.put("L1.H0.w_ov", matrix(WIDTH, WIDTH, 0, SAID, TOKENS, 1));
        weights.put("unembed", matrix(WIDTH, TOKENS, SAID, 0, TOKENS, 1));
        List<Node> nodes = new ArrayList<>(List.of(Node.of("Gather", List.of("embed", "tokens"), "tok"),
                Node.of("Add", List.of("tok", "pos_embed"), "resid.0")));
        nodes.addAll(head("L0.H0.", "resid.0", "resid.1"));
        nodes.addAll(head("L1.H0.", "resid.1", "resid.2"));
        nodes.add(Node.of("MatMul", List.of("resid.2", "unembed"), "logits"));
        Graph graph = new Graph("induction", nodes,
                List.of(Value.tensor("tokens", ElementType.INT64, new Dim.Named("batch"), new Dim.Known(LENGTH))),
                List.of(Value.tensor("logits", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(LENGTH),
                        new Dim.Known(TOKENS))),
                weights);
        return NetworkModel.of("built-induction", OnnxModel.of(graph, 17));
    }

    private static List<Node> head(String head, String from, String to) {
        return List.of(Node.of("MatMul", List.of(from, head + "w_qk"), head + "q"),
                Node.of("Transpose", List.of(from), List.of(head + "xT"),
                        Map.of("perm", new Attribute.Wholes(new long[]{0, 2, 1}))),
                Node.of("MatMul", List.of(head + "q", head + "xT"), head + "scores0"),
                Node.of("Add", List.of(head + "scores0", "mask"), head + "scores"),
                Node.of("Softmax", List.of(head + "scores"), List.of(head + "pattern"),
                        Map.of("axis", new Attribute.Whole(-1))),
                Node.of("MatMul", List.of(from, head + "w_ov"), head + "value"),
                Node.of("MatMul", List.of(head + "pattern", head + "value"), head + "out"),
                Node.of("Add", List.of(from, head + "out"), to));
    }

    /** Zeros with {@code value} at so many places going down and right from one. */
    private static Tensor matrix(int rows, int columns, int row, int column, int count, float value) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < count; i++) {
            values[(row + i) * columns + column + i] = value;
        }
        return Tensor.of(values, rows, columns);
    }

    /**
     * Sequences that repeat themselves.
     *
     * @param opened whether they begin with token 0, which never comes again
     * @param tokens from which letters are drawn, each once in a period
     * @return tokens, and for each position t but the last the column {@code next<t>}: the token that comes after it
     */
    public static HeldExamples sequences(int count, int length, int period, boolean opened, int tokens, long seed) {
        SplittableRandom random = new SplittableRandom(Seeds.stream(seed, "sequences of period " + period));
        int first = opened ? 1 : 0;
        long[] all = new long[count * length];
        for (int row = 0; row < count; row++) {
            List<Integer> letters = new ArrayList<>(IntStream.range(first, tokens).boxed().toList());
            for (int i = letters.size() - 1; i > 0; i--) {
                java.util.Collections.swap(letters, i, random.nextInt(i + 1));
            }
            for (int i = first; i < length; i++) {
                all[row * length + i] = letters.get((i - first) % period);
            }
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int position = 0; position + 1 < length; position++) {
            int next = position + 1;
            columns.put("next" + position,
                    IntStream.range(0, count).mapToDouble(row -> all[row * length + next]).toArray());
        }
        return new HeldExamples(Map.of("tokens", Tensor.of(all, count, length)), columns);
    }
}
