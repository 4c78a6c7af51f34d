package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    /** The effect of do(a = 1) is 1 - a, uniform between 0 and 2. */
    private static final Formula LINE = Formula.of((x, _, _) -> x[0] + x[1], 0.25, 0);

    @Test
    void meansQuantilesAndTableComeFromThePairedEffects() {
        Ensemble ensemble = Asking.uniform(2, 500, 4);
        double[] effects = Arrays.stream(ensemble.draws()).mapToDouble(row -> 1 - row[0]).sorted().toArray();
        Answer answer = Asking.about(LINE, "y | do(a = 1)", ensemble).ask(Lab.SINGLE);
        Claim claim = answer.claim();

        assertThat(claim.estimate()).isEqualTo(Arrays.stream(effects).average().orElseThrow(), within(1e-12));
        assertThat(claim.estimate())
                .isEqualTo(Objects.requireNonNull(claim.on()) - Objects.requireNonNull(claim.off()));
        Claim.Interval interval = Objects.requireNonNull(claim.interval());
        assertThat(interval.kind()).isEqualTo(Claim.IntervalKind.ENSEMBLE);
        assertThat(interval.low()).isBetween(effects[12], effects[13]);
        assertThat(interval.high()).isBetween(effects[486], effects[487]);
        assertThat(answer.members()).hasSize(500);
        assertThat(answer.members().get(7).value()).isEqualTo(1 - ensemble.draws()[7][0], within(1e-12));
        Claim.Table table = Objects.requireNonNull(claim.table());
        assertThat(table.columns()).containsExactly("world", "mean", "median", "q2.5", "q25", "q75", "q97.5");
        assertThat(table.rows()).extracting(List::getFirst).containsExactly("off", "on", "effect");
        assertThat(table.rows().get(2).get(3)).isEqualTo(interval.low());
        assertThat(claim.uncertainty().getFirst().source()).isEqualTo("a");
        assertThat(claim.uncertainty().getFirst().share()).isGreaterThan(0.95);
        assertThat(claim.sentence()).contains("95 % of the ensemble lies between");
        assertThat(claim.assumptions()).extracting(Claim.Assumption::text).contains("the inputs are independent",
                "varied over the ensemble: a ~ uniform(-1, 1), b ~ uniform(-1, 1)");
    }

    @Test
    void theBandHoldsTheMembersCourses() {
        Ensemble ensemble = Asking.uniform(2, 101, 5);
        Answer answer = new Experiment(LINE, Question.parse("y | do(a = 1)"), Map.of(), ensemble, Map.of(),
                List.of(Address.of("y")), List.of(0.0, 1.0), 1, "test").ask(Lab.SINGLE);
        double[] on = Arrays.stream(ensemble.draws()).mapToDouble(row -> 1 + row[1]).sorted().toArray();
        assertThat(answer.courses().getFirst().onBand().median()[1]).isEqualTo(on[50]);
        assertThat(answer.courses().getFirst().off()[0]).isEqualTo(0.25);
    }

    @Test
    void theSameSeedGivesTheSameBitsWhateverTheNumberOfThreads() throws InterruptedException {
        Formula noisy = Formula.of((x, t, seed) -> x[0] * t + new SplittableRandom(seed).nextGaussian(), 1, 1);
        for (String question : List.of("y @ 2 | do(a *= 3)", "E[y @ 2]", "E[y] / E[y @ 3]",
                "P(y @ 1 > 0) | do(a = 1)")) {
            Experiment experiment = Asking.about(noisy, question, Asking.uniform(2, 300, 6));
            Answer alone = experiment.ask(Lab.SINGLE);
            for (int threads : new int[]{1, 2, 7}) {
                try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                    Answer together = experiment.ask(lab(pool));
                    assertThat(Asking.timeless(together.claim())).as(question)
                            .isEqualTo(Asking.timeless(alone.claim()));
                    assertThat(together.members()).isEqualTo(alone.members());
                }
            }
        }
    }

    @Test
    void membersHaveTheirOwnSeedsAndPairsShareThem() {
        Formula noise = Formula.of((x, _, seed) -> x[0] + new SplittableRandom(seed).nextDouble(), 1);
        Answer answer = Asking.about(noise, "y | do(a += 1)", Asking.of(new double[][]{{0}, {0}, {0}})).ask(Lab.SINGLE);
        assertThat(answer.members()).extracting(Answer.Member::off).doesNotHaveDuplicates();
        assertThat(answer.members()).extracting(Answer.Member::value)
                .allSatisfy(v -> assertThat(v).isCloseTo(1, within(1e-12)));
    }

    @Test
    void aShareHasAWilsonInterval() {
        Ensemble ensemble = Asking.uniform(2, 40, 7);
        double share = Arrays.stream(ensemble.draws()).filter(row -> row[0] + row[1] > 0).count() / 40.0;
        Claim claim = Asking.claim(LINE, "P(y > 0)", ensemble);
        assertThat(claim.estimate()).isEqualTo(share);
        Claim.Interval interval = Objects.requireNonNull(claim.interval());
        assertThat(interval.kind()).isEqualTo(Claim.IntervalKind.ANALYTIC);
        // The bounds solve |share - p| = z sqrt(p (1 - p) / n).
        for (double p : new double[]{interval.low(), interval.high()}) {
            assertThat(Math.abs(share - p)).isEqualTo(Statistics.Z * Math.sqrt(p * (1 - p) / 40), within(1e-12));
        }
        assertThat(claim.unit()).isNull();
    }

    @Test
    void arithmeticOverSeveralMeansIsBootstrapped() {
        Ensemble ensemble = Asking.uniform(2, 400, 8);
        Claim claim = Asking.claim(LINE, "E[y] ^ 2 / E[y * y] | do(a = 1)", ensemble);
        Claim.Interval interval = Objects.requireNonNull(claim.interval());
        assertThat(interval.kind()).isEqualTo(Claim.IntervalKind.BOOTSTRAP);
        assertThat(claim.estimate()).isBetween(interval.low(), interval.high());
        assertThat(claim.on()).isEqualTo(1 / (1 + 1 / 3.0), within(0.05));
    }

    @Test
    void intervalsCoverTheTruthAsOftenAsTheySay() {
        Covered members = new Covered();
        Covered means = new Covered();
        Covered shares = new Covered();
        Covered differences = new Covered();
        Covered ratios = new Covered();
        SplittableRandom truth = new SplittableRandom(99);
        for (int world = 0; world < 300; world++) {
            Ensemble ensemble = Asking.uniform(2, 120, 1000 + world);
            members.count(Asking.claim(LINE, "y | do(a = 1)", ensemble), 1 - truth.nextDouble(-1, 1));
            means.count(Asking.claim(LINE, "E[y] | do(a = 1)", ensemble), 1);
            // y is triangular on -2..2: P(y > 1.5) = 0.5^2 / 8.
            shares.count(Asking.claim(LINE, "P(y > 1.5)", ensemble), 0.03125);
            // With a = 1, y is uniform on 0..2.
            differences.count(Asking.claim(LINE, "P(y > 1.5) | do(a = 1)", ensemble), 0.25 - 0.03125);
            if (world % 4 == 0) {
                ratios.count(Asking.claim(LINE, "E[y * y] / E[exp(y)]", ensemble),
                        2 / 3.0 / Math.pow(Math.sinh(1), 2));
            }
        }
        assertThat(members.share()).as("members").isBetween(0.91, 0.98);
        assertThat(means.share()).as("means").isBetween(0.92, 0.98);
        assertThat(shares.share()).as("shares").isBetween(0.92, 0.99);
        assertThat(differences.share()).as("differences").isBetween(0.92, 0.99);
        assertThat(ratios.share()).as("ratios").isBetween(0.88, 1.0);
    }

    private static final class Covered {
        private int all;
        private int hits;

        void count(Claim claim, double truth) {
            Claim.Interval interval = Objects.requireNonNull(claim.interval());
            all++;
            hits += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }

        double share() {
            return (double) hits / all;
        }
    }

    private static Lab lab(ExecutorService pool) {
        return new Lab() {
            @Override
            public <T> List<T> trials(int count, IntFunction<T> trial) {
                List<Future<T>> futures = IntStream.range(0, count).mapToObj(i -> pool.submit(() -> trial.apply(i)))
                        .toList();
                return futures.stream().map(future -> {
                    try {
                        return future.get();
                    } catch (InterruptedException | ExecutionException e) {
                        throw new AssertionError(e);
                    }
                }).toList();
            }
        };
    }
}
