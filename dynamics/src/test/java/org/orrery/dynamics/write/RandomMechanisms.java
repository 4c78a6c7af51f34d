package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Participant;
import org.orrery.dynamics.mechanism.Validation;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Unit;

/** Sound mechanisms at random, with all parts, awkward names and awkward numbers. */
final class RandomMechanisms {
    private static final List<String> AWKWARD = List.of("gamma", "end", "time", "in", "_x", "INF", "max", "a__b",
            "model",
            "S1", "e", "pi");
    private static final List<String> TITLES = List.of("", "", "a name", "say \"so\"", "two\nlines",
            "\u00fc \u03b2 <&>");

    private final RandomGenerator random;
    private final Set<String> taken = new HashSet<>();
    /** Names that rules and start formulas may use: what was made before, so that no loops arise. */
    private final List<String> earlier = new ArrayList<>();
    private final List<Mechanism.Compartment> compartments = new ArrayList<>();
    private final List<Mechanism.Species> species = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Mechanism.Reaction> reactions = new ArrayList<>();
    private final List<Mechanism.Rule> rules = new ArrayList<>();
    private final List<Mechanism.InitialAssignment> starts = new ArrayList<>();
    private final List<Mechanism.Event> events = new ArrayList<>();
    private final Map<String, Unit> units = new HashMap<>();

    private RandomMechanisms(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    static Mechanism of(long seed) {
        return new RandomMechanisms(seed).mechanism();
    }

    private Mechanism mechanism() {
        parameter(true, 2);
        String factor = chance(4) ? parameters.getFirst().id() : null;
        for (int i = 0; i < 4; i++) {
            parameter(chance(2), number());
        }
        for (int i = 0; i < 2; i++) {
            compartment();
        }
        for (int i = 0; i < 4; i++) {
            species(factor);
        }
        ruled();
        for (int i = 0; i < 3; i++) {
            reaction();
        }
        for (int i = 0; i < 2; i++) {
            event();
        }
        Mechanism.Function function = new Mechanism.Function(name("f"), List.of("x", "gamma"),
                Expr.call(Operator.MUL, Expr.sym("x"), Expr.sym("gamma")));
        Mechanism mechanism = new Mechanism(chance(2) ? name("m") : "", title(), List.of(function), compartments,
                species, parameters, reactions, rules, starts, events,
                chance(4) ? parameters.getFirst().id() : null, chance(2) ? "min" : null, units, List.of("a remark"));
        Validation.check(mechanism, part -> "");
        return mechanism;
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private double number() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -random.nextInt(5);
            case 2 -> random.nextDouble() * 1e-7;
            case 3 -> 1e22 * random.nextDouble();
            default -> 0.1 + random.nextDouble();
        };
    }

    private double start() {
        return chance(6) ? Double.NaN : 0.5 + random.nextDouble();
    }

    private String name(String prefix) {
        String name = chance(3) ? AWKWARD.get(random.nextInt(AWKWARD.size())) : prefix + random.nextInt(100);
        while (!taken.add(name)) {
            name += "0";
        }
        return name;
    }

    private String title() {
        return TITLES.get(random.nextInt(TITLES.size()));
    }

    private void parameter(boolean constant, double value) {
        String id = name("k");
        parameters.add(new Parameter(id, title(), chance(8) ? Double.NaN : value, constant, Role.GLOBAL));
        earlier.add(id);
        if (chance(2)) {
            units.put(id, Unit.ofKind("second", -1, 0, 1 + random.nextInt(60)));
        }
    }

    private void compartment() {
        double dimensions = switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> 2;
            case 2 -> Double.NaN;
            default -> 3;
        };
        String id = name("c");
        boolean constant = !chance(3);
        compartments.add(new Mechanism.Compartment(id, title(), dimensions, chance(6)
                ? Double.NaN
                : 0.5 + random.nextDouble(), constant));
        units.put(id, Unit.ofKind("litre", 1, -3, 1));
        if (!constant && chance(2)) {
            rules.add(new Mechanism.Rule.Rate(id, Expr.num(0.01)));
        }
        earlier.add(id);
    }

    private void species(String factor) {
        String id = name("S");
        boolean amount = chance(2);
        boolean constant = chance(6);
        Mechanism.Compartment place = compartments.get(random.nextInt(compartments.size()));
        double value = start();
        species.add(new Mechanism.Species(id, title(), place.id(), amount ? value : Double.NaN,
                amount ? Double.NaN : value, chance(3), constant && chance(2) || chance(5), constant,
                chance(4) ? factor : null));
        if (chance(3)) {
            starts.add(new Mechanism.InitialAssignment(id, chance(4) ? Expr.num(number()) : math(2, earlier)));
        }
        earlier.add(id);
    }

    /** A rule for some of what is not constant. */
    private void ruled() {
        for (Parameter parameter : List.copyOf(parameters)) {
            if (parameter.constant() || chance(3)) {
                continue;
            }
            List<String> before = earlier.subList(0, earlier.indexOf(parameter.id()));
            rules.add(chance(2)
                    ? new Mechanism.Rule.Assignment(parameter.id(), math(2, before))
                    : new Mechanism.Rule.Rate(parameter.id(), math(2, before)));
        }
        for (Mechanism.Species pool : species) {
            if (!pool.constant() && chance(5)) {
                rules.add(new Mechanism.Rule.Rate(pool.id(), math(2, earlier)));
            }
        }
        if (chance(5)) {
            rules.add(new Mechanism.Rule.Algebraic(math(2, earlier)));
        }
    }

    private boolean isRuled(String id) {
        return rules.stream().anyMatch(rule -> switch (rule) {
            case Mechanism.Rule.Assignment(String target, Expr value) -> target.equals(id);
            case Mechanism.Rule.Rate(String target, Expr value) -> target.equals(id);
            case Mechanism.Rule.Algebraic algebraic -> false;
        });
    }

    private void reaction() {
        String id = name("J");
        List<String> known = new ArrayList<>(earlier);
        if (chance(2)) {
            String local = id + "." + (chance(3) ? "gamma" : "kl");
            parameters.add(new Parameter(local, title(), number(), true, Role.LOCAL));
            known.add(local);
            known.add(local);
        }
        List<String> modifiers = chance(2) ? List.of(species.get(random.nextInt(species.size())).id()) : List.of();
        List<Participant> reactants = participants(id);
        reactions.add(new Mechanism.Reaction(id, title(), reactants, participants(id), modifiers,
                chance(8) ? null : math(3, known), chance(2), false));
    }

    private List<Participant> participants(String reaction) {
        List<Participant> participants = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Mechanism.Species pool = species.get(random.nextInt(species.size()));
            if (!pool.boundary() && (pool.constant() || isRuled(pool.id()))) {
                continue;
            }
            participants.add(new Participant(pool.id(), switch (random.nextInt(6)) {
                case 0 -> Expr.num(number());
                case 1 -> math(1, earlier);
                case 2 -> stoichiometry();
                default -> Expr.num(1 + random.nextInt(2));
            }));
        }
        return participants;
    }

    private Expr stoichiometry() {
        String id = name("n");
        parameters.add(new Parameter(id, title(), 1 + random.nextInt(2), chance(2), Role.STOICHIOMETRY));
        return Expr.sym(id);
    }

    private void event() {
        List<Mechanism.EventAssignment> assignments = new ArrayList<>();
        for (Mechanism.Species pool : species) {
            if (!pool.constant() && chance(3)) {
                assignments.add(new Mechanism.EventAssignment(pool.id(), math(2, earlier)));
            }
        }
        Expr trigger = chance(2)
                ? Expr.call(Operator.GT, Expr.TIME, Expr.num(random.nextDouble()))
                : Expr.call(Operator.AND, Expr.call(Operator.GE, math(1, earlier), Expr.num(1)),
                        Expr.call(Operator.NOT, Expr.call(Operator.LT, Expr.TIME, Expr.num(0.2))));
        events.add(new Mechanism.Event(name("E"), title(), trigger, chance(2), chance(2),
                chance(2) ? null : Expr.num(0.1), chance(2) ? null : math(1, earlier), chance(2), assignments));
    }

    private Expr math(int depth, List<String> names) {
        if (depth == 0 || chance(5)) {
            return chance(3) || names.isEmpty()
                    ? chance(8) ? Expr.TIME : Expr.num(number())
                    : Expr.sym(names.get(random.nextInt(names.size())));
        }
        Expr a = math(depth - 1, names);
        Expr b = math(depth - 1, names);
        return switch (random.nextInt(14)) {
            case 0 -> Expr.call(Operator.ADD, a, b, math(depth - 1, names));
            case 1 -> Expr.call(Operator.SUB, a, b);
            case 2 -> Expr.call(Operator.DIV, a, b);
            case 3 -> Expr.call(Operator.POW, a, Expr.num(2));
            case 4 -> Expr.call(Operator.NEG, a);
            case 5 -> Expr.call(Operator.PIECEWISE, a, Expr.call(Operator.LE, b, Expr.ONE), Expr.num(number()));
            case 6 -> Expr.call(Operator.MIN, a, b);
            case 7 -> Expr.call(Operator.MAX, a, Expr.call(Operator.REM, b, Expr.num(3)));
            case 8 -> Expr.call(Operator.EXP, Expr.call(Operator.NEG, Expr.call(Operator.ABS, a)));
            case 9 -> Expr.call(Operator.XOR, Expr.call(Operator.GT, a, b), Expr.call(Operator.EQ, a, Expr.ONE));
            case 10 -> Expr.call(Operator.ADD, Expr.call(Operator.LOG10, Expr.call(Operator.ABS, a)),
                    Expr.call(Operator.NEG, Expr.call(Operator.QUOTIENT, b, Expr.num(2))));
            default -> Expr.call(Operator.MUL, a, b);
        };
    }
}
