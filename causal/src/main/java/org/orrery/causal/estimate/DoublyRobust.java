package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Levels;
import org.orrery.core.Claim;
import org.orrery.core.Refusal;
import org.orrery.core.Seeds;
import org.orrery.core.Value;

/**
 * Augmented inverse probability weighting with cross-fitting (Robins, Rotnitzky and Zhao, JASA 89, 1994; Chernozhukov et al.,
 * Econometrics Journal 21, 2018): right if either the model of the outcome or that of the treatment is. Each row is judged by
 * models that were fitted without it. Folds are drawn within each arm, by the seed.
 */
final class DoublyRobust {
    static final int FOLDS = 5;
    private static final int MOST_NAMED = 3;

    private final Sample sample;
    private final Design z;
    private final long seed;
    private final boolean binary;
    final List<Claim.Check> checks = new ArrayList<>();

    DoublyRobust(Sample sample, List<String> covariates, long seed) {
        this.sample = sample;
        this.z = sample.design(covariates);
        this.seed = seed;
        int[] idle = Basis.of(z, new double[0]).dependent;
        if (idle.length > 0) {
            checks.add(new Claim.Check("columns that add nothing", true, IntStream.of(idle).limit(MOST_NAMED)
                    .mapToObj(column -> new Dependence(z, column).text()).collect(Collectors.joining("; "))
                    + (idle.length > MOST_NAMED ? "; and " + (idle.length - MOST_NAMED) + " more" : "")
                    + ". Left out of the models, which loses nothing"));
        }
        this.binary = Arrays.stream(sample.y).allMatch(value -> value == 0 || value == 1);
    }

    Arm arm(Value value) {
        double[] at = sample.at(value);
        int n = at.length;
        String arm = sample.question.contrast().treatment() + " = " + Levels.text(value);
        int[] compared = sample.compared(at);
        int treated = Sample.rows(at).length;
        int fewer = Math.min(treated, compared.length - treated);
        if (fewer < 2 * FOLDS) {
            throw new Refusal("Only " + fewer + " of " + compared.length + " rows are on one side of " + arm
                    + ", too few to cross-fit in " + FOLDS + " folds.", "Maybe bring more rows.");
        }
        if (treated <= z.width() + 1) {
            throw tooFew(treated, arm);
        }
        // what separates all rows, and not only those outside a fold, is refused by name
        Glm.lenient(Family.LOGISTIC, Sample.some(z, compared), Sample.some(at, compared), arm);
        int[] fold = folds(at);
        double[] expected = new double[n];
        double[] propensity = new double[n];
        int shrunk = 0;
        for (int k = 0; k < FOLDS; k++) {
            int left = k;
            int[] rest = IntStream.of(compared).filter(i -> fold[i] != left).toArray();
            int[] restInArm = IntStream.of(rest).filter(i -> at[i] == 1).toArray();
            if (restInArm.length <= z.width() + 1) {
                throw tooFew(restInArm.length, arm);
            }
            Prediction outcome = Prediction.fit(binary, Sample.some(z, restInArm), Sample.some(sample.y, restInArm),
                    sample.question.target().text());
            Prediction treatment = Prediction.fit(true, Sample.some(z, rest), Sample.some(at, rest), arm);
            shrunk += (outcome.shrunk() ? 1 : 0) + (treatment.shrunk() ? 1 : 0);
            for (int i : compared) {
                if (fold[i] == k) {
                    expected[i] = outcome.of().at(z, i);
                    propensity[i] = treatment.of().at(z, i);
                }
            }
        }
        checks.add(Overlap.of(sample, value, compared, Sample.some(at, compared),
                Sample.some(propensity, compared)).check());
        if (shrunk > 0) {
            checks.add(new Claim.Check("finite odds for " + arm, true, "in " + shrunk + " of " + 2 * FOLDS
                    + " fits a column decided treatment or outcome without exception; Firth's penalty kept their odds finite"));
        }
        double[] scores = new double[n];
        for (int i : compared) {
            scores[i] = sample.among[i] * expected[i]
                    + at[i] * (sample.y[i] - expected[i]) * sample.weight(propensity[i]);
        }
        return Arm.summed(scores, sample.among);
    }

    private Refusal tooFew(int rows, String arm) {
        return new Refusal("Only " + rows + " rows to fit to have " + arm + ", too few for " + (z.width() + 1)
                + " parameters.", "Maybe adjust for fewer columns, or bring more rows.");
    }

    /** As many of each arm in each fold as there can be; the same folds for both arms of a contrast of two values. */
    private int[] folds(double[] at) {
        SplittableRandom random = new SplittableRandom(Seeds.stream(seed, "folds"));
        int n = at.length;
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int spare = order[i];
            order[i] = order[j];
            order[j] = spare;
        }
        int[] fold = new int[n];
        int[] dealt = new int[2];
        Arrays.stream(order).forEach(row -> fold[row] = dealt[(int) at[row]]++ % FOLDS);
        return fold;
    }
}
