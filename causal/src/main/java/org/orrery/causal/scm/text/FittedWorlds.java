package org.orrery.causal.scm.text;

import java.util.List;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.Surgery;
import org.orrery.causal.scm.fit.FittedScm;
import org.orrery.causal.scm.fit.Percentiles;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.Lab;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Run;
import org.orrery.core.Seeds;

/**
 * Means over drawn worlds of a fitted model, untouched and operated with the same noises. The interval refits the model to
 * resampled rows and draws anew: it counts the error of numbers, functions and noises.
 */
final class FittedWorlds {
    static final int WORLDS = 20_000;
    private static final int WORLDS_OF_REFIT = 2_000;

    private final FittedScm fitted;
    private final Reckoned reckoned;
    private final Surgery surgery;
    private final long seed;

    FittedWorlds(FittedScm fitted, Quantity quantity, Surgery surgery, long seed) {
        this.fitted = fitted;
        this.reckoned = new Reckoned(quantity, fitted.scm());
        this.surgery = surgery;
        this.seed = seed;
    }

    /** What came out; on equals off where nothing is moved. */
    record Told(double off, double on, Claim.Interval interval, List<Claim.Check> checks) {}

    Told told(List<Intervention> moves, Lab lab) {
        Scm scm = fitted.scm();
        double off = mean(scm, Surgery.none(scm), WORLDS);
        if (moves.isEmpty()) {
            return new Told(off, off, interval(lab), List.of());
        }
        double on = mean(scm, surgery, WORLDS);
        double idle = mean(scm, surgery.idle(), WORLDS);
        double[] noises = scm.noises(Seeds.stream(seed, 0));
        double[] world = scm.world(noises, surgery);
        List<Run.Firing> firings = moves.stream().map(move -> Proof.of(scm, surgery, move, noises, world, true))
                .toList();
        return new Told(off, on, interval(lab), List.of(
                new Claim.Check("no-op control", idle == off,
                        "an intervention that changes nothing had an effect of " + Numbers.print(idle - off)),
                new Claim.Check("interventions fired", firings.stream().allMatch(Run.Firing::fired),
                        String.join("; ", firings.stream().map(Run.Firing::detail).toList()))));
    }

    private double mean(Scm scm, Surgery under, int worlds) {
        double[] sums = new double[reckoned.terms()];
        for (int i = 0; i < worlds; i++) {
            double[] terms = reckoned.terms(scm.world(scm.noises(Seeds.stream(seed, i)), under));
            for (int k = 0; k < sums.length; k++) {
                sums[k] += terms[k] / worlds;
            }
        }
        return reckoned.value(sums);
    }

    private Claim.Interval interval(Lab lab) {
        boolean moves = !surgery.moved().isEmpty();
        return Percentiles.middle(lab.trials(FittedAnswer.REFITS, number -> {
            Scm other = fitted.refitted(fitted.resample(number));
            double off = mean(other, Surgery.none(other), WORLDS_OF_REFIT);
            return moves ? mean(other, surgery, WORLDS_OF_REFIT) - off : off;
        }).stream().mapToDouble(Double::doubleValue).toArray());
    }
}
