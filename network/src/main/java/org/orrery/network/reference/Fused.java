package org.orrery.network.reference;

import java.util.stream.IntStream;
import org.orrery.network.onnx.ElementType;

/** Attention as ONNX Runtime's own operators have it, without a past. */
final class Fused {
    private Fused() {}

    static void into(Table table) {
        table.one(Table.MICROSOFT + "Attention", Fused::attention);
        table.one(Table.MICROSOFT + "MultiHeadAttention", Fused::heads);
    }

    /** The input is projected to queries, keys and values first; a mask of rank two says which keys may be seen. */
    private static Array attention(Call call) {
        if (IntStream.range(4, call.inputs().size()).anyMatch(call::has)
                || call.node().wholes("qkv_hidden_sizes") != null
                || call.flag("do_rotary") || call.has(3) && call.in(3).rank() != 2) {
            throw call.refusal("with a past, a bias of attention, other sizes, rotation, or another mask");
        }
        Array all = Matrices.product(call.in(0), call.in(1));
        Array shifted = call.has(2) ? Arithmetic.add(all, call.in(2)) : all;
        int width = shifted.length(2) / 3;
        Array mask = call.has(3) ? hidden(call, call.in(3)) : none();
        return weigh(call, Cutting.part(shifted, 2, 0, width), Cutting.part(shifted, 2, width, width),
                Cutting.part(shifted, 2, 2 * width, width), mask);
    }

    private static Array heads(Call call) {
        if (IntStream.range(6, call.inputs().size()).anyMatch(call::has) || !call.has(1) || !call.has(2)
                || call.in(1).rank() != 3 || call.in(2).rank() != 3 || call.has(4) && call.in(4).rank() != 2) {
            throw call.refusal("with a past, packed inputs or another mask");
        }
        Array q = call.in(0);
        Array k = call.in(1);
        Array v = call.in(2);
        if (call.has(3)) {
            int width = q.length(2);
            q = Arithmetic.add(q, Cutting.part(call.in(3), 0, 0, width));
            k = Arithmetic.add(k, Cutting.part(call.in(3), 0, width, width));
            v = Arithmetic.add(v, Cutting.part(call.in(3), 0, 2 * width, v.length(2)));
        }
        Array mask = call.has(4) ? hidden(call, call.in(4)) : none();
        return weigh(call, q, k, v, call.has(5) ? Arithmetic.add(mask, call.in(5)) : mask);
    }

    private static Array none() {
        return Array.of(ElementType.DOUBLE, new int[0], 0);
    }

    /** What hides keys: zero where the mask is one, a large negative number where it is zero. */
    private static Array hidden(Call call, Array mask) {
        double low = call.real("mask_filter_value", -10000);
        return Array.of(ElementType.DOUBLE, mask.shape(), mask.reals()).map(seen -> seen > 0 ? 0 : low)
                .as(mask.length(0), 1, 1, mask.length(1));
    }

    private static Array weigh(Call call, Array q, Array k, Array v, Array mask) {
        int count = call.whole("num_heads", 1);
        Array queries = Attention.heads(q, count);
        double given = call.real("scale", 0);
        double scale = given == 0 ? 1 / Math.sqrt(queries.length(3)) : given;
        Array products = Matrices.product(queries, Matrices.turned(Attention.heads(k, count), true))
                .map(x -> scale * x);
        Array masked = Arithmetic.add(products, mask);
        Array causal = call.flag("unidirectional") ? Arithmetic.add(masked, later(masked)) : masked;
        return Attention
                .joined(Matrices.product(Softmaxes.along(causal, -1, Softmaxes::softmax), Attention.heads(v, count)));
    }

    private static Array later(Array products) {
        int rows = products.length(2);
        int columns = products.length(3);
        double[] added = new double[rows * columns];
        for (int i = 0; i < added.length; i++) {
            added[i] = i % columns > i / columns + columns - rows ? Double.NEGATIVE_INFINITY : 0;
        }
        return Array.of(ElementType.DOUBLE, new int[]{rows, columns}, added);
    }
}
