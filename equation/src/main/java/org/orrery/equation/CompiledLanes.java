package org.orrery.equation;

import java.util.List;

/** Generated loops with what they need to know. */
record CompiledLanes(int lanes, int stride, int outputs, int rows, int keptRows, boolean readsTime, SharedValues shared,
        List<LaneCode> prepares, List<LaneCode> applies) implements LaneKernel {
    private static final double[] NONE = {};

    @Override
    public int sharedSize() {
        return shared.size();
    }

    @Override
    public void share(double[] parameters, double[] s) {
        shared.into(parameters, s);
    }

    @Override
    public void prepare(double[] p, double[] s, double[] w, int from, int to) {
        for (int i = 0; i < prepares.size(); i++) {
            prepares.get(i).run(NONE, NONE, p, s, w, NONE, from, to);
        }
    }

    @Override
    public void apply(double[] t, double[] y, double[] p, double[] s, double[] w, double[] out, int n) {
        for (int i = 0; i < applies.size(); i++) {
            applies.get(i).run(t, y, p, s, w, out, 0, n);
        }
    }
}
