package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

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
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.BinaryModel;
import org.orrery.causal.identify.Query;
import org.orrery.causal.missing.Finding;
import org.orrery.causal.missing.HoledGraphs;
import org.orrery.causal.missing.MissingGraph;
import org.orrery.causal.missing.Recovery;
import org.orrery.core.Claim;
import org.orrery.core.OrreryException;

class RecoveryAnswerTest {
    private static final String GRAPH = "z -> x -> y <- z; m [missing=y]; x -> m; z -> m";
    private static final double ON = 0.1 + 0.3 + 0.3 * 0.5;
    private static final double OFF = 0.1 + 0.3 * 0.5 + 0.3 * 0.5;

    private static CausalModel model(String graph, Table table) {
        return ((CausalModel) Asked.graph(graph)).with(table, "3".repeat(64));
    }

    /** y is the likelier to be missing where x and z are 1. */
    private static Table cases(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] v = new double[3][n];
        for (int i = 0; i < n; i++) {
            v[0][i] = random.nextInt(2);
            v[1][i] = random.nextDouble() < 0.3 + 0.4 * v[0][i] ? 1 : 0;
            v[2][i] = random.nextDouble() < 0.1 + 0.3 * v[1][i] + 0.3 * v[0][i] ? 1 : 0;
            v[2][i] = random.nextDouble() < 0.1 + 0.5 * v[1][i] + 0.3 * v[0][i] ? Double.NaN : v[2][i];
        }
        return Table.of("m.csv", Column.numbers("z", v[0]), Column.numbers("x", v[1]), Column.numbers("y", v[2]));
    }

    @Test
    void holesAreMadeUpForAndCompleteCasesStandBeside() {
        Table table = cases(40_000, 11);
        Claim claim = Asked.of(model(GRAPH, table), "E[y] | do(x = 1)");
        assertThat(claim.estimand()).isEqualTo("sum_{z} P(y | z, x, m = 1) P(z)");
        assertThat(claim.on()).isCloseTo(ON, within(0.02));
        assertThat(claim.off()).isCloseTo(OFF, within(0.02));
        assertThat(claim.interval().low()).isLessThan(ON - OFF);
        assertThat(claim.interval().high()).isGreaterThan(ON - OFF);
        assertThat(claim.table().columns()).containsExactly("x", "when set", "among complete cases",
                "seen among complete cases");
        // Of complete cases fewer have z = 1: P(z = 1 | y is there) is 0.5 (0.3 * 0.6 + 0.7 * 0.1) / 0.5125.
        double z = 0.5 * (0.3 * 0.6 + 0.7 * 0.1) / (0.5 * (0.3 * 0.6 + 0.7 * 0.1) + 0.5 * (0.7 * 0.9 + 0.3 * 0.4));
        assertThat((double) claim.table().rows().get(1).get(2)).isCloseTo(0.1 + 0.3 + 0.3 * z, within(0.02));
        assertThat(claim.sound()).isTrue();
        assertThat(claim.assumptions()).extracting(Claim.Assumption::text).contains("values are missing: y in "
                + table.column("y").missing() + " of 40000 cases");
        Claim seen = Asked.of(model(GRAPH, table), "E[y]");
        assertThat(seen.estimate()).isCloseTo(OFF, within(0.02));
    }

    @Test
    void intervalsCoverTheTruth() {
        int covered = 0;
        for (int i = 0; i < 200; i++) {
            Claim.Interval interval = Asked.of(model(GRAPH, cases(800, 100 + i)), "E[y] | do(x = 1)").interval();
            covered += interval.low() <= ON - OFF && ON - OFF <= interval.high() ? 1 : 0;
        }
        assertThat(covered / 200.0).isBetween(0.91, 0.985);
    }

    /** Counted in all records of a model, holes and all, a recovered expression is the truth about complete data. */
    @Test
    void inAllRecordsTheNumberIsTheTruth() {
        SplittableRandom random = new SplittableRandom(9);
        int recovered = 0;
        for (int trial = 0; trial < 1_500; trial++) {
            MissingGraph missing = HoledGraphs.random(random, 3, random.nextDouble() * 0.3, 0.3);
            int[] nodes = missing.variables().toArray();
            if (missing.graph().edges().stream().filter(e -> e.atFrom() == e.atTo()).count() > 4
                    || nodes.length < 2) {
                continue;
            }
            int y = random.nextInt(nodes.length);
            int x = (y + 1 + random.nextInt(nodes.length - 1)) % nodes.length;
            NodeSet set = random.nextBoolean() ? NodeSet.of(nodes[x]) : NodeSet.EMPTY;
            Query query = new Query(NodeSet.of(nodes[y]), set, NodeSet.EMPTY);
            if (Recovery.of(missing, query) instanceof Finding.Recovered found) {
                recovered++;
                compare(found, query, random.split());
            }
        }
        assertThat(recovered).isGreaterThan(400);
    }

    private static void compare(Finding.Recovered found, Query query, SplittableRandom random) {
        MixedGraph graph = found.graph().graph();
        BinaryModel model = new BinaryModel(graph, 2, random);
        double[] joint = model.joint(NodeSet.EMPTY, 0);
        int n = graph.size();
        int[][] codes = new int[n][joint.length];
        double[] numbers = new double[joint.length];
        int y = query.outcomes().next(0);
        Map<Integer, Integer> at = new HashMap<>();
        for (int v = 0; v < n; v++) {
            for (int bits = 0; bits < joint.length; bits++) {
                Integer mark = found.graph().indicators().get(v);
                boolean hole = graph.latent().contains(v) || mark != null && (bits >> mark & 1) == 0;
                codes[v][bits] = hole ? -1 : bits >> v & 1;
            }
            at.put(v, found.graph().indicators().containsValue(v) ? 1 : 0);
        }
        for (int bits = 0; bits < joint.length; bits++) {
            numbers[bits] = codes[y][bits] < 0 ? Double.NaN : codes[y][bits];
        }
        int[] sizes = new int[n];
        Arrays.fill(sizes, 2);
        Sample sample = new Sample(MixedGraph.of(graph.names(), List.<Edge>of()),
                Table.of("t", Column.numbers("w", joint)), codes, sizes, query.outcomes(), numbers);
        for (int value = 0; value < 2; value++) {
            int bits = 1 << y;
            for (int x : query.treatments().toArray()) {
                at.put(x, value);
                bits |= value << x;
            }
            double truth = BinaryModel.chance(model.joint(query.treatments(), bits), query.outcomes(), bits);
            assertThat(sample.mean(found.estimand(), at, joint)).as("%s of %s: %s", query, graph, found.formula())
                    .isCloseTo(truth, within(1e-10));
        }
    }

    @Test
    void withoutDataTheExpressionOrTheReasonIsGiven() {
        Claim claim = Asked.of(Asked.graph(GRAPH), "E[y] | do(x = 1)");
        assertThat(claim.status()).isEqualTo(Claim.Status.IDENTIFIED);
        assertThat(claim.estimand()).isEqualTo("sum_{z} P(y | z, x, m = 1) P(z)");
        for (CausalModel model : List.of((CausalModel) Asked.graph("x -> y -> m; m [missing=y]"),
                model("x -> y -> m; m [missing=y]", cases(100, 2)))) {
            Claim refused = Asked.of(model, "E[y] | do(x = 1)");
            assertThat(refused.status()).isEqualTo(Claim.Status.REFUSED);
            assertThat(refused.reason()).contains("depends on its own value, by y -> m",
                    "Maybe find out some of them.");
        }
        assertThat(Asked.graph(GRAPH).summary()).contains("values are missing, and why: y (m) by z, x");
    }

    /** Two that hide each other: only weighing complete cases helps, and then the outcome is counted value by value. */
    @Test
    void twoThatHideEachOtherAreWeighed() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 60_000;
        double[][] v = new double[2][n];
        for (int i = 0; i < n; i++) {
            double x = random.nextInt(2);
            double y = random.nextDouble() < 0.2 + 0.5 * x ? 1 : 0;
            v[0][i] = random.nextDouble() < 0.2 + 0.4 * y ? Double.NaN : x;
            v[1][i] = random.nextDouble() < 0.1 + 0.4 * x ? Double.NaN : y;
        }
        Claim claim = Asked.of(model("x -> y; a [missing=x]; b [missing=y]; x -> b; y -> a",
                Table.of("t", Column.numbers("x", v[0]), Column.numbers("y", v[1]))), "E[y]");
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.estimate()).isCloseTo(0.45, within(0.02));
        assertThat((double) claim.table().rows().get(1).get(1)).isLessThan(0.4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            z -> x -> y <- z; m [missing=y]; x -> m        | E[m]                        | latent nodes and indicators
            z -> x -> y <- z; m [missing=y]; x -> m        | E[y] @ 3                    | names a time
            z -> x -> y <- z; m [missing=y]; x -> m        | y                           | whole distribution
            z -> x -> y <- z; m [missing=q]; x -> m        | E[y]                        | 'q'
            z -> x -> y <- z; m [missing=y]; m -> y        | E[y]                        | indicator m causes y
            z -> x -> y <- z; m [missing=y]; y -> s; s [selected] | E[y]                 | is not supported
            z -> x -> y <- z; m [missing="y, x"]           | E[y]                        | one of them alone
            """)
    void whatCannotBeAskedIsSaid(String graph, String question, String problem) {

        assertThatExceptionOfType(OrreryException.class)
                .isThrownBy(() -> Asked.of(model(graph, cases(200, 6)), question)).withMessageContaining(problem)
                .satisfies(error -> assertThat(error.advice()).isNotBlank());
    }

    @Test
    void withoutAReasonLeavingOutIsSaidToTakeChanceForGranted() {
        Claim claim = Asked.of(model("z -> x -> y <- z", cases(400, 7)), "E[y] | do(x = 1)");
        assertThat(claim.assumptions()).anyMatch(each -> each.status() == Claim.State.UNTESTED
                && each.text().contains("rows were left out") && each.text().contains("missing completely at random"));
    }
}
