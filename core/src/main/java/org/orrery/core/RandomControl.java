package org.orrery.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effect of the named moves beside that of moves of the same size at random: a Monte Carlo test (Barnard 1963, Hope 1968).
 * With 19 draws an effect that is larger than all of them has p = 1/20.
 */
record RandomControl(Claim.@Nullable Check check, Claim.@Nullable Assumption assumption) {
    static final int DRAWS = 19;
    /** Members over which means are compared; each costs a run a draw. */
    static final int MEMBERS = 32;
    private static final double LEVEL = 0.05;

    private static final String CLAIM = "the effect is that of the named move, not of any move of its size";

    /**
     * @param reckoning from terms to the value
     * @param trials of the worlds in which the rivals were run
     * @param over the trials, for people; empty for the one world
     */
    static RandomControl of(Reckoning reckoning, List<Trial.Finished> trials, Rivals rivals, String over) {
        if (rivals.outcomes().isEmpty()) {
            return new RandomControl(null, rivals.what().isEmpty()
                    ? null
                    : new Claim.Assumption(CLAIM + " (" + rivals.what() + ")", Claim.State.UNTESTED));
        }
        double off = reckoning.value(means(trials.stream().map(Trial.Finished::off).toList()));
        double named = reckoning.value(means(trials.stream().map(Trial.Finished::on).toList())) - off;
        List<Double> effects = new ArrayList<>();
        int silent = 0;
        int numberless = 0;
        for (List<Outcome> draw : rivals.outcomes()) {
            List<double[]> terms = new ArrayList<>();
            boolean fired = true;
            for (Outcome outcome : draw) {
                if (outcome instanceof Outcome.Finished(Run run)) {
                    terms.add(reckoning.terms(run));
                    fired &= run.firings().stream().allMatch(Run.Firing::fired);
                }
            }
            double effect = terms.size() == draw.size() ? reckoning.value(means(terms)) - off : Double.NaN;
            if (Double.isFinite(effect)) {
                effects.add(effect);
            }
            numberless += Double.isFinite(effect) ? 0 : 1;
            silent += fired ? 0 : 1;
        }
        if (effects.isEmpty()) {
            return of(reckoning, trials, Rivals.none("no " + rivals.what() + " give a number"), over);
        }
        return told(named, effects, silent, numberless, rivals.what(), over);
    }

    private static double[] means(List<double[]> terms) {
        double[] means = new double[terms.getFirst().length];
        for (double[] each : terms) {
            for (int i = 0; i < means.length; i++) {
                means[i] += each[i] / terms.size();
            }
        }
        return means;
    }

    private static RandomControl told(double named, List<Double> effects, int silent, int numberless, String what,
            String over) {
        int n = effects.size();
        long smaller = effects.stream().filter(each -> Math.abs(each) < Math.abs(named)).count();
        double mean = effects.stream().mapToDouble(each -> each).average().orElse(Double.NaN);
        double most = effects.stream().mapToDouble(Math::abs).max().orElse(Double.NaN);
        double p = (1.0 + n - smaller) / (1.0 + n);
        String ranked = "larger in size than " + smaller + " of " + n;
        Claim.Check check = new Claim.Check("random control", silent == 0, n + " " + what + over
                + ": effect " + Numbers.round(mean, 4) + " on average, at most " + Numbers.round(most, 4)
                + " in size; that of the named move, " + Numbers.round(named, 4) + ", is " + ranked
                + (silent == 0 ? "" : "; " + silent + " of the draws did not take effect")
                + (numberless == 0 ? "" : "; " + numberless + " more gave no number"));
        Claim.State state = p <= LEVEL + 1e-12
                ? Claim.State.HOLDS
                : smaller == n ? Claim.State.UNTESTED : Claim.State.FAILS;
        return new RandomControl(check, new Claim.Assumption(CLAIM + " (" + ranked + " " + what + "; p = "
                + Numbers.round(p, 2) + (state == Claim.State.UNTESTED ? ", and there are no more to tell" : "") + ")",
                state));
    }
}
