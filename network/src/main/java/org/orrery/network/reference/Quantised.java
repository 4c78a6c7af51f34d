package org.orrery.network.reference;

import java.util.Arrays;
import org.orrery.network.onnx.ElementType;

/** Products and convolutions whose inputs and outputs are quantised: restored, computed in float64, quantised again. */
final class Quantised {
    private Quantised() {}

    static void into(Table table) {
        table.one("QLinearMatMul", call -> {
            Array a = restored(call, 0, Math.max(0, call.in(0).rank() - 2));
            Array b = restored(call, 3, call.in(3).rank() - 1);
            return quantised(Matrices.product(a, b), call.in(6), call.in(7));
        });
        table.one("QLinearConv", call -> {
            Array product = Convolution.convolve(new Call(call.node(), call.version(), call.inputs().subList(0, 2),
                    call.bodies()), restored(call, 0, 1), restored(call, 3, 0));
            return quantised(call.has(8) ? biased(call, product) : product, call.in(6), call.in(7));
        });
    }

    /** The bias counts in steps of both scales multiplied. */
    private static Array biased(Call call, Array product) {
        double[] to = product.reals().clone();
        int area = Axes.product(product.shape(), 2, product.rank());
        Arrays.setAll(to, i -> {
            int channel = i / area % product.length(1);
            double scale = call.in(4).real(call.in(4).size() == 1 ? 0 : channel);
            return to[i] + call.in(8).real(channel) * call.in(1).real(0) * scale;
        });
        return Array.of(product.type(), product.shape(), to);
    }

    private static Array restored(Call call, int input, int axis) {
        Array x = call.in(input);
        Array scale = along(call.in(input + 1), x, axis);
        Array zero = along(call.in(input + 2), x, axis);
        double[] to = new double[x.size()];
        Arrays.setAll(to, i -> (x.real(i) - zero.real(i)) * scale.real(i));
        return Array.of(ElementType.DOUBLE, x.shape(), to);
    }

    private static Array along(Array small, Array x, int axis) {
        int[] shape = new int[x.rank()];
        Arrays.fill(shape, 1);
        if (small.size() != 1) {
            shape[axis] = small.size();
        }
        return small.as(shape).over(x.shape());
    }

    private static Array quantised(Array x, Array scale, Array zero) {
        double low = Wholes.real(zero.type(), Wholes.largest(zero.type(), new long[0]));
        double high = Wholes.real(zero.type(), Wholes.smallest(zero.type(), new long[0]));
        return Array.of(zero.type(), x.shape(), Arrays.stream(x.reals())
                .map(each -> Math.clamp(Math.rint(each / scale.real(0)) + zero.real(0), low, high)).toArray());
    }
}
