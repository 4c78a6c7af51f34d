package org.orrery.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;

/**
 * An estimand of several populations, or of records with holes, with shares of the data in the place of probabilities, beside
 * the answers that would be had without it. Where the mean as it is cannot be told, the mean that is asked for is the answer,
 * and no change is.
 *
 * @param on the estimand
 * @param off the same where nothing is set; null where it cannot be told
 * @param done level by node of the sample's graph
 * @param given the same
 */
record Plugged(Sample sample, Estimand on, @Nullable Estimand off, Map<Integer, Integer> done,
        Map<Integer, Integer> given, List<Naive> naive) {
    private static final int MOST_LEVELS = 12;

    /**
     * An answer by other means.
     *
     * @param name in a few words, after "it is ... "
     * @param weights of the cases that it is read off
     */
    record Naive(String name, Estimand estimand, double[] weights) {}

    /**
     * The numbers.
     *
     * @param off NaN where it cannot be told
     * @param against the change from setting the other value of a treatment of two, in a sentence; else empty
     * @param table of what setting each value does, or of the answers beside each other
     */
    record Result(double off, double on, Claim.@Nullable Interval interval, List<Double> naive, String against,
            Claim.Table table, List<Claim.Check> checks) {
        boolean isChange() {
            return !Double.isNaN(off);
        }

        double estimate() {
            return isChange() ? on - off : on;
        }
    }

    private Map<Integer, Integer> at() {
        Map<Integer, Integer> at = new HashMap<>(given);
        at.putAll(done);
        return at;
    }

    /** @throws Refusal if the data lack cases that the estimand needs */
    Result result(Lab lab, long seed) {
        double[] once = sample.once();
        double answer = sample.mean(on, at(), once);
        if (!Double.isFinite(answer)) {
            throw new Refusal("The data lack cases that the answer needs: some group that the estimand tells apart has"
                    + " none" + (done.isEmpty()
                            ? "."
                            : " with " + sample.graph().names(nodes(done)) + " as set."),
                    "Maybe put the variables into fewer classes, or ask for a value that occurs in each group.");
        }
        Estimand untouched = done.isEmpty() ? null : off;
        double before = untouched == null ? Double.NaN : sample.mean(untouched, given, once);
        boolean change = Double.isFinite(before);
        Map<Integer, Integer> instead = instead();
        double other = instead.isEmpty() ? Double.NaN : sample.mean(on, instead, once);
        boolean isPaired = Double.isFinite(other);
        Resampling resampling = Resampling.of(sample.rows(), weights -> {
            double drawn = sample.mean(on, at(), weights);
            return new double[]{
                    change && untouched != null ? drawn - sample.mean(untouched, given, weights) : drawn,
                    isPaired ? drawn - sample.mean(on, instead, weights) : 0};
        }, lab, seed);
        List<Double> beside = naive.stream().map(each -> sample.mean(each.estimand, at(), each.weights)).toList();
        return new Result(change ? before : Double.NaN, answer, resampling.interval(0), beside,
                isPaired ? against(instead, answer - other, resampling.interval(1)) : "", table(answer, beside),
                List.of(control(), resampling.check()));
    }

    /** Where a treatment has two values, the same with the other one set; else empty. */
    private Map<Integer, Integer> instead() {
        if (done.size() != 1) {
            return Map.of();
        }
        int node = done.keySet().iterator().next();
        int set = done.getOrDefault(node, 0);
        Map<Integer, Integer> instead = at();
        instead.put(node, 1 - set);
        return sample.table().factor(sample.graph().name(node)).levels().size() == 2 ? instead : Map.of();
    }

    private String against(Map<Integer, Integer> instead, double change, Claim.@Nullable Interval interval) {
        int node = done.keySet().iterator().next();
        String name = sample.graph().name(node);
        return " Against setting " + name + " = "
                + sample.table().factor(name).levels().get(instead.getOrDefault(node, 0)) + " the change is "
                + Numbers.round(change, 4) + (interval == null
                        ? ""
                        : ", between " + Numbers.round(interval.low(), 4) + " and " + Numbers.round(interval.high(), 4))
                + ".";
    }

    /** The mean of the cases that have the outcome, by the same counting and by adding up. */
    private Claim.Check control() {
        double[] known = new double[sample.rows()];
        double sum = 0;
        int count = 0;
        for (int row = 0; row < known.length; row++) {
            if (!Double.isNaN(sample.numbers()[row])) {
                known[row] = 1;
                sum += sample.numbers()[row];
                count++;
            }
        }
        double direct = sum / count;
        double counted = sample.mean(Estimand.conditional(sample.outcomes(), NodeSet.EMPTY), Map.of(), known);
        return new Claim.Check("no-op control", direct == counted, direct == counted
                ? "setting nothing, the same counting gives the mean of the cases exactly"
                : "setting nothing, the counting gives " + counted + " and the mean of the cases is " + direct);
    }

    private Claim.Table table(double answer, List<Double> beside) {
        List<List<Object>> rows = new ArrayList<>();
        if (done.size() != 1) {
            rows.add(List.of("by the estimand", answer));
            for (int i = 0; i < beside.size(); i++) {
                rows.add(List.of(naive.get(i).name, cell(beside.get(i))));
            }
            return new Claim.Table(List.of("how", "value"), rows);
        }
        int node = done.keySet().iterator().next();
        String name = sample.graph().name(node);
        List<String> columns = new ArrayList<>(List.of(name, "when set"));
        naive.forEach(each -> columns.add(each.name));
        List<String> levels = sample.table().factor(name).levels();
        for (int level = 0; level < Math.min(MOST_LEVELS, levels.size()); level++) {
            Map<Integer, Integer> at = at();
            at.put(node, level);
            List<Object> row = new ArrayList<>(List.of(levels.get(level), cell(sample.mean(on, at, sample.once()))));
            naive.forEach(each -> row.add(cell(sample.mean(each.estimand, at, each.weights))));
            rows.add(row);
        }
        return new Claim.Table(columns, rows);
    }

    private static Object cell(double value) {
        return Double.isFinite(value) ? value : "not in the data";
    }

    /** What is beside the answer, in a sentence; empty where nothing is. */
    String beside(Result result) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < naive.size(); i++) {
            if (Double.isFinite(result.naive.get(i))) {
                parts.add(naive.get(i).name + " it is " + Numbers.round(result.naive.get(i), 6));
            }
        }
        if (parts.isEmpty()) {
            return "";
        }
        String text = parts.stream().collect(Collectors.joining(", "));
        return " " + Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    /** Outcome numbers that are NaN where a case lacks the outcome. */
    static double[] holed(double[] numbers, boolean[] missing) {
        double[] holed = Arrays.copyOf(numbers, numbers.length);
        for (int row = 0; row < holed.length; row++) {
            holed[row] = missing[row] ? Double.NaN : holed[row];
        }
        return holed;
    }

    private static NodeSet nodes(Map<Integer, Integer> values) {
        return NodeSet.of(values.keySet().stream().mapToInt(Integer::intValue).toArray());
    }
}
