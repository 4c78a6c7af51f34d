package org.orrery.causal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.core.Lab;
import org.orrery.core.Refusal;

/**
 * What counting gives for a question: untouched, set, and merely seen, with the spread that chance gives each.
 *
 * @param off the mean of the outcome among the cases as they are
 * @param on the same by the estimand
 * @param seen the same among the cases that have the value by themselves
 * @param levels what setting the treatment to each of its values does, where there is one treatment
 * @param least how many cases have what is set and what is seen by themselves
 */
record Counted(Sample sample, double off, double on, double seen, List<Level> levels, long least,
        Resampling resampling) {
    /** Places in the draws of the resampling. */
    static final int OFF = 0;
    static final int ON = 1;
    static final int DIFFERENCE = 2;
    private static final int MOST_LEVELS = 12;

    /** A value of the treatment; NaN where it cannot be had. */
    record Level(String name, long cases, double set, double seen) {}

    static Counted of(Sample sample, Estimand estimand, Map<Integer, Integer> done, Map<Integer, Integer> given,
            Lab lab,
            long seed) {
        Map<Integer, Integer> both = new HashMap<>(given);
        both.putAll(done);
        Estimand asIs = Estimand.conditional(sample.outcomes(), nodes(given));
        Estimand conditioned = Estimand.conditional(sample.outcomes(), nodes(both));
        double[] once = sample.once();
        double on = sample.mean(estimand, both, once);
        if (!Double.isFinite(on)) {
            throw new Refusal("The data lack cases that the answer needs: in a group that occurs nobody has "
                    + sample.graph().names(nodes(done)) + " as set.",
                    "Maybe put the covariates into fewer classes, or ask for a value that occurs in each group.");
        }
        Resampling resampling = Resampling.of(sample.rows(), weights -> {
            double untouched = sample.mean(asIs, given, weights);
            double set = done.isEmpty() ? untouched : sample.mean(estimand, both, weights);
            return new double[]{untouched, set, set - untouched};
        }, lab, seed);
        return new Counted(sample, sample.mean(asIs, given, once), on, sample.mean(conditioned, both, once),
                levels(sample, estimand, done, given), cases(sample, both), resampling);
    }

    private static List<Level> levels(Sample sample, Estimand estimand, Map<Integer, Integer> done,
            Map<Integer, Integer> given) {
        List<Level> levels = new ArrayList<>();
        if (done.size() != 1) {
            return levels;
        }
        int node = done.keySet().iterator().next();
        List<String> names = sample.table().factor(sample.graph().name(node)).levels();
        for (int level = 0; level < Math.min(MOST_LEVELS, names.size()); level++) {
            Map<Integer, Integer> both = new HashMap<>(given);
            both.put(node, level);
            Estimand conditioned = Estimand.conditional(sample.outcomes(), nodes(both));
            levels.add(new Level(names.get(level), cases(sample, both), sample.mean(estimand, both, sample.once()),
                    sample.mean(conditioned, both, sample.once())));
        }
        return levels;
    }

    private static long cases(Sample sample, Map<Integer, Integer> values) {
        long count = 0;
        for (int row = 0; row < sample.rows(); row++) {
            boolean all = true;
            for (Map.Entry<Integer, Integer> each : values.entrySet()) {
                all &= sample.codes()[each.getKey()][row] == each.getValue();
            }
            count += all ? 1 : 0;
        }
        return count;
    }

    private static NodeSet nodes(Map<Integer, Integer> values) {
        return NodeSet.of(values.keySet().stream().mapToInt(Integer::intValue).toArray());
    }
}
