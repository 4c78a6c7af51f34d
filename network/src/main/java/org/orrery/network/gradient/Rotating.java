package org.orrery.network.gradient;

import java.util.List;
import java.util.Map;

/**
 * Rotary embeddings (Su et al. 2021, RoFormer): pairs of coordinates turned by angles that go with the position. The standard's
 * operator and ONNX Runtime's own differ in the order of inputs, and in a number of the first position instead of all of them.
 */
final class Rotating {
    private Rotating() {}

    static void list(Map<String, Definition> table) {
        table.put("RotaryEmbedding", (at, to) -> {
            String cos = at.has(3) ? to.op("Gather", at.in(1), at.in(3)) : at.in(1);
            String sin = at.has(3) ? to.op("Gather", at.in(2), at.in(3)) : at.in(2);
            write(at, to, to.op("Unsqueeze", cos, to.ints(1)), to.op("Unsqueeze", sin, to.ints(1)),
                    at.node().whole("num_heads", 0));
        });
        table.put("com.microsoft.RotaryEmbedding", Rotating::runtime);
    }

    private static void runtime(Site at, Emit to) {
        if (at.node().real("scale", 1) != 1 || at.node().whole("is_packed_batching", 0) != 0) {
            throw at.refusal("a scale or packed batches are not supported");
        }
        boolean joined = at.rank(0, to) == 3;
        long heads = at.node().whole("num_heads", 0);
        if (joined && heads == 0) {
            long wide = to.types().length(at.in(0), 2);
            long half = to.types().rank(at.in(2)) == 2 ? to.types().length(at.in(2), 1) : -1;
            if (wide < 0 || half < 1) {
                throw at.refusal("the number of its heads is not known before a run");
            }
            heads = wide / (2 * half);
        }
        boolean all = at.rank(1, to) == 2;
        String places = at.in(1);
        if (!all) {
            String length = to.op("Squeeze", Form.length(to, at.in(0), joined ? 1 : 2));
            places = to.add(places, to.op("Range", to.whole(0), length, to.whole(1)));
        }
        String cos = to.op("Gather", at.in(2), places);
        String sin = to.op("Gather", at.in(3), places);
        write(at, to, all ? to.op("Unsqueeze", cos, to.ints(1)) : cos, all ? to.op("Unsqueeze", sin, to.ints(1)) : sin,
                heads);
    }

    /** @param cos fits [batch, heads, positions, half of what is turned], as sin does */
    private static void write(Site at, Emit to, String cos, String sin, long heads) {
        boolean joined = at.rank(0, to) == 3;
        if (joined && heads < 1) {
            throw at.refusal("it does not say how many heads there are");
        }
        String x = joined ? Attending.apart(to, at.in(0), heads) : at.in(0);
        long turned = at.node().whole("rotary_embedding_dim", 0);
        String front = turned == 0 ? x : to.op("Slice", x, to.ints(0), to.ints(turned), to.ints(-1));
        String made = at.node().whole("interleaved", 0) == 1
                ? interleaved(to, front, cos, sin)
                : halves(to, front, cos, sin);
        if (turned != 0) {
            String rest = to.op("Slice", x, to.ints(turned), to.ints(Long.MAX_VALUE), to.ints(-1));
            made = to.op("Concat", Attributes.of("axis", -1), made, rest);
        }
        at.makes(0, joined ? Attending.joined(to, made) : made, to);
    }

    private static String halves(Emit to, String x, String cos, String sin) {
        List<String> ab = to.ops("Split", 2, Attributes.of("axis", -1, "num_outputs", 2), x);
        return to.op("Concat", Attributes.of("axis", -1), left(to, ab.get(0), ab.get(1), cos, sin),
                right(to, ab.get(0), ab.get(1), cos, sin));
    }

    private static String interleaved(Emit to, String x, String cos, String sin) {
        String pairs = Form.reshape(to, x, 0, 0, 0, -1, 2);
        String a = to.op("Gather", Attributes.of("axis", -1), pairs, to.whole(0));
        String b = to.op("Gather", Attributes.of("axis", -1), pairs, to.whole(1));
        String both = to.op("Concat", Attributes.of("axis", -1),
                to.op("Unsqueeze", left(to, a, b, cos, sin), to.ints(-1)),
                to.op("Unsqueeze", right(to, a, b, cos, sin), to.ints(-1)));
        return Form.reshape(to, both, 0, 0, 0, -1);
    }

    private static String left(Emit to, String a, String b, String cos, String sin) {
        return to.sub(to.mul(a, cos), to.mul(b, sin));
    }

    private static String right(Emit to, String a, String b, String cos, String sin) {
        return to.add(to.mul(a, sin), to.mul(b, cos));
    }
}
