package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Tensor;

/**
 * Attention in products, sums and a softmax. Formulas: the ONNX standard (Attention 23 and 24) and ONNX Runtime's documentation
 * of its own operators (Attention, MultiHeadAttention). A query that may look at nothing gives zero in the standard's one.
 */
final class Attending {
    private static final String MICROSOFT = "com.microsoft.";

    private final Site at;
    private final Emit to;

    private Attending(Site at, Emit to) {
        this.at = at;
        this.to = to;
    }

    static void list(Map<String, Definition> table) {
        table.put("Attention", (at, to) -> new Attending(at, to).standard());
        table.put(MICROSOFT + "Attention", (at, to) -> new Attending(at, to).projected());
        table.put(MICROSOFT + "MultiHeadAttention", (at, to) -> new Attending(at, to).given());
    }

    private void standard() {
        boolean joined = at.rank(0, to) == 3;
        long heads = joined ? at.node().whole("q_num_heads", 0) : to.types().length(at.in(0), 1);
        long shared = joined ? at.node().whole("kv_num_heads", 0) : to.types().length(at.in(1), 1);
        if (heads < 1 || shared < 1) {
            throw at.refusal("the number of its heads is not known before a run");
        }
        String q = joined ? apart(to, at.in(0), heads) : at.in(0);
        String k = past(4, joined ? apart(to, at.in(1), shared) : at.in(1));
        String v = past(5, joined ? apart(to, at.in(2), shared) : at.in(2));
        String raw = to.mul(to.op("MatMul", q, to.transpose(repeated(k, heads, shared), 0, 1, 3, 2)),
                scale(q, at.node().attribute("scale") == null ? 0 : at.node().real("scale", 0)));
        double cap = at.node().real("softcap", 0);
        String capped = cap > 0
                ? to.times(to.op("Tanh", to.times(raw, at.in(0), 1 / cap)), at.in(0), cap)
                : raw;
        String masked = masked(capped, q, k);
        String pattern = pattern(masked);
        String y = to.op("MatMul", pattern, repeated(v, heads, shared));
        at.makes(0, joined ? joined(to, y) : y, to);
        at.makes(1, k, to);
        at.makes(2, v, to);
        at.makes(3, switch ((int) at.node().whole("qk_matmul_output_mode", 0)) {
            case 0 -> raw;
            case 1 -> capped;
            case 2 -> masked;
            default -> pattern;
        }, to);
    }

    /** From [batch, positions, heads width] to [batch, heads, positions, width]. */
    static String apart(Emit to, String x, long heads) {
        return to.transpose(Form.reshape(to, x, 0, 0, heads, -1), 0, 2, 1, 3);
    }

    /** And back. */
    static String joined(Emit to, String x) {
        return Form.reshape(to, to.transpose(x, 0, 2, 1, 3), 0, 0, -1);
    }

    private String past(int place, String now) {
        return at.has(place) ? to.op("Concat", Attributes.of("axis", 2), at.in(place), now) : now;
    }

    /** Several heads of queries may share one of keys and values. */
    private String repeated(String x, long heads, long shared) {
        return heads == shared
                ? x
                : to.op("Gather", Attributes.of("axis", 1), x,
                        to.ints(IntStream.range(0, (int) heads).mapToLong(i -> i * shared / heads).toArray()));
    }

    /** What the products are multiplied by: 0 means one over the root of the width of a head. */
    private String scale(String q, double given) {
        if (given != 0) {
            return to.scalar(at.in(0), given);
        }
        String width = to.op("Cast", Attributes.of("to", to.types().element(at.in(0)).number()),
                to.op("Shape", Attributes.of("start", 3), q));
        return to.reciprocal(to.op("Sqrt", width));
    }

    /** Minus infinity is added to the products that a query must not see. */
    private String masked(String products, String q, String k) {
        String columns = to.op("Range", to.whole(0), length(k), to.whole(1));
        List<String> added = new ArrayList<>();
        if (at.has(3)) {
            added.add(mask(length(k)));
        }
        String lengths = at.has(6) ? Form.reshape(to, at.in(6), -1, 1, 1, 1) : null;
        if (lengths != null) {
            added.add(hidden(to.op("GreaterOrEqual", columns, lengths)));
        }
        if (at.node().whole("is_causal", 0) == 1) {
            String rows = to.op("Unsqueeze", to.op("Range", to.whole(0), length(q), to.whole(1)), to.ints(1));
            added.add(hidden(to.op("Greater", columns, to.add(rows, before(lengths, q)))));
        }
        String sum = products;
        for (String each : added) {
            sum = to.add(sum, each);
        }
        return sum;
    }

    /** How many positions come before the first query. */
    private String before(@Nullable String lengths, String q) {
        return lengths != null
                ? to.sub(lengths, length(q))
                : at.has(4) ? length(at.in(4)) : to.whole(0);
    }

    private String length(String heads) {
        return to.op("Squeeze", to.op("Shape", Attributes.of("start", 2, "end", 3), heads));
    }

    private String hidden(String condition) {
        return to.op("Where", condition, to.scalar(at.in(0), Double.NEGATIVE_INFINITY), to.scalar(at.in(0), 0));
    }

    /** A mask that is shorter than the keys hides the rest; one of length 1 holds for all. */
    private String mask(String columns) {
        String mask = to.types().real(at.in(3)) ? at.in(3) : hidden(to.op("Not", at.in(3)));
        int rank = at.rank(3, to);
        long own = to.types().length(at.in(3), rank - 1);
        long past = at.has(4) ? to.types().length(at.in(4), 2) : 0;
        long keys = to.types().length(at.in(1), at.rank(1, to) - 2);
        if (own == 1 || own >= 0 && past >= 0 && keys >= 0 && own == past + keys) {
            return mask;
        }
        String length = to.op("Shape", Attributes.of("start", -1), at.in(3));
        String missing = to.op("Where", to.op("Equal", length, to.ints(1)), to.ints(0), to.sub(columns, length));
        return to.op("Pad", mask, to.op("Concat", Attributes.of("axis", 0), to.ints(0), missing),
                to.scalar(at.in(0), Double.NEGATIVE_INFINITY), to.ints(-1));
    }

    private String pattern(String masked) {
        if (!at.has(3) && !at.has(6)) {
            return to.op("Softmax", masked);
        }
        String nothing = to.op("Equal", to.op("ReduceMax", masked, to.ints(-1)),
                to.scalar(at.in(0), Double.NEGATIVE_INFINITY));
        String zero = to.scalar(at.in(0), 0);
        return to.op("Where", nothing, zero, to.op("Softmax", to.op("Where", nothing, zero, masked)));
    }

    /** ONNX Runtime's Attention: one matrix makes queries, keys and values. */
    private void projected() {
        if (at.has(4) || at.has(6) || at.has(3) && at.rank(3, to) != 2 || at.node().whole("do_rotary", 0) != 0) {
            throw at.refusal("a past, a rotation, or a mask that has not two axes is not supported");
        }
        long[] sizes = at.node().wholes("qkv_hidden_sizes");
        long wide = to.types().rank(at.in(1)) == 2 ? to.types().length(at.in(1), 1) : -1;
        if (sizes == null && wide < 0) {
            throw at.refusal("the shape of its weights is not known before a run");
        }
        String all = to.op("MatMul", at.in(0), at.in(1));
        List<String> parts = to.ops("Split", 3, Attributes.of("axis", -1), at.has(2) ? to.add(all, at.in(2)) : all,
                to.ints(sizes == null ? new long[]{wide / 3, wide / 3, wide / 3} : sizes));
        weigh(parts.get(0), parts.get(1), parts.get(2), 3, 5);
    }

    /** ONNX Runtime's MultiHeadAttention: queries, keys and values are given. */
    private void given() {
        boolean plain = IntStream.range(6, at.inputs()).noneMatch(at::has) && at.has(1) && at.has(2)
                && at.rank(1, to) == 3 && at.rank(2, to) == 3 && (!at.has(4) || at.rank(4, to) == 2);
        if (!plain) {
            throw at.refusal("a past, packed inputs, or a mask that has not two axes is not supported");
        }
        String[] each = {at.in(0), at.in(1), at.in(2)};
        if (at.has(3)) {
            long[] widths = new long[3];
            for (int i = 0; i < 3; i++) {
                widths[i] = to.types().length(at.in(i), at.rank(i, to) - 1);
            }
            if (widths[0] < 0 || widths[1] < 0 || widths[2] < 0) {
                throw at.refusal("the widths of its inputs are not known before a run");
            }
            List<String> biases = to.ops("Split", 3, Attributes.of("axis", 0), at.in(3), to.ints(widths));
            for (int i = 0; i < 3; i++) {
                each[i] = to.add(each[i], biases.get(i));
            }
        }
        weigh(each[0], each[1], each[2], 4, 5);
    }

    private void weigh(String queries, String keys, String values, int mask, int bias) {
        long heads = at.node().whole("num_heads", 1);
        String q = apart(to, queries, heads);
        String k = apart(to, keys, heads);
        String scores = to.mul(to.op("MatMul", q, to.transpose(k, 0, 1, 3, 2)),
                scale(q, at.node().real("scale", 0)));
        if (at.has(mask)) {
            Tensor zero = Tensor.of(new int[]{0}, 1);
            String seen = to.op("Greater", at.in(mask), to.constant("int32 zero", zero));
            String low = to.scalar(at.in(0), at.node().real("mask_filter_value", -10000));
            scores = to.add(scores, to.op("Unsqueeze", to.op("Where", seen, to.scalar(at.in(0), 0), low),
                    to.ints(1, 2)));
        }
        if (at.has(bias)) {
            scores = to.add(scores, at.in(bias));
        }
        if (at.node().whole("unidirectional", 0) == 1) {
            String rows = to.op("Unsqueeze", to.op("Range", to.whole(0), length(q), to.whole(1)), to.ints(1));
            String columns = to.op("Range", to.whole(0), length(k), to.whole(1));
            String offset = to.sub(length(k), length(q));
            scores = to.add(scores, hidden(to.op("Greater", columns, to.add(rows, offset))));
        }
        at.makes(0, joined(to, to.op("MatMul", to.op("Softmax", scores), apart(to, values, heads))), to);
    }
}
