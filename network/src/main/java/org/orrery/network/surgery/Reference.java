package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Refusal;
import org.orrery.core.World;

/** What the tensors at the slots hold over the examples when nothing is moved. Every pass runs all of them once. */
final class Reference {
    /** So many examples tell the range of a tensor. */
    private static final int SAMPLED = 256;

    private final Rig rig;
    private final List<World> worlds;
    private final Map<String, double[]> means = new HashMap<>();
    private final Map<String, double[][]> ranges = new HashMap<>();

    Reference(Rig rig, List<World> worlds) {
        this.rig = rig;
        this.worlds = worlds;
    }

    /** The examples as worlds, empty where there are none. */
    List<World> worlds() {
        return worlds;
    }

    /** How many examples a range is taken over. */
    int sampled() {
        return Math.min(worlds.size(), SAMPLED);
    }

    /**
     * The mean of each element over all examples.
     *
     * @throws Refusal if there is one example only
     */
    synchronized double[] mean(String edge) {
        if (worlds.size() < 2) {
            throw new Refusal("A mean over the examples was asked for, and there is one example only.",
                    "Bring more: --with DATA.");
        }
        return means.computeIfAbsent(edge, _ -> {
            double[] sum = new double[rig.shape(edge).size()];
            for (double[] row : rows(edge, worlds.size())) {
                Arrays.setAll(sum, i -> sum[i] + row[i]);
            }
            Arrays.setAll(sum, i -> sum[i] / worlds.size());
            return sum;
        });
    }

    /** The smallest and the largest value of each element over the sample: two arrays. */
    synchronized double[][] range(String edge) {
        return ranges.computeIfAbsent(edge, _ -> {
            double[] least = new double[rig.shape(edge).size()];
            double[] most = least.clone();
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            Arrays.fill(most, Double.NEGATIVE_INFINITY);
            for (double[] row : rows(edge, sampled())) {
                Arrays.setAll(least, i -> Math.min(least[i], row[i]));
                Arrays.setAll(most, i -> Math.max(most[i], row[i]));
            }
            return new double[][]{least, most};
        });
    }

    private Iterable<double[]> rows(String edge, int count) {
        RowShape shape = rig.shape(edge);
        List<double[]> values = new ArrayList<>();
        for (int from = 0; from < count; from += Rig.MOST) {
            rig.untouched(worlds.subList(from, Math.min(count, from + Rig.MOST)))
                    .forEach(got -> values.add(got.values(edge, shape)));
        }
        return values;
    }
}
