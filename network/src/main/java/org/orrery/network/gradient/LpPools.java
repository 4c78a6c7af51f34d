package org.orrery.network.gradient;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.orrery.network.onnx.Attribute;

/**
 * Pools by a norm: powers, a convolution with ones, a root. Where a window holds zeros only the derivative is taken as 0, as
 * that of ReduceL2 is.
 */
final class LpPools {
    private LpPools() {}

    static void list(Map<String, Definition> table) {
        table.put("LpPool", LpPools::pool);
        table.put("GlobalLpPool", (at, to) -> {
            int rank = at.rank(0, to);
            long[] space = LongStream.range(2, rank).toArray();
            at.makes(0, root(at, to, to.sum(power(at, to), true, space)), to);
        });
    }

    private static long p(Site at) {
        return at.node().whole("p", 2);
    }

    private static String power(Site at, Emit to) {
        String x = at.in(0);
        if (p(at) == 2) {
            return to.mul(x, x);
        }
        String size = to.op("Abs", x);
        return p(at) == 1 ? size : to.op("Pow", size, to.scalar(x, p(at)));
    }

    private static String root(Site at, Emit to, String sum) {
        if (p(at) == 1) {
            return sum;
        }
        String one = to.scalar(at.in(0), 1);
        String zero = to.scalar(at.in(0), 0);
        String nothing = to.op("Equal", sum, zero);
        String safe = to.op("Where", nothing, one, sum);
        return to.op("Where", nothing, zero,
                p(at) == 2 ? to.op("Sqrt", safe) : to.op("Pow", safe, to.scalar(at.in(0), 1.0 / p(at))));
    }

    private static void pool(Site at, Emit to) {
        String x = at.in(0);
        long[] kernel = at.node().wholes("kernel_shape");
        if (kernel == null || at.rank(0, to) != kernel.length + 2) {
            throw at.refusal("its kernel_shape does not fit its input");
        }
        Window window = Window.of(at, to, x, kernel);
        long[] pads = window.pads();
        if (at.node().whole("ceil_mode", 0) == 1) {
            for (int i = 0; i < kernel.length; i++) {
                long length = to.types().length(x, i + 2);
                if (length < 0) {
                    throw at.refusal("with ceil_mode the lengths of its input must be known before a run");
                }
                long whole = length + pads[i] + pads[kernel.length + i] - window.reach(i);
                long last = Math.ceilDiv(whole, window.strides()[i]) * window.strides()[i];
                // A window that would begin behind the input is left out.
                pads[kernel.length + i] += last >= length + pads[i] ? 0 : last - whole;
            }
        }
        Map<String, Attribute> attributes = window.attributes(1);
        attributes.put("pads", new Attribute.Wholes(pads));
        long[] ones = LongStream.concat(LongStream.of(1, 1), Arrays.stream(kernel)).toArray();
        String space = to.op("Shape", Attributes.of("start", 2), x);
        String rows = to.op("Reshape", power(at, to), to.op("Concat", Attributes.of("axis", 0), to.ints(-1, 1), space));
        String summed = to.op("Conv", attributes, rows, Pools.filled(to, x, ones));
        String front = to.op("Shape", Attributes.of("start", 0, "end", 2), x);
        String behind = to.op("Shape", Attributes.of("start", 2), summed);
        String sum = to.op("Reshape", summed, to.op("Concat", Attributes.of("axis", 0), front, behind));
        at.makes(0, root(at, to, sum), to);
    }
}
