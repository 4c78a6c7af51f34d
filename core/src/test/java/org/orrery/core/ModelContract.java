package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every kind of machine keeps. An engine's test extends it and brings a model with questions that move something, one
 * for each kind of move it supports. Add the test-jar of core to the engine's test dependencies.
 */
public abstract class ModelContract {
    /** The machine under test. */
    protected abstract Model model();

    /** Questions with {@code do(...)}, as text, that the model can answer. */
    protected abstract List<String> questions();

    /** Variables to record beside, none by default. */
    protected List<String> courses() {
        return List.of();
    }

    /** Times of the courses, none by default. */
    protected List<Double> grid() {
        return List.of();
    }

    @Test
    void aMoveThatChangesNothingHasAnEffectOfExactlyZero() {
        for (String question : questions()) {
            Machine machine = machine(question);
            Run off = machine.run(world(World.Arming.OFF));
            Run idle = machine.run(world(World.Arming.NO_OP));
            for (int i = 0; i < off.readings().length; i++) {
                assertThat(idle.readings()[i] - off.readings()[i]).as(question).isZero();
            }
            for (int i = 0; i < off.courses().length; i++) {
                assertThat(idle.courses()[i]).as(question).isEqualTo(off.courses()[i]);
            }
        }
    }

    @Test
    void everyMoveProvesThatItFired() {
        for (String question : questions()) {
            Run on = machine(question).run(world(World.Arming.ON));
            assertThat(on.firings()).as(question).hasSameSizeAs(Question.parse(question).moves())
                    .allMatch(Run.Firing::fired).allMatch(firing -> !firing.detail().isBlank());
        }
    }

    @Test
    void theSameWorldGivesTheSameBitsOnEveryThread() {
        for (String question : questions()) {
            Machine machine = machine(question);
            Run alone = machine.run(world(World.Arming.ON));
            List<Run> together = IntStream.range(0, 8).parallel()
                    .mapToObj(_ -> machine.run(world(World.Arming.ON))).toList();
            Run again = machine(question).run(world(World.Arming.ON));
            assertThat(again.readings()).as(question).isEqualTo(alone.readings());
            for (Run run : together) {
                assertThat(run.readings()).as(question).isEqualTo(alone.readings());
                assertThat(run.courses()).as(question).isDeepEqualTo(alone.courses());
                assertThat(run.firings()).as(question).isEqualTo(alone.firings());
            }
        }
    }

    @Test
    void questionsAreAnsweredWithEveryCheckPassed() {
        for (String question : questions()) {
            Claim claim = new Experiment(model(), Question.parse(question), Map.of(), Ensemble.NONE, Map.of(),
                    addresses(),
                    grid(), 1, "test").ask(Lab.SINGLE).claim();
            assertThat(claim.status()).as("%s: %s", question, claim.reason()).isEqualTo(Claim.Status.ANSWERED);
            assertThat(claim.checks()).as(question).filteredOn(check -> !check.name().equals("machine remarks"))
                    .allMatch(Claim.Check::passed);
        }
    }

    @Test
    void everyVariableCanBeAddressed() {
        assertThat(model().variables()).isNotEmpty().extracting(Variable::name).doesNotHaveDuplicates();
        for (Variable variable : model().variables()) {
            Address address = Address.of(variable.name());
            assertThat(Address.parse(address.toString())).isEqualTo(address);
        }
    }

    @Test
    void anUnknownAddressIsRefusedWithTheNearestName() {
        List<String> names = model().variables().stream().map(Variable::name).toList();
        String known = names.stream().max(java.util.Comparator.comparingInt(String::length)).orElseThrow();
        Address unknown = Address.of(known + "_");
        Plan move = plan(Question.parse(questions().getFirst()).quantity(),
                List.of(Intervention.hold(unknown, 1, Window.ALWAYS)));
        Plan course = new Plan(List.of(), List.of(), List.of(), List.of(unknown), List.of(0.0, 1.0), Map.of());
        for (Plan plan : List.of(move, course)) {
            InvalidInput error = catchThrowableOfType(InvalidInput.class, () -> model().prepare(plan));
            assertThat(error).isNotNull().hasMessageContaining(unknown.name());
            assertThat(error.getMessage() + error.advice()).contains(Nearest.to(unknown.name(), names).getFirst());
        }
    }

    @Test
    void theModelSaysWhereItCameFrom() {
        assertThat(model().source().file()).isNotBlank();
        assertThat(model().source().sha256()).matches("[0-9a-f]{64}");
        assertThat(model().kind()).matches("[a-z]+");
    }

    private Machine machine(String question) {
        Question parsed = Question.parse(question);
        return model().prepare(plan(parsed.quantity(), parsed.moves()));
    }

    private Plan plan(Quantity quantity, List<Intervention> moves) {
        return new Plan(List.of(), moves, new Reckoning(quantity).readings(), addresses(), grid(), Map.of());
    }

    private List<Address> addresses() {
        return courses().stream().map(Address::parse).toList();
    }

    private static World world(World.Arming arming) {
        return new World(arming, new double[0], 42);
    }
}
