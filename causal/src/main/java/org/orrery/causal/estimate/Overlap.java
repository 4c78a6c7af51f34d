package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.data.Levels;
import org.orrery.core.Claim;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/**
 * How well the rows that have a value by themselves stand for those who are asked about.
 *
 * @param arm the value, for people
 * @param least propensity of anybody to have it
 * @param most propensity of anybody to have it
 * @param rows that have it
 * @param effective how many rows of equal weight say as much as they do (Kish)
 * @param heaviest share of the arm's weight that one row has
 * @param clipped share of those asked about whose propensity is under {@link #LEAST} and was raised to that
 */
record Overlap(String arm, double least, double most, int rows, double effective, double heaviest, double clipped) {
    /** Under this, a row would stand for more than a hundred. */
    static final double LEAST = 0.01;
    private static final double MOST_CLIPPED = 0.05;
    private static final double MOST_WEIGHT = 0.25;
    private static final int FEWEST = 10;

    /**
     * @param compared places of the rows in the sample
     * @param propensity of each of these rows, before it is clipped
     */
    static Overlap of(Sample sample, Value value, int[] compared, double[] at, double[] propensity) {
        double sum = 0;
        double squares = 0;
        double heaviest = 0;
        double least = 1;
        double most = 0;
        int clipped = 0;
        int rows = 0;
        for (int i = 0; i < at.length; i++) {
            least = Math.min(least, propensity[i]);
            most = Math.max(most, propensity[i]);
            clipped += propensity[i] < LEAST && sample.among[compared[i]] == 1 ? 1 : 0;
            if (at[i] == 1) {
                double weight = sample.weight(propensity[i]);
                rows++;
                sum += weight;
                squares += weight * weight;
                heaviest = Math.max(heaviest, weight);
            }
        }
        Overlap overlap = new Overlap(sample.question.contrast().treatment() + " = " + Levels.text(value), least, most,
                rows,
                sum * sum / squares, heaviest / sum, (double) clipped / sample.asked);
        overlap.require();
        return overlap;
    }

    private void require() {
        List<String> wrong = new ArrayList<>();
        if (clipped > MOST_CLIPPED) {
            wrong.add(Naming.share(clipped) + " of the rows have a propensity under " + LEAST);
        }
        if (effective < FEWEST) {
            wrong.add("the " + rows + " rows that have it say no more than " + Naming.number(effective)
                    + " rows of equal weight");
        }
        if (heaviest > MOST_WEIGHT) {
            wrong.add("one row carries " + Naming.share(heaviest) + " of the weight");
        }
        if (!wrong.isEmpty()) {
            throw new Refusal("Without overlap in " + arm + ": " + String.join(", ", wrong) + ".",
                    "Maybe ask about the part of the population in which both values occur.");
        }
    }

    Claim.Check check() {
        return new Claim.Check("overlap in " + arm, true, "propensity " + Naming.number(least) + " to "
                + Naming.number(most) + ", " + rows + " rows that say as much as " + Naming.number(effective)
                + " of equal weight, the heaviest carries " + Naming.share(heaviest) + ", "
                + Naming.share(clipped) + " of the propensities were raised to " + LEAST);
    }
}
