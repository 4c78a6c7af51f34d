package org.orrery.network.reference;

/** Rotates pairs of coordinates by angles that depend on the position. */
final class Rotary {
    private Rotary() {}

    static Array embed(Call call) {
        Array x = Attention.heads(call.in(0), call.whole("num_heads", 0));
        int width = x.length(3);
        int given = call.whole("rotary_embedding_dim", 0);
        int turned = given == 0 ? width : given;
        int half = turned / 2;
        boolean interleaved = call.flag("interleaved");
        Array cos = call.in(1);
        Array sin = call.in(2);
        double[] to = x.reals().clone();
        for (int start = 0; start < to.length; start += width) {
            int position = start / width % x.length(2);
            int batch = start / width / x.length(2) / x.length(1);
            int row = call.has(3)
                    ? Gathering.index(call.in(3).wholes()[batch * x.length(2) + position], cos.length(0))
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
