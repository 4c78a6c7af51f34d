package org.orrery.casebook.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.orrery.causal.estimate.Estimator;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;

/** How far from the experiment the answers lie that the overlap allows. */
record Distance(Findings findings, Findings.Whom whom, Findings experiment) {
    /** In a sentence or two; empty where nothing is allowed, or nothing is compared. */
    String told() {
        Double truth = experiment.naiveClaim().estimate();
        if (findings.people().random() || !findings.overlaps(whom) || truth == null) {
            return "";
        }
        List<Double> away = new ArrayList<>();
        List<String> miss = new ArrayList<>();
        for (Estimator estimator : Findings.ESTIMATORS) {
            Claim claim = findings.claim(estimator, whom);
            Double estimate = claim.estimate();
            Claim.Interval interval = claim.interval();
            if (estimate != null && interval != null) {
                away.add(estimate - truth);
                if (interval.low() > truth || truth > interval.high()) {
                    miss.add(estimator.method().name());
                }
            }
        }
        return "The answers for " + whom.words + " lie " + side(Collections.min(away)) + " to "
                + side(Collections.max(away)) + " the experiment's " + Numbers.round(truth, 4) + " USD, and "
                + (away.size() - miss.size())
                + " of " + away.size() + " intervals hold it"
                + (miss.isEmpty() ? "" : " (not that of " + String.join(", ", miss) + ")")
                + (whom == Findings.Whom.TRAINED
                        ? ". "
                        : "; they are of other people, so that a difference is no error by itself. ");
    }

    private static String side(double away) {
        return Numbers.round(Math.abs(away), 4) + " USD " + (away < 0 ? "below" : "above");
    }
}
