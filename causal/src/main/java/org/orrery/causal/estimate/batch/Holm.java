package org.orrery.causal.estimate.batch;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Corrects for having looked many times: Holm, Scandinavian Journal of Statistics 6 (1979) 65. */
final class Holm {
    private Holm() {}

    /** Adjusted p values, in the order of the given ones: the chance of one false alarm or more stays below each. */
    static double[] adjusted(double[] p) {
        int[] order = IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue).toArray();
        double[] adjusted = new double[p.length];
        double running = 0;
        for (int rank = 0; rank < order.length; rank++) {
            running = Math.max(running, Math.min(1, (p.length - rank) * p[order[rank]]));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }
}
