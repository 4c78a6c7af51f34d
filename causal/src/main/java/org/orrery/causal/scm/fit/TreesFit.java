package org.orrery.causal.scm.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.orrery.causal.scm.Trees;

/**
 * Gradient boosting for squared error: each tree of three levels is fitted to what the ones before it left over, and a tenth
 * of it is added (Friedman 2001). No chance is used.
 */
final class TreesFit {
    private static final int ROUNDS = 100;
    private static final double STEP = 0.1;
    private static final int SPLITS = 7;
    private static final int LEAST = 5;

    private final double[][] rows;
    private final double[] left;
    /** For each cause the rows in the order of its values. */
    private final int[][] sorted;

    private TreesFit(double[][] rows, double[] y, double base) {
        this.rows = rows;
        this.left = Arrays.stream(y).map(value -> value - base).toArray();
        this.sorted = IntStream.range(0, rows[0].length).mapToObj(cause -> IntStream.range(0, rows.length).boxed()
                .sorted(Comparator.comparingDouble(i -> rows[i][cause])).mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    static Trees of(double[][] rows, double[] y) {
        double base = LinearFit.mean(y);
        TreesFit fit = new TreesFit(rows, y, base);
        List<Trees.Tree> trees = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Trees.Tree tree = fit.tree();
            for (int i = 0; i < rows.length; i++) {
                fit.left[i] -= tree.at(rows[i]);
            }
            trees.add(tree);
        }
        return new Trees(base, trees);
    }

    private Trees.Tree tree() {
        int[] causes = new int[SPLITS];
        double[] thresholds = new double[SPLITS];
        Arrays.fill(thresholds, Double.POSITIVE_INFINITY);
        int[] place = new int[rows.length];
        for (int first = 0; first < SPLITS; first = 2 * first + 1) {
            split(first, causes, thresholds, place);
            for (int i = 0; i < rows.length; i++) {
                int at = place[i];
                place[i] = 2 * at + (rows[i][causes[at]] <= thresholds[at] ? 1 : 2);
            }
        }
        double[] sums = new double[SPLITS + 1];
        int[] counts = new int[SPLITS + 1];
        for (int i = 0; i < rows.length; i++) {
            sums[place[i] - SPLITS] += left[i];
            counts[place[i] - SPLITS]++;
        }
        for (int leaf = 0; leaf < sums.length; leaf++) {
            sums[leaf] = counts[leaf] == 0 ? 0 : STEP * sums[leaf] / counts[leaf];
        }
        return new Trees.Tree(causes, thresholds, sums);
    }

    /** The best split of every place of one level, found in one walk a cause. */
    private void split(int first, int[] causes, double[] thresholds, int[] place) {
        int width = first + 1;
        double[] totals = new double[width];
        int[] counts = new int[width];
        for (int i = 0; i < rows.length; i++) {
            totals[place[i] - first] += left[i];
            counts[place[i] - first]++;
        }
        double[] best = new double[width];
        for (int cause = 0; cause < sorted.length; cause++) {
            double[] sums = new double[width];
            int[] met = new int[width];
            double[] last = new double[width];
            for (int i : sorted[cause]) {
                int at = place[i] - first;
                double value = rows[i][cause];
                int right = counts[at] - met[at];
                if (met[at] >= LEAST && right >= LEAST && value > last[at]) {
                    double rest = totals[at] - sums[at];
                    double gain = sums[at] * sums[at] / met[at] + rest * rest / right
                            - totals[at] * totals[at] / counts[at];
                    if (gain > best[at] * (1 + 1e-12)) {
                        best[at] = gain;
                        causes[first + at] = cause;
                        thresholds[first + at] = last[at] + (value - last[at]) / 2;
                    }
                }
                sums[at] += left[i];
                met[at]++;
                last[at] = value;
            }
        }
    }
}
