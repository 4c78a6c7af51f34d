package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.orrery.core.Refusal;
import org.orrery.dynamics.lower.Rewriter;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.InitialAssignment;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Substitution;

/**
 * A mechanism as Antimony says it. Its words are fewer than those of SBML: a name has one start value, no reaction has
 * parameters of its own, a constant species is a boundary species, and a compartment has three dimensions.
 */
final class AntimonyForm {
    private AntimonyForm() {}

    static Mechanism of(Mechanism mechanism, List<String> losses) {
        refuse(mechanism);
        Mechanism global = Locals.promote(mechanism, local -> true, losses);
        Mechanism legal = Names.legal(global, AntimonyWords::isFree, losses);
        Parts parts = new Parts(Titles.quotable(new Edit(id -> id, AntimonyForm::sayable).apply(legal), losses));
        parts.id = parts.id.isEmpty() && parts.name.isEmpty() ? "" : modelName(parts.id);
        parts.functions = parts.functions.stream().map(AntimonyForm::function).toList();
        Stoichiometries.name(parts, number -> number > 0 && number < Double.POSITIVE_INFINITY);
        pools(parts, losses);
        starts(parts, losses);
        amounts(parts);
        Modifiers.complete(parts, false);
        parts.reactions = parts.reactions.stream().map(r -> new Mechanism.Reaction(r.id(), r.name(), r.reactants(),
                r.products(), List.copyOf(new TreeSet<>(r.modifiers())), r.rate(), r.reversible(), false)).toList();
        return parts.whole();
    }

    private static void refuse(Mechanism mechanism) {
        List<String> fast = mechanism.reactions().stream().filter(Mechanism.Reaction::fast)
                .map(Mechanism.Reaction::id).toList();
        if (!fast.isEmpty()) {
            throw new Refusal("Antimony has no word for a fast reaction, as " + String.join(", ", fast)
                    + (fast.size() == 1 ? " is." : " are."), "Maybe write SBML, which has one.");
        }
    }

    private static String modelName(String id) {
        String word = id.isEmpty() ? "unnamed" : Names.plain(id);
        return AntimonyWords.isFree(word) ? word : word + "_model";
    }

    /** libAntimony has no sign(x). */
    private static Expr sayable(Expr expression) {
        return new Rewriter(leaf -> leaf, call -> {
            if (call.operator() != Operator.SIGN) {
                return null;
            }
            Expr x = sayable(call.argument(0));
            return Expr.call(Operator.PIECEWISE, Expr.num(-1), Expr.call(Operator.LT, x, Expr.ZERO), Expr.ONE,
                    Expr.call(Operator.GT, x, Expr.ZERO), x);
        }).rewrite(expression);
    }

    private static Mechanism.Function function(Mechanism.Function function) {
        Map<String, Expr> renamed = new HashMap<>();
        List<String> arguments = new ArrayList<>();
        for (String argument : function.parameters()) {
            String word = Names.unused(Names.plain(argument), name -> AntimonyWords.isFree(name)
                    && (name.equals(argument) || !function.parameters().contains(name)));
            arguments.add(word);
            renamed.put(argument, Expr.sym(word));
        }
        return new Mechanism.Function(function.id(), arguments,
                new Substitution(renamed).apply(sayable(function.body())));
    }

    /** In a compartment without dimensions a species' name means its amount, which Antimony says of the species. */
    private static void pools(Parts parts, List<String> losses) {
        Set<String> points = new HashSet<>();
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (Mechanism.Compartment place : parts.compartments) {
            if (place.dimensions() == 0) {
                points.add(place.id());
            }
            if (place.dimensions() != 3) {
                dimensions.put(place.id(), Double.isNaN(place.dimensions()) ? "none given" : "" + place.dimensions());
            }
        }
        if (!dimensions.isEmpty()) {
            losses.add("the number of dimensions of compartments is not written: " + Names.some(dimensions.entrySet()
                    .stream().map(entry -> entry.getKey() + " (" + entry.getValue() + ")").toList()));
        }
        parts.compartments = parts.compartments.stream()
                .map(c -> new Mechanism.Compartment(c.id(), c.name(), 3, c.size(), c.constant())).toList();
        parts.species = parts.species.stream().map(s -> {
            boolean point = points.contains(s.compartment());
            double amount = point && Double.isNaN(s.amount()) ? s.concentration() : s.amount();
            return new Species(s.id(), s.name(), s.compartment(), amount, point ? Double.NaN : s.concentration(),
                    s.onlySubstance() || point, s.boundary() || s.constant(), s.constant(), s.conversionFactor());
        }).toList();
    }

    /** A number is a value; a value that an initial assignment or an assignment rule replaces has no place. */
    private static void starts(Parts parts, List<String> losses) {
        Map<String, Double> numbers = new HashMap<>();
        List<InitialAssignment> formulas = new ArrayList<>();
        Set<String> replaced = new HashSet<>();
        for (InitialAssignment assignment : parts.initialAssignments) {
            OptionalDouble number = number(assignment.value());
            if (number.isPresent()) {
                numbers.put(assignment.target(), number.getAsDouble());
            } else {
                formulas.add(assignment);
            }
            replaced.add(assignment.target());
        }
        for (Mechanism.Rule rule : parts.rules) {
            if (rule instanceof Mechanism.Rule.Assignment assignment) {
                replaced.add(assignment.target());
            }
        }
        parts.initialAssignments = formulas;
        Set<String> lost = new TreeSet<>();
        parts.compartments = parts.compartments.stream().map(c -> new Mechanism.Compartment(c.id(), c.name(),
                c.dimensions(), value(c.id(), c.size(), replaced, numbers, lost), c.constant())).toList();
        parts.parameters.replaceAll(p -> new Parameter(p.id(), p.name(),
                value(p.id(), p.value(), replaced, numbers, lost), p.constant(), p.role()));
        parts.species = parts.species.stream().map(s -> {
            if (!replaced.contains(s.id())) {
                return s;
            }
            double given = Double.isNaN(s.amount()) ? s.concentration() : s.amount();
            double value = value(s.id(), given, replaced, numbers, lost);
            return new Species(s.id(), s.name(), s.compartment(), s.onlySubstance() ? value : Double.NaN,
                    s.onlySubstance() ? Double.NaN : value, s.onlySubstance(), s.boundary(), s.constant(),
                    s.conversionFactor());
        }).toList();
        if (!lost.isEmpty()) {
            losses.add("values that a rule or an initial assignment replaces from the start are not written: "
                    + Names.some(lost));
        }
    }

    private static double value(String id, double own, Set<String> replaced, Map<String, Double> numbers,
            Set<String> lost) {
        if (!replaced.contains(id)) {
            return own;
        }
        if (!Double.isNaN(own)) {
            lost.add(id);
        }
        return numbers.getOrDefault(id, Double.NaN);
    }

    /** {@code S = 3/c} is how Antimony gives an amount, so an initial assignment of that form is one. */
    private static void amounts(Parts parts) {
        Map<String, Expr> formulas = new HashMap<>();
        parts.initialAssignments.forEach(assignment -> formulas.put(assignment.target(), assignment.value()));
        Set<String> plain = new HashSet<>();
        parts.species = parts.species.stream().map(s -> {
            Operator operator = s.onlySubstance() ? Operator.MUL : Operator.DIV;
            OptionalDouble given = formulas.get(s.id()) instanceof Expr.Call call && call.operator() == operator
                    && call.arguments().size() == 2 && call.argument(1).equals(Expr.sym(s.compartment()))
                            ? number(call.argument(0))
                            : OptionalDouble.empty();
            if (given.isEmpty()) {
                return s;
            }
            plain.add(s.id());
            double number = given.getAsDouble();
            return new Species(s.id(), s.name(), s.compartment(), s.onlySubstance() ? Double.NaN : number,
                    s.onlySubstance() ? number : Double.NaN, s.onlySubstance(), s.boundary(), s.constant(),
                    s.conversionFactor());
        }).toList();
        parts.initialAssignments = parts.initialAssignments.stream().filter(a -> !plain.contains(a.target())).toList();
    }

    private static OptionalDouble number(Expr value) {
        return switch (value) {
            case Expr.Num(double number) -> OptionalDouble.of(number);
            case Expr.Call call when call.operator() == Operator.NEG
                    && call.argument(0) instanceof Expr.Num(double number) ->
                OptionalDouble.of(-number);
            case Expr.Call call -> OptionalDouble.empty();
            case Expr.Sym symbol -> OptionalDouble.empty();
            case Expr.Time time -> OptionalDouble.empty();
        };
    }
}
