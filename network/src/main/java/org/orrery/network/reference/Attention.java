package org.orrery.network.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.orrery.network.onnx.ElementType;

/**
 * Scaled dot products of queries and keys that weigh values. Inputs with three axes hold all heads side by side; several
 * heads of queries may share one of keys and values. A query that may look at nothing gives zero.
 */
final class Attention {
    /** Up to version 24; later ones add windows. */
    private static final Set<String> KNOWN = Set.of("is_causal", "kv_num_heads", "q_num_heads", "qk_matmul_output_mode",
            "scale", "softcap", "softmax_precision");

    private Attention() {}

    static void into(Table table) {
        table.many("Attention", Attention::attend);
        Rotary.into(table);
    }

    /** Batch, heads, positions, width. */
    static Array heads(Array x, int heads) {
        if (x.rank() == 4) {
            return x;
        }
        if (heads < 1 || x.length(2) % heads != 0) {
            throw new IllegalArgumentException(x + " does not hold " + heads + " heads");
        }
        return Shaping.transpose(x.as(x.length(0), x.length(1), heads, x.length(2) / heads), 0, 2, 1, 3);
    }

    /** Heads side by side again. */
    static Array joined(Array x) {
        return Shaping.transpose(x, 0, 2, 1, 3).as(x.length(0), x.length(2), x.length(1) * x.length(3));
    }

    private static List<Array> attend(Call call) {
        if (!KNOWN.containsAll(call.node().attributes().keySet())) {
            throw call.refusal("with one of the attributes " + call.node().attributes().keySet());
        }
        Array q = heads(call.in(0), call.whole("q_num_heads", 0));
        Array k = heads(call.in(1), call.whole("kv_num_heads", 0));
        Array v = heads(call.in(2), call.whole("kv_num_heads", 0));
        int past = call.has(4) ? call.in(4).length(2) : 0;
        Array allK = call.has(4) ? Cutting.concat(List.of(call.in(4), k), 2) : k;
        Array allV = call.has(5) ? Cutting.concat(List.of(call.in(5), v), 2) : v;
        double scale = call.node().attribute("scale") == null ? 1 / Math.sqrt(q.length(3)) : call.real("scale", 0);
        double cap = call.real("softcap", 0);
        int mode = call.whole("qk_matmul_output_mode", 0);
        Array raw = Matrices.product(q, Matrices.turned(shared(allK, q.length(1)), true)).map(x -> x * scale);
        Array capped = cap > 0 ? raw.map(x -> cap * Math.tanh(x / cap)) : raw;
        Array masked = Arithmetic.add(capped, mask(call, capped.shape(), past));
        Array pattern = Softmaxes.along(masked, -1, line -> Reductions.max(line) == Double.NEGATIVE_INFINITY
                ? new double[line.length]
                : Softmaxes.softmax(line));
        Array y = Matrices.product(pattern, shared(allV, q.length(1)));
        List<Array> outputs = new ArrayList<>();
        outputs.add(call.in(0).rank() == 3 ? joined(y) : y);
        outputs.add(allK);
        outputs.add(allV);
        outputs.add(switch (mode) {
            case 0 -> raw;
            case 1 -> capped;
            case 2 -> masked;
            case 3 -> pattern;
            default -> throw call.refusal("with qk_matmul_output_mode = " + mode);
        });
        return outputs;
    }

    /** Each head of keys and values repeated for the heads of queries that share it. */
    private static Array shared(Array x, int heads) {
        if (heads % x.length(1) != 0) {
            throw new IllegalArgumentException(heads + " heads cannot share " + x.length(1));
        }
        int repeats = heads / x.length(1);
        return Gathering.gather(x, Array.whole(IntStream.range(0, heads).map(i -> i / repeats).toArray()), 1);
    }

    /** What is added to the products: the mask, and minus infinity for positions to come. */
    private static Array mask(Call call, int[] shape, int past) {
        double[] added = new double[Axes.size(shape)];
        int rows = shape[2];
        int columns = shape[3];
        if (call.has(3)) {
            Array given = padded(call.in(3), columns);
            Array wide = given.over(shape);
            boolean truth = given.type() == ElementType.BOOL;
            Arrays.setAll(added, i -> truth
                    ? wide.wholes()[i] != 0 ? 0 : Double.NEGATIVE_INFINITY
                    : wide.real(i));
        }
        int[] lengths = call.version() >= 24 && call.has(6) ? call.in(6).ints() : new int[0];
        for (int i = 0; i < added.length; i++) {
            int row = i / columns % rows;
            int column = i % columns;
            int batch = i / (columns * rows * shape[1]);
            int offset = lengths.length > 0 ? lengths[batch] - rows : past;
            boolean late = call.flag("is_causal") && column > row + offset;
            boolean beyond = lengths.length > 0 && column >= lengths[batch];
            added[i] = late || beyond ? Double.NEGATIVE_INFINITY : added[i];
        }
        return Array.of(ElementType.DOUBLE, shape, added);
    }

    /** A mask that is shorter than the keys hides the rest. */
    private static Array padded(Array mask, int columns) {
        int length = mask.length(mask.rank() - 1);
        if (length >= columns || length == 1) {
            return mask;
        }
        int[] shape = Axes.with(mask.shape(), mask.rank() - 1, columns - length);
        double[] hidden = new double[Axes.size(shape)];
        Arrays.fill(hidden, mask.type() == ElementType.BOOL ? 0 : Double.NEGATIVE_INFINITY);
        return Cutting.concat(List.of(mask, Array.of(mask.type(), shape, hidden)), mask.rank() - 1);
    }
}
