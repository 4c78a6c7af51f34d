package org.orrery.causal.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

class EliminationTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    /** Evidence and interventions on random networks, against all combinations of states one by one. */
    @Test
    void agreesWithEnumeration() {
        SplittableRandom random = new SplittableRandom(11);
        int possible = 0;
        for (int i = 0; i < 400; i++) {
            BayesianNetwork network = Networks.random(2 + random.nextInt(5), 4, 0.6, random);
            Map<Integer, Integer> set = new HashMap<>();
            Map<Integer, IntPredicate> tests = new HashMap<>();
            Evidence known = Evidence.NONE;
            for (int v = 0; v < network.size(); v++) {
                BitSet states = new BitSet();
                int count = network.states(v).size();
                states.set(random.nextInt(count));
                switch (random.nextInt(6)) {
                    case 0 -> set.put(v, random.nextInt(count));
                    case 1 -> {
                        states.set(random.nextInt(count));
                        known = known.and(v, states);
                        tests.put(v, states::get);
                    }
                    case 2 -> {
                        known = known.and(v, states);
                        tests.put(v, states::get);
                    }
                    default -> {
                    }
                }
            }
            possible += agree(network, set, tests, known) ? 1 : 0;
        }
        assertThat(possible).isBetween(200, 399);
    }

    private static boolean agree(BayesianNetwork network, Map<Integer, Integer> set, Map<Integer, IntPredicate> tests,
            Evidence known) {
        Elimination exact = new Elimination(network.set(set));
        for (int v = 0; v < network.size(); v++) {
            double[] truth = Networks.distribution(network, v, set, tests);
            int node = v;
            if (IntStream.range(0, truth.length).allMatch(s -> truth[s] == 0)) {
                assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> exact.distribution(node, known))
                        .withMessageContaining("cannot happen");
                return false;
            }
            assertThat(exact.distribution(v, known)).containsExactly(truth, ROUNDING);
            for (int s = 0; s < truth.length; s++) {
                assertThat(exact.chance(Evidence.NONE.and(v, s), known)).isCloseTo(truth[s], ROUNDING);
            }
        }
        return true;
    }

    /** A world that would have been, in models with noise that have the network's tables, by going through all noises. */
    @Test
    void twinsAgreeWithEveryModelOfTheTablesUnlessTheNoiseIsEntangled() {
        SplittableRandom random = new SplittableRandom(12);
        int determined = 0;
        int entangled = 0;
        for (int i = 0; i < 150; i++) {
            BayesianNetwork network = Networks.random(4, 2, 0.6, random);
            Map<Integer, Integer> had = Map.of(random.nextInt(2), random.nextInt(2));
            int moved = had.keySet().iterator().next();
            int outcome = 3;
            int witness = random.nextInt(4);
            int state = random.nextInt(2);
            double[] a = new NoisyModel(network, true).counterfactual(had, outcome, witness, state);
            double[] b = new NoisyModel(network, false).counterfactual(had, outcome, witness, state);
            if (Double.isNaN(a[0])) {
                continue;
            }
            boolean open = !Twin.entangled(network.graph(), nodes(moved), nodes(outcome), nodes(witness)).isEmpty();
            if (open) {
                entangled += Math.abs(a[0] - b[0]) > 1e-6 ? 1 : 0;
                continue;
            }
            determined++;
            Twin twin = Twin.of(network, had, nodes(outcome));
            double[] found = new Elimination(twin.network()).distribution(
                    twin.copies().getOrDefault(outcome, outcome), Evidence.NONE.and(witness, state));
            assertThat(found).containsExactly(a, ROUNDING).containsExactly(b, ROUNDING);
        }
        assertThat(determined).isGreaterThan(40);
        assertThat(entangled).as("cases in which two models of the same tables differ").isGreaterThan(10);
    }

    private static org.orrery.causal.graph.NodeSet nodes(int node) {
        return org.orrery.causal.graph.NodeSet.of(node);
    }

    @Test
    void tooLargeATableIsRefused() {
        List<BayesianNetwork.Mechanism> mechanisms = new ArrayList<>();
        int causes = 40;
        for (int v = 0; v < causes; v++) {
            mechanisms.add(new BayesianNetwork.Mechanism("x" + v, List.of("a", "b"), List.of(),
                    new BayesianNetwork.Chances(0.5, 0.5)));
        }
        Evidence known = Evidence.NONE;
        for (int v = 0; v < causes; v++) {
            for (int u = 0; u < v; u++) {
                known = known.and(mechanisms.size(), 0);
                mechanisms.add(new BayesianNetwork.Mechanism("y" + u + "_" + v, List.of("a", "b"), List.of(u, v),
                        new BayesianNetwork.Chances(0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6)));
            }
        }
        Elimination exact = new Elimination(BayesianNetwork.of(mechanisms));
        Evidence all = known;
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> exact.distribution(0, all))
                .withMessageContaining("numbers");
        assertThat(exact.distribution(causes, Evidence.NONE)).containsExactly(new double[]{0.25, 0.75}, ROUNDING);
    }

    @Test
    void aLongChainIsShortWork() {
        List<BayesianNetwork.Mechanism> mechanisms = new ArrayList<>();
        mechanisms.add(new BayesianNetwork.Mechanism("x0", List.of("a", "b"), List.of(),
                new BayesianNetwork.Chances(1, 0)));
        for (int v = 1; v < 1_000; v++) {
            mechanisms.add(new BayesianNetwork.Mechanism("x" + v, List.of("a", "b"), List.of(v - 1),
                    new BayesianNetwork.Chances(0.9, 0.1, 0.2, 0.8)));
        }
        // Closed form: 2/3 + (1 - 2/3) 0.7^n.
        assertThat(new Elimination(BayesianNetwork.of(mechanisms)).distribution(20, Evidence.NONE)[0])
                .isCloseTo(2.0 / 3 + Math.pow(0.7, 20) / 3, ROUNDING);
        assertThat(new Elimination(BayesianNetwork.of(mechanisms)).distribution(999, Evidence.NONE)[0])
                .isCloseTo(2.0 / 3, ROUNDING);
    }
}
