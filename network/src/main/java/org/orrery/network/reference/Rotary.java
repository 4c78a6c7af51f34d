package org.orrery.network.reference;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Rotates pairs of coordinates by angles that depend on the position. */
final class Rotary {
    private Rotary() {}

    static void into(Table table) {
        table.one("RotaryEmbedding", call -> embed(call, call.whole("num_heads", 0), call.in(1), call.in(2),
                call.has(3) ? call.in(3).wholes() : null));
        table.one(Table.MICROSOFT + "RotaryEmbedding", Rotary::runtime);
    }

    /** ONNX Runtime's own: positions come first, one for all means the first of each row. */
    private static Array runtime(Call call) {
        if (call.real("scale", 1) != 1 || call.flag("is_packed_batching")) {
            throw call.refusal("with a scale or packed batches");
        }
        Array x = call.in(0);
        int given = call.whole("num_heads", 0);
        int heads = given > 0 || x.rank() == 4 ? given : x.length(2) / (2 * call.in(2).length(1));
        long[] ids = call.in(1).wholes();
        int positions = x.length(x.rank() - 2);
        if (call.in(1).rank() == 1) {
            long first = ids[0];
            ids = LongStream.range(0, (long) x.length(0) * positions).map(i -> first + i % positions).toArray();
        }
        return embed(call, heads, call.in(2), call.in(3), ids);
    }

    private static Array embed(Call call, int heads, Array cos, Array sin, long @Nullable [] ids) {
        Array x = Attention.heads(call.in(0), heads);
        int width = x.length(3);
        int given = call.whole("rotary_embedding_dim", 0);
        int turned = given == 0 ? width : given;
        int half = turned / 2;
        boolean interleaved = call.flag("interleaved");
        double[] to = x.reals().clone();
        for (int start = 0; start < to.length; start += width) {
            int position = start / width % x.length(2);
            int batch = start / width / x.length(2) / x.length(1);
            int row = ids != null
                    ? Gathering.index(ids[batch * x.length(2) + position], cos.length(0))
                    : batch * x.length(2) + position;
            for (int i = 0; i < half; i++) {
                int a = start + (interleaved ? 2 * i : i);
                int b = start + (interleaved ? 2 * i + 1 : i + half);
                double c = cos.real(row * half + i);
                double s = sin.real(row * half + i);
                to[a] = x.real(a) * c - x.real(b) * s;
                to[b] = x.real(a) * s + x.real(b) * c;
            }
        }
        Array rotated = Array.of(x.type(), x.shape(), to);
        return call.in(0).rank() == 3 ? Attention.joined(rotated) : rotated;
    }
}
