package org.orrery.network.explain;

import java.util.List;
import org.orrery.network.data.Elements;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

/** Examples put one after another along their axis. */
final class Rows {
    private Rows() {}

    /**
     * Several rows as one tensor.
     *
     * @param rows elements of each, row by row
     * @param one shape of one row, with an axis of length 1 for the examples
     * @param axis of the examples
     */
    static Tensor together(List<double[]> rows, ElementType type, long[] one, int axis) {
        int inner = inner(one, axis);
        int length = rows.getFirst().length;
        double[] all = new double[Math.multiplyExact(length, rows.size())];
        for (int row = 0; row < rows.size(); row++) {
            for (int outer = 0; outer * inner < length; outer++) {
                System.arraycopy(rows.get(row), outer * inner, all, (outer * rows.size() + row) * inner, inner);
            }
        }
        long[] shape = one.clone();
        shape[axis] = rows.size();
        return Elements.of(type, all, shape);
    }

    /** One row of a tensor. */
    static double[] row(double[] all, long[] shape, int axis, int row) {
        int count = (int) shape[axis];
        int inner = inner(shape, axis);
        double[] one = new double[all.length / count];
        for (int outer = 0; outer * inner < one.length; outer++) {
            System.arraycopy(all, (outer * count + row) * inner, one, outer * inner, inner);
        }
        return one;
    }

    /** The same row so many times. */
    static Tensor repeated(Tensor one, int axis, int times) {
        return times == 1
                ? one
                : together(java.util.Collections.nCopies(times, one.doubles()), one.type(), one.shape(),
                        axis);
    }

    private static int inner(long[] shape, int axis) {
        int inner = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            inner *= (int) shape[i];
        }
        return inner;
    }
}
