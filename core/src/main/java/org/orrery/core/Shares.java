package org.orrery.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * First-order shares of the variance, from the draws at hand: by how much would the variance shrink if this one input were
 * known? That is Sobol's first-order index, and Pearson's correlation ratio: the variance of the mean of the result within
 * slices of the input (Saltelli et al., Global Sensitivity Analysis, 2008, section 1.2; Plischke, Borgonovo and Smith, EJOR
 * 2013, for given data). The members are sorted by the input and cut into about sqrt(N) equal slices. Slices differ by chance
 * alone; the correction for the degrees of freedom (epsilon squared, Kelley 1935) takes that away on average, and what is
 * within three standard deviations of chance is not reported. No extra runs; cost N log N for each input.
 */
final class Shares {
    static final int FEWEST = 50;
    static final Method METHOD = new Method("correlation ratios (shares)",
            "E. Plischke, E. Borgonovo, C. L. Smith, Global sensitivity measures from given data, European Journal of"
                    + " Operational Research 226 (2013) 536-550. doi:10.1016/j.ejor.2012.11.047");
    static final String REST = "interactions and unresolved";

    private Shares() {}

    /**
     * The shares, largest first, and what no single input explains.
     *
     * @param inputs the names of the inputs
     * @param draws {@code draws[member][input]}
     * @param results one for each member
     */
    static List<Claim.Share> of(List<String> inputs, double[][] draws, double[] results) {
        double total = Statistics.squares(results);
        double scale = Math.abs(Statistics.mean(results));
        int n = results.length;
        // Variance that is rounding error has no sources, and none can be told where nothing was varied.
        if (inputs.isEmpty() || n < FEWEST || !(Math.sqrt(total / n) > 1e-12 * scale) || !Double.isFinite(total)) {
            return List.of();
        }
        List<Claim.Share> shares = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            double share = share(column(draws, input), results, total);
            if (share > 0) {
                shares.add(new Claim.Share(inputs.get(input), share));
            }
        }
        double sum = shares.stream().mapToDouble(Claim.Share::share).sum();
        List<Claim.Share> told = new ArrayList<>(shares.stream()
                .map(s -> sum > 1 ? new Claim.Share(s.source(), s.share() / sum) : s)
                .sorted(Comparator.comparingDouble(Claim.Share::share).reversed()).toList());
        if (sum < 1) {
            told.add(new Claim.Share(REST, 1 - sum));
        }
        return told;
    }

    /** One input's share, 0 where it does not stand out from chance. */
    private static double share(double[] input, double[] results, double total) {
        int n = results.length;
        int slices = (int) Math.round(Math.sqrt(n));
        int[] order = Ranking.of(input);
        if (input[order[0]] == input[order[n - 1]]) {
            return 0;
        }
        double mean = Statistics.mean(results);
        double between = 0;
        for (int slice = 0; slice < slices; slice++) {
            int from = (int) ((long) n * slice / slices);
            int to = (int) ((long) n * (slice + 1) / slices);
            double inside = 0;
            for (int i = from; i < to; i++) {
                inside += results[order[i]] - mean;
            }
            between += inside * inside / (to - from);
        }
        double ratio = between / total;
        double corrected = (ratio * (n - 1) - (slices - 1)) / (n - slices);
        return corrected > 3 * chance(n, slices) ? corrected : 0;
    }

    /** The standard deviation of the corrected ratio of an input without influence; the ratio itself is beta distributed. */
    private static double chance(int n, int slices) {
        double a = (slices - 1) / 2.0;
        double b = (n - slices) / 2.0;
        return Math.sqrt(a * b / ((a + b) * (a + b) * (a + b + 1))) * (n - 1) / (n - slices);
    }

    private static double[] column(double[][] draws, int input) {
        return IntStream.range(0, draws.length).mapToDouble(i -> draws[i][input]).toArray();
    }
}
