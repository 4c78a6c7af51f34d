package org.orrery.core;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** From the terms of the healthy members to the numbers of a claim. Members come in order, so the sums have the same bits. */
final class Estimation {
    private static final int RESAMPLES = 1_000;

    private final Reckoning reckoning;
    private final boolean moved;
    private final List<Trial.Finished> members;
    private final int[] indices;

    /** @param indices which member of the ensemble each finished trial is */
    Estimation(Reckoning reckoning, boolean moved, List<Trial.Finished> members, int[] indices) {
        this.reckoning = reckoning;
        this.moved = moved;
        this.members = members;
        this.indices = indices;
    }

    /** Without an ensemble: the one world there is. */
    static Estimate single(Reckoning reckoning, boolean moved, Trial.Finished nominal) {
        double off = reckoning.value(nominal.off());
        double on = reckoning.value(nominal.on());
        Claim.Interval allowed = Enclosure.interval(nominal, moved);
        String method = allowed == null ? "" : "interval: all values that the model allows";
        return moved
                ? new Estimate(on - off, off, on, allowed, List.of(), null, List.of(), method)
                : new Estimate(off, null, null, allowed, List.of(), null, List.of(), method);
    }

    Estimate overEnsemble(Ensemble ensemble, long seed) {
        return reckoning.hasOneTerm() ? oneTerm(ensemble) : manyTerms(seed);
    }

    private Estimate oneTerm(Ensemble ensemble) {
        double[] offs = each(trial -> trial.off()[0]);
        double[] ons = moved ? each(trial -> trial.on()[0]) : offs;
        double[] effects = moved ? each(trial -> trial.on()[0] - trial.off()[0]) : offs;
        double off = Statistics.mean(offs);
        double on = Statistics.mean(ons);
        double value = moved ? on - off : off;
        double[][] draws = IntStream.of(indices).mapToObj(i -> ensemble.draws()[i]).toArray(double[][]::new);
        List<Answer.Member> told = new Members(indices, offs, ons, effects);
        Claim.Table table = reckoning.isProbability() ? null : table(offs, ons, effects);
        Claim.Interval interval = null;
        String method;
        if (!reckoning.isPooled()) {
            interval = Statistics.middle(effects, Claim.IntervalKind.ENSEMBLE);
            method = "interval: the middle 95 % of the members";
        } else if (reckoning.isProbability()) {
            interval = moved ? Statistics.agrestiMin(effects) : Statistics.wilson(value, effects.length);
            method = moved ? "interval: paired shares by Agresti and Min" : "interval: Wilson";
        } else {
            interval = effects.length < 2 ? null : Statistics.ofMean(effects);
            method = "interval: normal approximation of the mean";
        }
        // The number of a case is no cause of anything.
        List<Claim.Share> shares = ensemble.cases() ? List.of() : Shares.of(ensemble.inputs(), draws, effects);
        return new Estimate(value, moved ? (Double) off : null, moved ? (Double) on : null, interval, shares, table,
                told,
                method);
    }

    /** Arithmetic over several means: the members are drawn again with replacement, off and on together. */
    private Estimate manyTerms(long seed) {
        int[] everyone = IntStream.range(0, members.size()).toArray();
        double off = pooled(everyone, false);
        double on = pooled(everyone, true);
        SplittableRandom random = new SplittableRandom(Seeds.stream(seed, "bootstrap"));
        double[] values = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            int[] drawn = random.ints(everyone.length, 0, everyone.length).toArray();
            values[i] = moved ? pooled(drawn, true) - pooled(drawn, false) : pooled(drawn, false);
        }
        return new Estimate(moved ? on - off : off, moved ? (Double) off : null, moved ? (Double) on : null,
                Statistics.middle(values, Claim.IntervalKind.BOOTSTRAP), List.of(), null, List.of(),
                "interval: percentile bootstrap of " + RESAMPLES + " resamples of the members");
    }

    private double pooled(int[] drawn, boolean on) {
        double[] means = new double[members.getFirst().off().length];
        for (int i : drawn) {
            double[] terms = on ? members.get(i).on() : members.get(i).off();
            for (int term = 0; term < means.length; term++) {
                means[term] += terms[term] / drawn.length;
            }
        }
        return reckoning.value(means);
    }

    private Claim.Table table(double[] offs, double[] ons, double[] effects) {
        List<List<Object>> rows = new ArrayList<>();
        if (moved) {
            rows.add(row("off", offs));
            rows.add(row("on", ons));
            rows.add(row("effect", effects));
        } else {
            rows.add(row("value", effects));
        }
        return new Claim.Table(List.of("world", "mean", "median", "q2.5", "q25", "q75", "q97.5"), rows);
    }

    private static List<Object> row(String world, double[] values) {
        double[] sorted = Statistics.sorted(values);
        return List.of(world, Statistics.mean(values), Statistics.quantile(sorted, 0.5),
                Statistics.quantile(sorted, 0.025), Statistics.quantile(sorted, 0.25),
                Statistics.quantile(sorted, 0.75),
                Statistics.quantile(sorted, 0.975));
    }

    private double[] each(ToDoubleFunction<Trial.Finished> number) {
        return members.stream().mapToDouble(number).toArray();
    }
}
