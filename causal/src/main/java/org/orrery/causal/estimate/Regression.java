package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Encoder;
import org.orrery.causal.data.Levels;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/**
 * Regression adjustment, also called standardisation or the parametric g-formula (Robins, Mathematical Modelling 7, 1986): the
 * outcome is regressed on the covariates, in each arm by itself where the treatment is a choice (Lin, Annals of Applied
 * Statistics 7, 2013) and with the treatment where it is a quantity; what the fit expects is averaged over the covariates of
 * everybody, or of those who are asked about. The error counts the fit's (HC3) and that of the average, by the delta method.
 */
final class Regression {
    private final Sample sample;
    private final List<String> covariates;

    Regression(Sample sample, List<String> covariates) {
        this.sample = sample;
        this.covariates = covariates;
    }

    Sample.Arms arms() {
        if (sample.isDiscrete()) {
            Design z = sample.design(covariates);
            if (z.width() > 0) {
                // Names what is dependent among everybody before an arm is blamed.
                Ols.fit(z, sample.y);
            }
            return sample.arms(value -> inArm(z, value));
        }
        List<String> columns = new ArrayList<>(List.of(sample.question.contrast().treatment()));
        columns.addAll(covariates);
        Encoder encoder = Encoder.of(sample.table, columns);
        Design x = encoder.encode(sample.table);
        Ols.fit(x, sample.y);
        Response fit = Learner.fitting(sample.y).fit(x, sample.y, sample.question.target().text());
        int[] all = java.util.stream.IntStream.range(0, sample.rows()).toArray();
        return sample.arms(value -> averaged(fit, encoder.encode(sample.table,
                java.util.Map.of(sample.question.contrast().treatment(), value)), all));
    }

    private Arm inArm(Design z, Value value) {
        int[] rows = Sample.rows(sample.at(value));
        String arm = sample.question.contrast().treatment() + " = " + Levels.text(value);
        if (rows.length <= z.width() + 1) {
            throw new Refusal("Only " + rows.length + " rows have " + arm + ", too few for " + (z.width() + 1)
                    + " parameters.", "Maybe adjust for fewer columns, or bring more rows.");
        }
        Design part = Sample.some(z, rows);
        Basis basis = Basis.of(part, new double[0]);
        if (basis.dependent.length > 0) {
            throw new Refusal("Among the rows with " + arm + ", '" + z.names().get(basis.dependent[0])
                    + "' does not vary by itself as it does among all, so there is no overlap to learn from.",
                    "Maybe ask about the part of the population where every value occurs.");
        }
        return averaged(
                Learner.fitting(sample.y).fit(part, Sample.some(sample.y, rows), sample.question.target().text()),
                z, rows);
    }

    private Arm averaged(Response fit, Design x, int[] fitted) {
        int n = x.rows();
        double asked = sample.asked;
        double[] influence = new double[n];
        double[] gradient = new double[x.width() + 1];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            influence[i] = fit.predict(x, i);
            double share = sample.among[i] / asked;
            mean += influence[i] * share;
            double slope = fit.slope(influence[i]) * share;
            gradient[0] += slope;
            for (int j = 0; j < x.width(); j++) {
                gradient[j + 1] += slope * x.at(i, j);
            }
        }
        for (int i = 0; i < n; i++) {
            influence[i] = sample.among[i] * (influence[i] - mean) / asked;
        }
        double[] ofFit = fit.influence(gradient);
        for (int i = 0; i < fitted.length; i++) {
            influence[fitted[i]] += ofFit[i];
        }
        return new Arm(mean, influence);
    }
}
