package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Model;
import org.orrery.dynamics.MechanismModel;
import org.orrery.dynamics.Trial;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/** One mechanism, said in many ways, takes one course. */
class InvarianceTest {
    private static final double EARLY = 1.7;
    private static final double LATE = 6.1;
    private static final Map<String, String> WORDS = Map.of("S0", "time", "S1", "pi", "S2", "max", "k0", "e", "c",
            "INF",
            "p", "P", "q", "do", "J0", "see", "d", "time_");

    private static double[] course(Mechanism mechanism, UnaryOperator<String> names, double timeUnit) {
        String[] readings = List.of("S0", "S1", "S2", "S3", "S4").stream().flatMap(id -> List.of(EARLY, LATE).stream()
                .map(t -> "`" + names.apply(id) + ".amount` @ " + t * timeUnit)).toArray(String[]::new);
        return Trial.of(new MechanismModel(new Model.Source("random.xml", "0"), mechanism)).tight().readAll(readings);
    }

    private static double[] course(Mechanism mechanism) {
        return course(mechanism, name -> name, 1);
    }

    private static void assertSame(double[] found, double[] expected) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-7 * (1 + Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theWayOfSayingChangesNothing(long seed) {
        Mechanism mechanism = RandomKinetics.of(seed);
        double[] expected = course(mechanism);
        assertSame(course(Change.order(mechanism, seed)), expected);
        assertSame(course(Change.halves(mechanism)), expected);
        assertSame(course(Change.extents(mechanism)), expected);
        assertSame(course(Change.starts(mechanism)), expected);
        assertSame(course(Change.meaning(mechanism)), expected);
        assertSame(course(Change.names(mechanism, WORDS), name -> WORDS.getOrDefault(name, name), 1), expected);
        assertSame(course(Change.time(mechanism, 60), name -> name, 60), expected);
        double[] scaled = course(Change.substance(mechanism, 1e-12));
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= 1e12;
        }
        assertSame(scaled, expected);
    }

    /** What a draw of an ensemble varies around is what the run starts from. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theValueThatIsListedIsThatOfTheStart(long seed) {
        Trial trial = Trial.of(new MechanismModel(new Model.Source("random.xml", "0"), RandomKinetics.of(seed)));
        trial.model().variables().stream().filter(variable -> variable.kind().equals("species"))
                .forEach(variable -> assertThat(trial.read(variable.name() + " @ 0")).as(variable.name())
                        .isCloseTo(variable.value(), within(1e-12)));
    }

    /** The law can fail: each species moves, and with a rate that is a little other it moves otherwise. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anotherRateIsAnotherCourse(long seed) {
        Mechanism mechanism = RandomKinetics.of(seed);
        double[] expected = course(mechanism);
        double[] found = course(new Change(e -> e, (s, e) -> e,
                (s, e) -> Expr.call(Operator.MUL, e, Expr.num(1.0001)), e -> e, s -> s, n -> n).of(mechanism));
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isNotCloseTo(expected[i], within(1e-7 * (1 + Math.abs(expected[i]))));
        }
    }
}
