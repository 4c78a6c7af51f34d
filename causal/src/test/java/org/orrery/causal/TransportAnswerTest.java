package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.BinaryModel;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Source;
import org.orrery.causal.transport.Evidence;
import org.orrery.causal.transport.Finding;
import org.orrery.causal.transport.Transport;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.OrreryException;
import org.orrery.core.Refusal;

class TransportAnswerTest {
    private static final String DIAGRAM = "pop [population, here=\"see(z)\", trial=\"do(x)\"]; pop -> z; z -> y; x -> y; x <-> y";
    private static final String QUESTION = "E[y] | see(pop = here), do(x = 1)";
    /** What setting x to 1 does to the mean of y here, by the chances in {@link #cases}. */
    private static final double TRUTH = 0.1 + 0.2 + 0.3 * 0.7 + 0.2 * 0.5 + 0.1 * 0.7;

    private static CausalModel model(String graph, Table table) {
        return ((CausalModel) Asked.graph(graph)).with(table, "2".repeat(64));
    }

    /** A trial of x, in which z is rarer, and a survey of z alone. */
    private static Table cases(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] pop = new int[n];
        double[][] v = new double[3][n];
        for (int i = 0; i < n; i++) {
            pop[i] = i % 2;
            double u = random.nextInt(2);
            v[0][i] = random.nextDouble() < (pop[i] == 1 ? 0.2 : 0.7) ? 1 : 0;
            v[1][i] = random.nextInt(2);
            double chance = 0.1 + 0.2 * v[1][i] + 0.3 * v[0][i] + 0.2 * u + 0.1 * v[0][i] * v[1][i];
            v[2][i] = random.nextDouble() < chance ? 1 : 0;
            if (pop[i] == 0) {
                v[1][i] = Double.NaN;
                v[2][i] = Double.NaN;
            }
        }
        return Table.of("pop.csv", Column.factor("pop", pop, List.of("here", "trial")), Column.numbers("z", v[0]),
                Column.numbers("x", v[1]), Column.numbers("y", v[2]));
    }

    @Test
    void aTrialIsWeighedByThePopulationThatIsAskedAbout() {
        Claim claim = Asked.of(model(DIAGRAM, cases(40_000, 1)), QUESTION);
        assertThat(claim.estimand()).isEqualTo("sum_{z} P_here(z) P_trial(y | do(x), z)");
        assertThat(claim.estimate()).isCloseTo(TRUTH, within(0.02));
        assertThat(claim.off()).isNull();
        assertThat(claim.interval().low()).isLessThan(TRUTH);
        assertThat(claim.interval().high()).isGreaterThan(TRUTH);
        assertThat(claim.table().columns()).containsExactly("x", "when set", "set in trial");
        assertThat((double) claim.table().rows().get(1).get(2)).isCloseTo(0.1 + 0.2 + 0.4 * 0.2 + 0.2 * 0.5,
                within(0.02));
        assertThat(claim.sentence()).contains("Against setting x = 0 the change is 0.2");
        assertThat(claim.sound()).isTrue();
        assertThat(claim.assumptions()).extracting(Claim.Assumption::text)
                .contains("the populations differ in the mechanisms of z and in nothing else");
    }

    /** Where the outcome is measured there, too, the mean as it is follows and so does the change. */
    @Test
    void aChangeIsToldWhereTheOutcomeIsMeasured() {
        Table table = cases(4_000, 2);
        double[] x = table.numeric("x").values();
        double[] y = table.numeric("y").values();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < x.length; i += 2) {
            x[i] = random.nextInt(2);
            y[i] = random.nextInt(4) == 0 ? 1 : 0;
        }
        Claim claim = Asked.of(model(DIAGRAM.replace("see(z)", "see"),
                table.with(Column.numbers("x", x)).with(Column.numbers("y", y))), QUESTION);
        assertThat(claim.off()).isCloseTo(0.25, within(0.03));
        assertThat(claim.estimate()).isEqualTo(claim.on() - claim.off());
        assertThat(claim.table().columns()).containsExactly("x", "when set", "seen in here", "set in trial");
    }

    /** The 95 % intervals hold the truth of simulated worlds about as often as they say. */
    @Test
    void intervalsCoverTheTruth() {
        int covered = 0;
        for (int i = 0; i < 200; i++) {
            Claim.Interval interval = Asked.of(model(DIAGRAM, cases(600, 100 + i)), QUESTION).interval();
            covered += interval.low() <= TRUTH && TRUTH <= interval.high() ? 1 : 0;
        }
        assertThat(covered / 200.0).isBetween(0.91, 0.985);
    }

    /** Counted in the rows of whole populations, each estimand is what the intervention does in the one asked about. */
    @Test
    void inWholePopulationsTheNumberIsTheTruth() {
        SplittableRandom random = new SplittableRandom(8);
        int transported = 0;
        for (int trial = 0; trial < 1_500; trial++) {
            int n = 2 + random.nextInt(3);
            MixedGraph graph = Graphs.random(n, 0.5, 0.3, random);
            if (graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW).count() > 4) {
                continue;
            }
            int x = random.nextInt(n);
            int y = (x + 1 + random.nextInt(n - 1)) % n;
            Query query = new Query(NodeSet.of(y), NodeSet.of(x), NodeSet.EMPTY);
            BinaryModel target = new BinaryModel(graph, 2, random.split());
            List<BinaryModel> models = new ArrayList<>(List.of(target));
            List<Evidence> evidence = new ArrayList<>(List.of(new Evidence(new Source("p0", NodeSet.EMPTY),
                    NodeSet.EMPTY, graph.all().where(_ -> random.nextInt(3) == 0))));
            for (int p = 1; p < 3; p++) {
                NodeSet differs = graph.all().where(_ -> random.nextInt(4) == 0);
                NodeSet set = graph.all().where(_ -> random.nextInt(3) == 0);
                models.add(target.differing(differs, random.split()));
                evidence.add(new Evidence(new Source("p" + p, set), differs,
                        graph.all().minus(set).where(_ -> random.nextInt(4) == 0)));
            }
            if (Transport.of(graph, query, evidence) instanceof Finding.Transported(var _, Estimand estimand)) {
                transported++;
                compare(graph, query, estimand, evidence, models);
            }
        }
        assertThat(transported).isGreaterThan(300);
    }

    private static void compare(MixedGraph graph, Query query, Estimand estimand, List<Evidence> evidence,
            List<BinaryModel> models) {
        int n = graph.size();
        int cells = 1 << n;
        int[][] codes = new int[n + 1][3 * cells];
        double[] weights = new double[3 * cells];
        double[] numbers = new double[3 * cells];
        int y = query.outcomes().next(0);
        for (int p = 0; p < 3; p++) {
            NodeSet set = evidence.get(p).source().set();
            for (int bits = 0; bits < cells; bits++) {
                int row = p * cells + bits;
                weights[row] = models.get(p).joint(set, bits)[bits] / (1 << set.size());
                for (int v = 0; v < n; v++) {
                    codes[v][row] = evidence.get(p).unmeasured().contains(v) ? -1 : bits >> v & 1;
                }
                codes[n][row] = p;
                numbers[row] = codes[y][row] < 0 ? Double.NaN : codes[y][row];
            }
        }
        List<String> names = new ArrayList<>(graph.names());
        names.add("pop");
        int[] sizes = new int[n + 1];
        Arrays.fill(sizes, 2);
        sizes[n] = 3;
        Placing placing = new Placing(n, Column.factor("pop", codes[n], List.of("p0", "p1", "p2")));
        Sample sample = new Sample(MixedGraph.of(names, List.<Edge>of()), Table.of("t", Column.numbers("w", weights)),
                codes, sizes, query.outcomes(), numbers);
        for (int value = 0; value < 2; value++) {
            int x = query.treatments().next(0);
            double truth = BinaryModel.chance(models.getFirst().joint(query.treatments(), value << x),
                    query.outcomes(), 1 << y);
            assertThat(sample.mean(placing.placed(estimand), new HashMap<>(Map.of(x, value)), weights))
                    .as("%s of %s: %s", query, graph, estimand).isCloseTo(truth, within(1e-10));
        }
    }

    @Test
    void withoutDataTheFormulaOrTheWitnessIsGiven() {
        Claim claim = Asked.of(Asked.graph(DIAGRAM), QUESTION);
        assertThat(claim.status()).isEqualTo(Claim.Status.IDENTIFIED);
        assertThat(claim.estimand()).isEqualTo("sum_{z} P_here(z) P_trial(y | do(x), z)");
        Claim refused = Asked.of(Asked.graph(DIAGRAM.replace("pop -> z", "pop -> y")), QUESTION);
        assertThat(refused.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(refused.reason()).contains("how {y} comes about is shown by no piece",
                "an experiment that sets x in here");
        Claim latent = Asked.of(Asked.graph(DIAGRAM.replace("x <-> y", "u [latent]; u -> x; u -> y; pop -> u")),
                QUESTION);
        assertThat(latent.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(Asked.graph(DIAGRAM).summary()).contains("populations (pop) differ in the mechanisms of z",
                "known: here (observed; measured: z), trial (an experiment that set x)");
    }

    /** Covariates of everybody make up for a selected sample: two populations, one of them measured whole. */
    @Test
    void whoWasSelectedByACovariateIsWeighedByEverybodysCovariate() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 20_000;
        int[] pop = new int[n];
        double[][] v = new double[3][n];
        for (int i = 0; i < n; i++) {
            pop[i] = i % 2;
            do {
                v[0][i] = random.nextInt(2);
            } while (pop[i] == 1 && v[0][i] == 0 && random.nextInt(10) < 8);
            v[1][i] = pop[i] == 0 ? Double.NaN : random.nextInt(2);
            v[2][i] = pop[i] == 0 ? Double.NaN : random.nextDouble() < 0.1 + 0.3 * v[1][i] + 0.4 * v[0][i] ? 1 : 0;
        }
        Claim claim = Asked.of(model("pop [population, all=\"see(z)\", sample=see]; pop -> z; z -> y; x -> y",
                Table.of("t", Column.factor("pop", pop, List.of("all", "sample")), Column.numbers("z", v[0]),
                        Column.numbers("x", v[1]), Column.numbers("y", v[2]))),
                "E[y] | see(pop = all), do(x = 1)");
        assertThat(claim.on()).isCloseTo(0.1 + 0.3 + 0.2, within(0.025));
        assertThat((double) claim.table().rows().get(1).get(2)).isGreaterThan(0.66);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            E[y] | do(x = 1)                        ; does not say of which
            E[y] | see(pop = heer), do(x = 1)       ; There is no population 'heer'
            P(pop = here) | do(x = 1)               ; neither asked for nor set
            E[y] | do(pop = here)                   ; neither asked for nor set
            E[y] | see(pop = here, x = 1), had(x = 0) ; not carried from population to population
            y | see(pop = here), do(x = 1)          ; whole distribution
            E[y] | see(pop = here), do(x = 7)       ; No case has x = 7
            """)
    void whatCannotBeAskedIsSaid(String question, String problem) {
        assertThatExceptionOfType(OrreryException.class)
                .isThrownBy(() -> Asked.of(model(DIAGRAM, cases(200, 5)), question)).withMessageContaining(problem)
                .satisfies(error -> assertThat(error.advice()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            pop [population]; z -> pop; z -> y; x -> y                         | none to it
            pop [population]; s [population]; pop -> z; z -> y; x -> y         | Two nodes are marked
            pop [population, here="do(w)"]; pop -> z; z -> y; x -> y           | 'w'
            pop [population, there=see]; pop -> z; z -> y; x -> y              | No case of pop.csv has pop = there
            pop [population]; pop -> z; z -> y; x -> y; s [selected]; y -> s   | is not supported
            """)
    void diagramsThatAreNoneAreRefused(String diagram, String problem) {
        assertThatExceptionOfType(OrreryException.class)
                .isThrownBy(() -> Asked.of(model(diagram, cases(200, 6)), QUESTION)).withMessageContaining(problem);
    }

    @Test
    void rowsWithoutWhatTheirPopulationMeasuresAreLeftOutAndSaid() {
        Table table = cases(400, 7);
        double[] y = table.numeric("y").values();
        y[1] = Double.NaN;
        Claim claim = Asked.of(model(DIAGRAM, table.with(Column.numbers("y", y))), QUESTION);
        assertThat(claim.assumptions()).anyMatch(each -> each.text().contains("in trial 1 of 200 rows were left out"));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Asked.of(model(DIAGRAM,
                table.rows(java.util.stream.IntStream.range(0, 400)
                        .filter(i -> i % 2 == 0 || table.numeric("z").value(i) == 0).toArray())),
                QUESTION))
                .withMessageContaining("lack cases");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Asked.graph("pop [population]; m [missing]"))
                .withMessageContaining("not of what");
    }
}
