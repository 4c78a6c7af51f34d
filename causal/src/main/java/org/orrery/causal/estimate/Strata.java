package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Levels;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/**
 * Stratification: the mean of each stratum that has the value set, weighed by the stratum's share of those asked about. The error
 * counts that of the means, with each stratum's own variance, and that of the shares (the efficient influence function of
 * Hahn, Econometrica 66, 1998, where every stratum has a mean of its own).
 */
final class Strata {
    /** The most strata that are formed. */
    static final int MOST = 1000;
    /** Fewer rows of an arm than this in a stratum leave its variance to chance. */
    static final int FEWEST = 2;

    private final Sample sample;
    private final int[] of;
    private final List<String> names = new ArrayList<>();

    Strata(Sample sample, List<String> covariates) {
        this.sample = sample;
        List<Column.Factor> factors = covariates.stream().map(sample.table::factor).toList();
        Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();
        of = new int[sample.rows()];
        for (int row = 0; row < of.length; row++) {
            int at = row;
            List<Integer> key = factors.stream().map(factor -> factor.code(at)).toList();
            of[row] = numbers.computeIfAbsent(key, each -> {
                names.add(name(factors, each));
                return names.size() - 1;
            });
        }
    }

    private static String name(List<Column.Factor> factors, List<Integer> key) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            parts.add(factors.get(i).name() + " = " + factors.get(i).levels().get(key.get(i)));
        }
        return "(" + String.join(", ", parts) + ")";
    }

    /** The number of a row's stratum. */
    int of(int row) {
        return of[row];
    }

    int count() {
        return names.size();
    }

    /** Strata with less than {@link #FEWEST} rows of an arm, of those in which somebody is asked about. */
    List<String> thin(Value value) {
        double[] rows = sums(sample.at(value));
        double[] all = sums(sample.among);
        List<String> thin = new ArrayList<>();
        for (int s = 0; s < rows.length; s++) {
            if (all[s] > 0 && rows[s] < FEWEST) {
                thin.add(names.get(s));
            }
        }
        return thin;
    }

    /** Whether every stratum has rows of every value that is set. */
    boolean isSupported() {
        return sample.set().stream().allMatch(value -> sample.isOwn(value) || thin(value).isEmpty());
    }

    private double[] sums(double[] values) {
        double[] sums = new double[count()];
        for (int i = 0; i < values.length; i++) {
            sums[of[i]] += values[i];
        }
        return sums;
    }

    Arm arm(Value value) {
        double[] at = sample.at(value);
        double[] rows = sums(at);
        double[] all = sums(sample.among);
        double[] means = new double[count()];
        for (int i = 0; i < of.length; i++) {
            means[of[i]] += at[i] * sample.y[i];
        }
        for (int s = 0; s < means.length; s++) {
            means[s] /= Math.max(1, rows[s]);
        }
        List<String> thin = thin(value);
        if (!thin.isEmpty()) {
            throw new Refusal("Without overlap: of " + count() + " strata " + thin.size() + " have fewer than " + FEWEST
                    + " rows with " + sample.question.contrast().treatment() + " = " + Levels.text(value) + ": "
                    + Naming.some(thin) + ".", "Maybe join values of the covariates, or ask about the rest.");
        }
        double asked = sample.asked;
        double mean = 0;
        for (int s = 0; s < count(); s++) {
            mean += all[s] * means[s];
        }
        mean /= asked;
        double[] influence = new double[of.length];
        for (int i = 0; i < of.length; i++) {
            int s = of[i];
            influence[i] = sample.among[i] * (means[s] - mean) / asked;
            if (at[i] == 1 && all[s] > 0) {
                influence[i] += all[s] / asked * (sample.y[i] - means[s])
                        / Math.sqrt(rows[s] * (rows[s] - 1));
            }
        }
        return new Arm(mean, influence);
    }
}
