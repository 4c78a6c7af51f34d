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
        double[] all = sample.at(value);
        int[] rows = sample.compared(all);
        double[] at = Sample.some(all, rows);
        double[] y = Sample.some(sample.y, rows);
        Design part = Sample.some(z, rows);
        int n = rows.length;
        Glm fit = Glm.fit(Family.LOGISTIC, part, at,
                sample.question.contrast().treatment() + " = " + Levels.text(value));
        double[] propensity = fit.means();
        checks.add(Overlap.of(sample, value, rows, at, propensity).check());
        double total = 0;
        double mean = 0;
        for (int i = 0; i < n; i++) {
            if (at[i] == 1) {
                double weight = sample.weight(propensity[i]);
                total += weight;
                mean += weight * y[i];
            }
        }
        mean /= total;
        double[] gradient = new double[z.width() + 1];
        double[] influence = new double[n];
        for (int i = 0; i < n; i++) {
            if (at[i] == 1) {
                double from = (y[i] - mean) / total;
                influence[i] = from * sample.weight(propensity[i]);
                if (propensity[i] > Overlap.LEAST) {
                    double slope = -from * (1 - propensity[i]) / propensity[i];
                    gradient[0] += slope;
                    for (int j = 0; j < z.width(); j++) {
                        gradient[j + 1] += slope * part.at(i, j);
                    }
                }
            }
        }
        double small = Math.sqrt((double) n / (n - z.width() - 1));
        double[] ofFit = fit.influence(gradient, false);
        double[] ofRows = new double[all.length];
        for (int i = 0; i < n; i++) {
            ofRows[rows[i]] = small * (influence[i] + ofFit[i]);
        }
        return new Arm(mean, ofRows);
    }
}
