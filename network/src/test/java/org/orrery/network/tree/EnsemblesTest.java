package org.orrery.network.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.core.Attribution;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.core.Sweep;
import org.orrery.network.NetworkModel;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Graph;
import org.orrery.network.place.Places;
import org.orrery.network.reference.Evaluator;

/** Against the float64 evaluator on ensembles whose weights were changed where they stand. */
class EnsemblesTest {
    private static Grove regressor(int trees, int targets, Map<String, Attribute> more) {
        return new Grove("TreeEnsembleRegressor", trees, targets, Grove.Votes.ALL, -1, more, 17);
    }

    private static Grove classifier(int classes, Grove.Votes votes, double low, Map<String, Attribute> more) {
        return new Grove("TreeEnsembleClassifier", 6, classes, votes, low, more, 13);
    }

    static Stream<Grove> groves() {
        List<Grove> all = new ArrayList<>();
        for (String how : List.of("SUM", "AVERAGE", "MIN", "MAX")) {
            all.add(regressor(5, 2, Map.of("aggregate_function", Grove.text(how), "base_values",
                    Grove.reals(0.5f, -2))));
        }
        for (Grove.Votes votes : List.of(Grove.Votes.SECOND, Grove.Votes.SOME)) {
            all.add(new Grove("TreeEnsembleRegressor", 2, 3, votes, -1, Map.of("base_values", Grove.reals(3, 2, 1)),
                    17));
        }
        all.add(new Grove("TreeEnsembleRegressor", 5, 1, Grove.Votes.ALL, -1, Map.of("post_transform",
                Grove.text("LOGISTIC")), 9));
        all.add(new Grove("TreeEnsemble", 7, 3, Grove.Votes.SOME, -1, Map.of("post_transform",
                new Attribute.Whole(Post.SOFTMAX.ordinal())), 17));
        all.add(new Grove("TreeEnsemble", 7, 3, Grove.Votes.SOME, -1, Map.of("post_transform",
                new Attribute.Whole(Post.LOGISTIC.ordinal())), 17));
        all.add(new Grove("TreeEnsemble", 7, 1, Grove.Votes.FIRST, -1, Map.of("aggregate_function",
                new Attribute.Whole(How.MAX.ordinal())), 18));
        for (How how : List.of(How.MIN, How.MAX)) {
            // Not every tree votes for every target, and some targets get no vote at all.
            for (Grove.Votes votes : List.of(Grove.Votes.OWN, Grove.Votes.SOME, Grove.Votes.FIRST)) {
                all.add(new Grove("TreeEnsembleRegressor", 5, 3, votes, -1, Map.of("aggregate_function",
                        Grove.text(how.name()), "base_values", Grove.reals(0.5f, -2, 1)), 17));
                all.add(new Grove("TreeEnsemble", 5, 3, votes, -1, Map.of("aggregate_function",
                        new Attribute.Whole(how.ordinal())), 18));
            }
        }
        for (String post : List.of("NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO")) {
            Map<String, Attribute> more = Map.of("post_transform", Grove.text(post));
            all.add(classifier(3, Grove.Votes.ALL, -1, more));
            all.add(classifier(3, Grove.Votes.OWN, -1, more));
            all.add(classifier(4, Grove.Votes.FIRST, -1, more));
            for (double low : new double[]{-1, 0}) {
                all.add(classifier(2, Grove.Votes.ALL, low, more));
                all.add(classifier(2, Grove.Votes.FIRST, low, more));
                all.add(classifier(2, Grove.Votes.SECOND, low, more));
            }
        }
        all.add(classifier(3, Grove.Votes.ALL, -1, Map.of("base_values", Grove.reals(1, 2, -1))));
        all.add(classifier(2, Grove.Votes.FIRST, -1, Map.of("base_values", Grove.reals(-0.3f))));
        all.add(classifier(2, Grove.Votes.ALL, -1, Map.of("base_values", Grove.reals(-0.3f))));
        all.add(classifier(2, Grove.Votes.ALL, -1, Map.of("base_values", Grove.reals(0.25f, 0.5f))));
        return all.stream();
    }

    private static Claim ask(NetworkModel model, String question, int row) {
        return new Experiment(model, Question.parse(question), Map.of("row", (double) row), Ensemble.NONE, Map.of(),
                List.of(), List.of(), 1, "test").ask(Lab.SINGLE).claim();
    }

    private static void sound(Claim claim) {
        assertThat(claim.checks()).allMatch(Claim.Check::passed).extracting(Claim.Check::name)
                .contains("no-op control");
    }

    private static double[] truth(Grove grove, double[] factors, String edge) {
        return Evaluator.of(grove.model(factors))
                .run(Map.of("x", Grove.rows(IntStream.range(0, Grove.ROWS).toArray())), List.of(edge)).get(edge)
                .doubles();
    }

    private static double[] with(Grove grove, int tree, double factor) {
        double[] factors = grove.ones();
        factors[tree] = factor;
        return factors;
    }

    private static double[] alone(Grove grove, int tree) {
        double[] factors = new double[grove.trees()];
        factors[tree] = 1;
        return factors;
    }

    @ParameterizedTest
    @MethodSource("groves")
    void aMovedTreeIsATreeWithOtherWeights(Grove grove) {
        NetworkModel model = grove.looking();
        int tree = grove.trees() - 1;
        int target = grove.targets() - 1;
        double[] off = truth(grove, grove.ones(), "y");
        for (Map.Entry<String, Double> move : Map.of("= knockout", 0.0, "*= 0.5", 0.5, "*= -3", -3.0).entrySet()) {
            double[] on = truth(grove, with(grove, tree, move.getValue()), "y");
            for (int row = 0; row < 3; row++) {
                Claim claim = ask(model, "y[" + target + "] | do(tree." + tree + " " + move.getKey() + ")", row);
                sound(claim);
                int at = row * grove.targets() + target;
                assertThat(claim.off()).isCloseTo(off[at], within(2e-6));
                // Base values and a threshold of 0 aside, what stands after a classifier's sum of positive weights
                // depends on their sign.
                if (move.getValue() >= 0 || grove.low() < 0) {
                    assertThat(claim.on()).isCloseTo(on[at], within(2e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("groves")
    void aTreeIsReadByItself(Grove grove) {
        NetworkModel model = grove.looking();
        for (int tree = 0; tree < grove.trees(); tree += 2) {
            double[] votes = truth(grove.plain(), alone(grove, tree), "y");
            for (int target = 0; target < grove.targets(); target++) {
                assertThat(ask(model, "tree." + tree + "[" + target + "]", 1).estimate())
                        .isEqualTo((float) votes[grove.targets() + target]);
            }
        }
    }

    @Test
    void aClassifierNamesTheClassThatTheOtherTreesChoose() {
        for (Grove grove : groves().filter(each -> each.operator().endsWith("Classifier")).toList()) {
            NetworkModel model = grove.looking();
            double[] off = truth(grove, grove.ones(), "label");
            double[] on = truth(grove, with(grove, 1, 0), "label");
            for (int row = 0; row < Grove.ROWS; row++) {
                Claim claim = ask(model, "label | do(tree.1 = 0)", row);
                assertThat(claim.off()).isEqualTo(off[row]);
                assertThat(claim.on()).isEqualTo(on[row]);
            }
        }
    }

    @Test
    void otherMovesAreThoseOfAnyTensor() {
        Grove grove = regressor(6, 2, Map.of());
        NetworkModel model = grove.looking();
        double[] votes = truth(grove.plain(), alone(grove, 4), "y");
        double mean = IntStream.range(0, Grove.ROWS).mapToDouble(row -> votes[2 * row + 1]).average().orElseThrow();
        Claim claim = ask(model, "y[1] | do(tree.4 = mean)", 2);
        assertThat(claim.estimate()).isCloseTo(mean - votes[5], within(1e-6));
        assertThat(ask(model, "y[1] | do(tree.4[0] += 1)", 2).estimate()).isEqualTo(0);
        assertThat(ask(model, "y[1] | do(tree.4[1] += 1)", 2).estimate()).isCloseTo(1, within(1e-6));
        sound(ask(model, "y[1] | do(tree.4 = resample)", 2));
    }

    @Test
    void aSweepGoesOverAllTreesAtOneCut() {
        Grove grove = regressor(20, 1, Map.of());
        Claim claim = new Sweep(grove.looking(), "y[0] | do(_ = knockout)", "tree.*", Map.of("row", 4.0), Ensemble.NONE,
                Map.of(), 1, "test").ask(Lab.SINGLE);
        List<List<Object>> rows = Objects.requireNonNull(claim.table()).rows();
        assertThat(rows).hasSize(20);
        for (List<Object> row : rows) {
            int tree = Integer.parseInt(row.getFirst().toString().substring("tree.".length()));
            assertThat((Double) row.get(1)).isCloseTo(-truth(grove.plain(), alone(grove, tree), "y")[4], within(1e-6));
        }
        assertThat(claim.provenance().method()).contains("cut at tree");
        sound(claim);
        assertThat(new Sweep(regressor(5, 3, Map.of()).looking(), "y[0] | do(_ = 0)", "tree.2[*]", Map.of(),
                Ensemble.NONE, Map.of(), 1, "test").ask(Lab.SINGLE).table().rows()).hasSize(3);
    }

    @Test
    void whoAsksForNoTreeGetsTheOperatorAsItIs() {
        Claim claim = ask(regressor(40, 1, Map.of()).looking(), "y[0] | do(x[0] = 0)", 0);
        assertThat(claim.checks()).anyMatch(check -> check.detail().contains("every bit of the model as it was"));
    }

    @Test
    void whatCannotBeTakenApartIsRefusedByName() {
        Grove quantile = classifier(2, Grove.Votes.FIRST, 0, Map.of("post_transform", Grove.text("PROBIT")));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ask(quantile.looking(), "y[0] | do(tree.1 = 0)", 0)).withMessageContaining("PROBIT");
        Grove unsteady = classifier(3, Grove.Votes.SOME, -1, Map.of());
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ask(unsteady.looking(), "tree.1[0]", 0))
                .withMessageContaining("depends on the example");
        Grove twice = classifier(2, Grove.Votes.FIRST, -1, Map.of("base_values", Grove.reals(1, 2)));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> ask(twice.looking(), "tree.1[0]", 0))
                .withMessageContaining("two base values");
        assertThat(unsteady.looking().summary()).anyMatch(line -> line.contains("cannot be taken apart"));
        // All the rest of such a model can be asked.
        assertThat(ask(unsteady.looking(), "y[0] | do(x[0] = 0)", 0).status()).isEqualTo(Claim.Status.ANSWERED);
    }

    /** Winitzki's approximation with a = 0.147, which the runtime uses, in double. */
    private static double quantile(double p) {
        double x = 2 * p - 1;
        double log = Math.log(1 - x * x);
        double v = 2 / (Math.PI * 0.147) + log / 2;
        return Math.signum(x) * Math.sqrt(2 * (Math.sqrt(v * v - log / 0.147) - v));
    }

    static Stream<Grove> quantiles() {
        return Stream.of(
                new Grove("TreeEnsembleRegressor", 5, 1, Grove.Votes.ALL, 0, Map.of("post_transform",
                        Grove.text("PROBIT"), "aggregate_function", Grove.text("AVERAGE")), 13),
                new Grove("TreeEnsembleRegressor", 5, 3, Grove.Votes.ALL, 0, Map.of("post_transform",
                        Grove.text("PROBIT"), "aggregate_function", Grove.text("MAX")), 18),
                new Grove("TreeEnsemble", 5, 1, Grove.Votes.FIRST, 0, Map.of("post_transform",
                        new Attribute.Whole(Post.PROBIT.ordinal()), "aggregate_function",
                        new Attribute.Whole(How.AVERAGE.ordinal())), 17));
    }

    @ParameterizedTest
    @MethodSource("quantiles")
    void quantilesAreTakenAsTheRuntimeTakesThem(Grove grove) {
        NetworkModel model = grove.looking();
        boolean most = grove.more().containsValue(Grove.text("MAX"));
        for (int row = 0; row < Grove.ROWS; row++) {
            double[] votes = new double[grove.trees()];
            for (int tree = 0; tree < votes.length; tree++) {
                votes[tree] = truth(grove.plain(), alone(grove, tree), "y")[row * grove.targets()];
            }
            double off = together(votes, most);
            votes[2] *= 0.5;
            double on = together(votes, most);
            Claim claim = ask(model, "y[0] | do(tree.2 *= 0.5)", row);
            sound(claim);
            // The runtime has its constants in float32.
            assertThat(claim.off()).isCloseTo(quantile(off), within(2e-5 * (1 + Math.abs(quantile(off)))));
            assertThat(claim.on()).isCloseTo(quantile(on), within(2e-5 * (1 + Math.abs(quantile(on)))));
        }
    }

    private static double together(double[] votes, boolean most) {
        return most
                ? java.util.Arrays.stream(votes).max().orElse(Double.NaN)
                : java.util.Arrays.stream(votes).average().orElse(Double.NaN);
    }

    @Test
    void whatTreesLearnedIsForgottenInTheRandomisationTest() {
        Claim claim = regressor(12, 1, Map.of()).looking().explain(new Attribution(Quantity.parse("y[0]"), List.of(),
                "occlusion", "zero", 2, 0, 1, "test"), Lab.SINGLE).claim();
        // All trees are shuffled, so the order of the three features is another.
        assertThat(claim.checks()).filteredOn(check -> check.name().equals("parameter randomisation")).singleElement()
                .satisfies(check -> assertThat(check.detail()).doesNotContain("correlates 1 "));
    }

    @Test
    void anAttributeThatNobodyKnowsGivesNoTreesAndNoTrace() {
        Map<String, Attribute> classic = Map.of("aggregate_function", Grove.text("MEDIAN"), "post_transform",
                Grove.text("TANH"), "n_targets", new Attribute.Whole(-1));
        Map<String, Attribute> modern = Map.of("aggregate_function", new Attribute.Whole(4), "post_transform",
                new Attribute.Whole(-1), "n_targets", new Attribute.Whole(1L << 40));
        assertThat(ensembles("TreeEnsembleRegressor", Map.of()).layouts()).hasSize(1);
        assertThat(ensembles("TreeEnsemble", Map.of()).layouts()).hasSize(1);
        classic.forEach((key, value) -> assertThat(ensembles("TreeEnsembleRegressor", Map.of(key, value)).layouts())
                .as(key).isEmpty());
        modern.forEach((key, value) -> assertThat(ensembles("TreeEnsemble", Map.of(key, value)).layouts()).as(key)
                .isEmpty());
    }

    private static Ensembles ensembles(String operator, Map<String, Attribute> more) {
        Grove.Votes votes = operator.equals("TreeEnsemble") ? Grove.Votes.SOME : Grove.Votes.ALL;
        Grove grove = new Grove(operator, 3, 2, votes, -1, more, 17);
        Graph graph = grove.model(grove.ones()).graph();
        return Ensembles.of(graph, Places.of(graph, Map.of()));
    }

    @Test
    void wrongAddressesSayWhatThereIs() {
        NetworkModel model = regressor(4, 2, Map.of()).looking();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> ask(model, "tree.4[0]", 0))
                .withMessageContaining("tree.4");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> ask(model, "tree.1", 0))
                .satisfies(e -> assertThat(e.advice()).contains("tree[1, 0]"));
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> ask(model, "tree.1[2]", 0))
                .satisfies(e -> assertThat(e.advice()).contains("from 0 to 1"));
    }
}
