package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @Test
    void aLinearModelHasItsKnownShares() {
        double[][] draws = Asking.uniform(3, 4_000, 11).draws();
        Map<String, Double> shares = shares(draws, x -> 3 * x[0] + 2 * x[1] + x[2]);
        assertThat(shares.get("a")).isEqualTo(9 / 14.0, within(0.02));
        assertThat(shares.get("b")).isEqualTo(4 / 14.0, within(0.02));
        assertThat(shares.get("c")).isEqualTo(1 / 14.0, within(0.02));
        assertThat(shares.values().stream().mapToDouble(d -> d).sum()).isEqualTo(1, within(1e-12));
    }

    /** Ishigami and Homma (1990) with a = 7, b = 0.1: S1 = 0.3139, S2 = 0.4424, S3 = 0 and the rest in interactions. */
    @Test
    void theIshigamiFunctionHasItsKnownIndices() {
        double[][] draws = Asking.uniform(3, 10_000, 12).draws();
        for (double[] row : draws) {
            for (int i = 0; i < 3; i++) {
                row[i] *= Math.PI;
            }
        }
        Map<String, Double> shares = shares(draws,
                x -> Math.sin(x[0]) + 7 * Math.pow(Math.sin(x[1]), 2) + 0.1 * Math.pow(x[2], 4) * Math.sin(x[0]));
        assertThat(shares.get("a")).isEqualTo(0.3139, within(0.02));
        assertThat(shares.get("b")).isEqualTo(0.4424, within(0.02));
        assertThat(shares).doesNotContainKey("c");
        assertThat(shares.get(Shares.REST)).isEqualTo(0.2437, within(0.03));
    }

    @Test
    void chanceAloneIsNoSource() {
        int told = 0;
        for (int seed = 0; seed < 200; seed++) {
            double[][] draws = Asking.uniform(3, 300, seed).draws();
            double[] other = Arrays.stream(Asking.uniform(1, 300, 10_000 + seed).draws()).mapToDouble(r -> r[0])
                    .toArray();
            told += Shares.of(NAMES, draws, other).size() - 1;
        }
        assertThat(told).as("of 600 inputs without influence").isLessThan(20);
    }

    @Test
    void fewMembersOrNoVarianceGiveNoShares() {
        double[][] few = Asking.uniform(3, 49, 1).draws();
        assertThat(Shares.of(NAMES, few, Arrays.stream(few).mapToDouble(x -> x[0]).toArray())).isEmpty();
        double[][] draws = Asking.uniform(3, 100, 1).draws();
        assertThat(Shares.of(NAMES, draws, new double[100])).isEmpty();
        assertThat(Shares.of(NAMES, draws, Arrays.stream(draws).mapToDouble(x -> 1 + 1e-16 * x[0]).toArray()))
                .isEmpty();
    }

    @Test
    void anInputThatDoesNotVaryIsNoSource() {
        double[][] draws = Asking.uniform(3, 100, 1).draws();
        Arrays.stream(draws).forEach(row -> row[1] = 5);
        assertThat(shares(draws, x -> x[0])).containsKey("a").doesNotContainKey("b");
    }

    private static Map<String, Double> shares(double[][] draws, ToDoubleFunction<double[]> law) {
        return Shares.of(NAMES, draws, Arrays.stream(draws).mapToDouble(law).toArray()).stream()
                .collect(Collectors.toMap(Claim.Share::source, Claim.Share::share));
    }
}
