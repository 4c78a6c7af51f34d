package org.orrery.dynamics.lanes;

import org.orrery.equation.LaneKernel;

/** A kernel with the arrays that one thread needs for it. */
final class Rows {
    private final LaneKernel kernel;
    private final double[] shared;
    private final double[] workspace;

    Rows(LaneKernel kernel) {
        this.kernel = kernel;
        shared = new double[kernel.sharedSize()];
        workspace = new double[kernel.rows() * kernel.stride()];
    }

    void share(double[] parameters) {
        kernel.share(parameters, shared);
    }

    /** To be called after a change of a lane's own parameters. */
    void prepare(double[] own, int lane) {
        kernel.prepare(own, shared, workspace, lane, lane + 1);
    }

    void move(int from, int to) {
        move(workspace, kernel.keptRows(), kernel.stride(), from, to);
    }

    void into(double[] t, double[] y, double[] own, double[] out, int lanes) {
        kernel.apply(t, y, own, shared, workspace, out, lanes);
    }

    static void move(double[] rows, int count, int stride, int from, int to) {
        for (int row = 0; row < count; row++) {
            rows[row * stride + to] = rows[row * stride + from];
        }
    }

    /** One lane of {@code from} into {@code to}. */
    static void keep(double[] from, double[] to, int count, int stride, int lane) {
        for (int row = 0; row < count; row++) {
            to[row * stride + lane] = from[row * stride + lane];
        }
    }

    static void put(double[] column, double[] rows, int stride, int lane) {
        for (int row = 0; row < column.length; row++) {
            rows[row * stride + lane] = column[row];
        }
    }

    static void take(double[] rows, double[] column, int stride, int lane) {
        for (int row = 0; row < column.length; row++) {
            column[row] = rows[row * stride + lane];
        }
    }

    /** The first row into all rows. */
    static void spread(double[] rows, int count, int stride, int lanes) {
        for (int row = 1; row < count; row++) {
            System.arraycopy(rows, 0, rows, row * stride, lanes);
        }
    }
}
