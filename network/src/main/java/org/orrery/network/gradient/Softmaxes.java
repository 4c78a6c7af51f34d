package org.orrery.network.gradient;

import java.util.Map;

/** Softmax and its logarithm along one axis. */
final class Softmaxes {
    private Softmaxes() {}

    static void list(Map<String, Treatment> table) {
        table.put("Softmax", new Treatment.Smooth((at, to) -> {
            String y = at.y();
            String pulled = to.mul(at.dy(), y);
            String total = to.sum(pulled, true, at.node().whole("axis", -1));
            at.give(0, to.sub(pulled, to.mul(y, total)));
        }));
        table.put("LogSoftmax", new Treatment.Smooth((at, to) -> {
            String total = to.sum(at.dy(), true, at.node().whole("axis", -1));
            at.give(0, to.sub(at.dy(), to.mul(to.op("Exp", at.y()), total)));
        }));
    }
}
