package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Validation;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/**
 * Mechanisms at random whose runs stay finite: saturating laws in two compartments, one of which may grow, with rules and
 * with events of the time and of states.
 */
final class RandomKinetics {
    private final RandomGenerator random;
    private final List<Mechanism.Compartment> compartments = new ArrayList<>();
    private final List<Mechanism.Species> species = new ArrayList<>();
    private final List<Mechanism.Parameter> parameters = new ArrayList<>();
    private final List<Mechanism.Reaction> reactions = new ArrayList<>();
    private final List<Mechanism.Rule> rules = new ArrayList<>();
    private final List<Mechanism.Event> events = new ArrayList<>();

    private RandomKinetics(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    static Mechanism of(long seed) {
        return new RandomKinetics(seed).mechanism();
    }

    private Mechanism mechanism() {
        compartments.add(new Mechanism.Compartment("c", "", 3, number(0.5, 3), true));
        boolean grows = random.nextBoolean();
        compartments.add(new Mechanism.Compartment("d", "", 3, number(0.5, 3), !grows));
        if (grows) {
            rules.add(new Mechanism.Rule.Rate("d", Expr.call(Operator.MUL, Expr.num(0.05), Expr.sym("d"))));
        }
        for (int i = 0; i < 4; i++) {
            parameters.add(new Mechanism.Parameter("k" + i, "", number(0.1, 1.2), true, Role.GLOBAL));
        }
        parameters.add(new Mechanism.Parameter("p", "", 1, false, Role.GLOBAL));
        parameters.add(new Mechanism.Parameter("q", "", Double.NaN, false, Role.GLOBAL));
        for (int i = 0; i < 5; i++) {
            boolean amount = random.nextBoolean();
            double start = number(0.2, 4);
            species.add(new Mechanism.Species("S" + i, "", random.nextBoolean() ? "c" : "d",
                    amount ? start : Double.NaN, amount ? Double.NaN : start, random.nextBoolean(), false, false,
                    null));
        }
        rules.add(new Mechanism.Rule.Assignment("q", Expr.call(Operator.ADD, pool(), Expr.sym("p"))));
        for (int i = 0; i < 6; i++) {
            reactions.add(reaction("J" + i, i < 5 ? Expr.sym("S" + i) : pool()));
        }
        Expr later = Expr.call(Operator.GT, Expr.TIME, Expr.num(number(1, 3)));
        events.add(event("late", later, "p", Expr.call(Operator.MUL, Expr.sym("p"), Expr.num(2)), null));
        events.add(event("low", Expr.call(Operator.LT, Expr.sym("S0"), Expr.num(number(0.1, 0.6))), "S1",
                Expr.call(Operator.ADD, Expr.sym("S1"), Expr.num(1)), Expr.num(number(0.1, 0.5))));
        Mechanism mechanism = new Mechanism("m", "", List.of(), compartments, species, parameters, reactions, rules,
                List.of(), events, null, null, Map.of(), List.of());
        Validation.check(mechanism, part -> "");
        return mechanism;
    }

    private Mechanism.Reaction reaction(String id, Expr used) {
        List<Mechanism.Participant> products = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            products.add(new Mechanism.Participant(((Expr.Sym) pool()).name(), Expr.num(0.5)));
        }
        Expr saturating = Expr.call(Operator.DIV, used,
                Expr.call(Operator.ADD, Expr.sym(random.nextBoolean() ? "p" : "q"), used));
        return new Mechanism.Reaction(id, "",
                List.of(new Mechanism.Participant(((Expr.Sym) used).name(), Expr.num(random.nextInt(1, 3)))), products,
                List.of(), Expr.call(Operator.MUL, Expr.sym("k" + random.nextInt(4)), saturating), false, false);
    }

    private static Mechanism.Event event(String id, Expr trigger, String target, Expr value, Expr delay) {
        return new Mechanism.Event(id, "", trigger, true, true, delay, null, true,
                List.of(new Mechanism.EventAssignment(target, value)));
    }

    private Expr pool() {
        return Expr.sym("S" + random.nextInt(5));
    }

    /** Some digits only, so that a failure can be read. */
    private double number(double low, double high) {
        return Math.rint(1000 * random.nextDouble(low, high)) / 1000;
    }
}
