package org.orrery.causal.estimate.collinear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

class StandingTest {
    private static Standing of(MixedGraph graph, String z, String... others) {
        return Standing.of(graph, "x", "y", z, List.of(others));
    }

    @Test
    void eachRoleIsToldApart() {
        MixedGraph graph = Graphs.of("z -> x", "z -> y", "x -> m", "m -> y", "m -> d", "y -> e", "x -> c", "u -> c",
                "u -> y", "i -> x", "o -> y", "x -> t", "z -> p", "w -> q");
        assertThat(of(graph, "z").role()).isEqualTo(Role.CONFOUNDER);
        assertThat(of(graph, "m").role()).isEqualTo(Role.MEDIATOR);
        assertThat(of(graph, "d").role()).isEqualTo(Role.EFFECT_OF_MEDIATOR);
        assertThat(of(graph, "e").role()).isEqualTo(Role.EFFECT_OF_OUTCOME);
        assertThat(of(graph, "c", "z").role()).isEqualTo(Role.COLLIDER);
        assertThat(of(graph, "i").role()).isEqualTo(Role.INSTRUMENT);
        assertThat(of(graph, "o").role()).isEqualTo(Role.TIED_TO_OUTCOME);
        assertThat(of(graph, "t").role()).isEqualTo(Role.EFFECT_OF_TREATMENT);
        assertThat(of(graph, "p").role()).isEqualTo(Role.PROXY);
        assertThat(of(graph, "q").role()).isEqualTo(Role.UNRELATED);
        MixedGraph behind = Graphs.of("x -> y", "u -> x", "u -> b", "b -> y");
        assertThat(of(behind, "b").role()).isEqualTo(Role.ON_BACK_DOOR);
    }

    @Test
    void theVerdictSaysWhatAdjustingDoes() {
        MixedGraph graph = Graphs.of("z -> x", "z -> y", "x -> m", "m -> y");
        assertThat(of(graph, "z")).satisfies(standing -> {
            assertThat(standing.verdict()).isEqualTo(Standing.Verdict.NEEDED);
            assertThat(standing.openWithout()).containsExactly("x", "z", "y");
            assertThat(standing.sentence()).contains("Adjust for it", "x - z - y");
        });
        assertThat(of(graph, "m", "z").verdict()).isEqualTo(Standing.Verdict.HARMFUL);
        assertThat(of(graph, "m", "z").sentence()).contains("a mediator", "Leave it out");
        assertThat(of(graph, "m").verdict()).isEqualTo(Standing.Verdict.NOT_ENOUGH);
        MixedGraph shape = Graphs.of("x -> y", "u -> x", "u -> c", "v -> c", "v -> y");
        assertThat(of(shape, "c")).satisfies(standing -> {
            assertThat(standing.role()).isEqualTo(Role.COLLIDER);
            assertThat(standing.verdict()).isEqualTo(Standing.Verdict.HARMFUL);
            assertThat(standing.openWith()).containsExactly("x", "u", "c", "v", "y");
        });
    }

    @Test
    void anInstrumentBesideAHiddenCauseIsStillOne() {
        assertThat(of(Graphs.of("i -> x", "x -> y", "x <-> y"), "i").role()).isEqualTo(Role.INSTRUMENT);
    }

    @Test
    void onlyAnotherVariableCanBeJudged() {
        MixedGraph graph = Graphs.of("x -> y", "z -> y");
        assertThatThrownBy(() -> of(graph, "y")).isInstanceOf(InvalidInput.class).hasMessageContaining("'y'");
        assertThatThrownBy(() -> of(Graphs.of("x -> y", "y -> z", "z -> x"), "z")).isInstanceOf(Refusal.class)
                .hasMessageContaining("'z'");
        assertThatThrownBy(() -> of(graph, "zz")).isInstanceOf(InvalidInput.class).hasMessageContaining("zz");
    }

    /** The oracle knows nothing of paths: it regresses, in random linear models, and looks whether the effect comes out. */
    @Test
    void verdictsAndTiesAgreeWithRegressionInRandomLinearModels() {
        SplittableRandom random = new SplittableRandom(3);
        Map<Standing.Verdict, Integer> seen = new EnumMap<>(Standing.Verdict.class);
        Map<Role, Integer> roles = new EnumMap<>(Role.class);
        for (int trial = 0; trial < 600; trial++) {
            MixedGraph graph = Graphs.random(3 + random.nextInt(4), 0.4, 0.12, random);
            LinearModel model = new LinearModel(graph, random);
            List<String> others = new ArrayList<>();
            for (int v = 3; v < graph.size(); v++) {
                if (random.nextInt(3) == 0) {
                    others.add(graph.name(v));
                }
            }
            Standing standing = Standing.of(graph, "v0", "v1", "v2", others);
            NodeSet beside = graph.nodes(others);
            boolean without = Math.abs(model.coefficient(0, 1, beside) - model.effect(0, 1)) < 1e-8;
            boolean with = Math.abs(model.coefficient(0, 1, beside.with(2)) - model.effect(0, 1)) < 1e-8;
            assertThat(standing.verdict()).as(graph.edges() + " " + others).isEqualTo(without
                    ? with ? Standing.Verdict.HARMLESS : Standing.Verdict.HARMFUL
                    : with ? Standing.Verdict.NEEDED : Standing.Verdict.NOT_ENOUGH);
            seen.merge(standing.verdict(), 1, Integer::sum);
            roles.merge(standing.role(), 1, Integer::sum);
            assertThatTheRoleFits(standing.role(), model, new LinearModel(graph, random).withoutEffectsOf(0));
        }
        assertThat(seen).hasSize(4).allSatisfy((verdict, count) -> assertThat(count).isGreaterThan(10));
        assertThat(roles).hasSizeGreaterThan(9);
    }

    private static void assertThatTheRoleFits(Role role, LinearModel model, LinearModel still) {
        boolean onWay = model.effect(0, 2) != 0 && still.effect(2, 1) != 0;
        assertThat(role == Role.MEDIATOR).isEqualTo(onWay);
        if (role == Role.CONFOUNDER) {
            assertThat(model.effect(2, 0)).isNotZero();
            assertThat(still.effect(2, 1)).isNotZero();
        }
        if (role == Role.INSTRUMENT) {
            assertThat(model.covariance(2, 0)).isNotZero();
            assertThat(still.covariance(2, 1)).isZero();
        }
        if (role == Role.TIED_TO_OUTCOME || role == Role.UNRELATED) {
            assertThat(model.covariance(2, 0)).isZero();
            assertThat(still.covariance(2, 1) != 0).isEqualTo(role == Role.TIED_TO_OUTCOME);
        }
    }
}
