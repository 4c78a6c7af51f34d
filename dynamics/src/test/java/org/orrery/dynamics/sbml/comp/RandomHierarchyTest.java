package org.orrery.dynamics.sbml.comp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.core.Address;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.MechanismModel;

/** Hierarchies made by chance run as they do when every model of them is computed for itself. */
class RandomHierarchyTest {
    private static final double END = 0.7;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFlatModelRunsAsTheHierarchyDoes(long seed) {
        RandomHierarchy hierarchy = RandomHierarchy.of(seed);
        DirectEvaluation direct = new DirectEvaluation(hierarchy);
        List<String> names = new ArrayList<>(direct.state().keySet());
        direct.run(END, 120);
        Run run = run(hierarchy, names);
        for (int i = 0; i < names.size(); i++) {
            double expected = direct.state().get(names.get(i));
            assertThat(run.courses()[i][1]).as(names.get(i) + " of " + seed)
                    .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-7 * (1 + Math.abs(expected))));
        }
    }

    @Test
    void chanceMakesAllThatIsToBeTested() {
        List<RandomHierarchy.Join> joins = seeds().mapToObj(RandomHierarchy::of).flatMap(each -> each.models().stream())
                .flatMap(model -> model.joins().stream()).toList();
        assertThat(joins).anyMatch(join -> join.replacedBy()).anyMatch(join -> join.factor() != null)
                .anyMatch(join -> join.inner() != null).anyMatch(join -> join.id().equals("J") && !join.replacedBy());
        assertThat(seeds().mapToObj(RandomHierarchy::of).flatMap(each -> each.models().stream())
                .flatMap(m -> m.subs().stream()))
                .anyMatch(sub -> sub.time() != null && sub.extent() != null);
    }

    private static Run run(RandomHierarchy hierarchy, List<String> names) {
        Model model = new MechanismModel(new Model.Source(HierarchyText.FILE, "0"),
                HierarchyText.read(hierarchy.text()));
        return model.prepare(new Plan(List.of(), List.of(), List.of(), names.stream().map(Address::of).toList(),
                List.of(0.0, END), Map.of("rtol", "1e-10", "atol", "1e-12")))
                .run(new World(World.Arming.OFF, new double[0], 1));
    }
}
