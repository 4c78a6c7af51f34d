package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Levels;
import org.orrery.core.Claim;
import org.orrery.core.Value;

/**
 * Inverse probability weighting with weights that sum to one (Hajek), by a logistic propensity. The error counts that the
 * propensity is estimated, by stacked estimating equations (Lunceford and Davidian, Statistics in Medicine 23, 2004).
 */
final class Weighting {
    private final Sample sample;
    private final Design z;
    final List<Claim.Check> checks = new ArrayList<>();

    Weighting(Sample sample, List<String> covariates) {
        this.sample = sample;
        this.z = sample.design(covariates);
    }

    Arm arm(Value value) {
        double[] at = sample.at(value);
        int n = at.length;
        Glm fit = Glm.fit(Family.LOGISTIC, z, at, sample.question.contrast().treatment() + " = " + Levels.text(value));
        double[] propensity = fit.means();
        checks.add(Overlap.of(sample, value, at, propensity).check());
        double total = 0;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            if (at[i] == 1) {
                double weight = 1 / Math.max(Overlap.LEAST, propensity[i]);
                total += weight;
                mean += weight * sample.y[i];
            }
        }
        mean /= total;
        double[] gradient = new double[z.width() + 1];
        double[] influence = new double[n];
        for (int i = 0; i < n; i++) {
            if (at[i] == 1) {
                double from = (sample.y[i] - mean) / Math.max(Overlap.LEAST, propensity[i]) / total;
                influence[i] = from;
                if (propensity[i] > Overlap.LEAST) {
                    double slope = -from * (1 - propensity[i]);
                    gradient[0] += slope;
                    for (int j = 0; j < z.width(); j++) {
                        gradient[j + 1] += slope * z.at(i, j);
                    }
                }
            }
        }
        double small = Math.sqrt((double) n / (n - z.width() - 1));
        double[] ofFit = fit.influence(gradient, false);
        for (int i = 0; i < n; i++) {
            influence[i] = small * (influence[i] + ofFit[i]);
        }
        return new Arm(mean, influence);
    }
}
