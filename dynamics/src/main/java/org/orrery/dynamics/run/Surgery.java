package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Refusal;
import org.orrery.dynamics.lower.Rewriter;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Reaction;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Lambda;
import org.orrery.equation.Operator;
import org.orrery.equation.Symbols;

/**
 * Gives each structural move a symbol of its own to take hold of, so that it is made by the same gates as any other move
 * and the untouched world runs the same equations. An arrow {@code R3[E]} becomes a symbol that follows E and stands in
 * E's place in the law of R3 alone. A new law stands beside the old one, and a switch between them is the symbol.
 */
final class Surgery {
    private Mechanism mechanism;
    private final List<String> gears = new ArrayList<>();
    private final List<Intervention.Swap> swaps = new ArrayList<>();
    private final Set<String> arrows = new HashSet<>();

    private Surgery(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    /**
     * @throws InvalidInput if a move names a part that the mechanism does not have
     */
    static Surgery of(Mechanism mechanism, List<Intervention> moves) {
        Surgery surgery = new Surgery(mechanism);
        for (Intervention move : moves) {
            surgery.gears.add(surgery.gear(move));
        }
        return surgery;
    }

    /** With a symbol for each structural move. */
    Mechanism mechanism() {
        return mechanism;
    }

    /** For each move the symbol that it takes hold of. */
    List<String> gears() {
        return gears;
    }

    private String gear(Intervention move) {
        Address address = move.address();
        return switch (move) {
            case Intervention.Swap swap -> swap(swap);
            case Intervention.Removal _ -> reaction(address, move);
            case Intervention.Clamp _,Intervention.Pulse _,Intervention.Enter _,Intervention.Shift _,Intervention.Scale _,Intervention.Knockout _,Intervention.Freeze _,Intervention.Patch _,Intervention.Steer _ ->
                address.selectors().isEmpty() ? movable(address.name()) : arrow(address);
        };
    }

    private static String movable(String name) {
        if (name.endsWith(".amount") || name.endsWith(".concentration")) {
            throw new InvalidInput(name + " can be read, not moved.",
                    "Maybe move " + name.substring(0, name.lastIndexOf('.')) + " itself.");
        }
        return name;
    }

    private String reaction(Address address, Intervention move) {
        String name = address.name();
        List<String> reactions = mechanism.reactions().stream().map(Reaction::id).toList();
        if (!address.selectors().isEmpty() || !reactions.contains(name)) {
            throw new InvalidInput("'" + move + "' does not name a reaction, and only reactions can be removed.",
                    Nearest.to(name, reactions).isEmpty()
                            ? "Maybe knock it out: " + address + " = knockout"
                            : Nearest.advice(name, reactions));
        }
        return name;
    }

    private String arrow(Address address) {
        if (!(address.selectors().size() == 1
                && address.selectors().getFirst() instanceof Address.Selector.Named(String part))) {
            throw new InvalidInput(address + " asks for a part of " + address.name() + ", which is a single number.",
                    "Maybe leave out the brackets, or name what its law reads: " + address.name() + "[E]");
        }
        String target = address.name();
        Expr law = law(target);
        Set<String> read = Symbols.of(law).names();
        String source = read.contains(target + "." + part) ? target + "." + part : part;
        String gear = target + "[" + part + "]";
        if (arrows.contains(gear)) {
            return gear;
        }
        if (!read.contains(source)) {
            throw new InvalidInput("The law of " + target + " does not read " + part + ".", read.isEmpty()
                    ? "It reads no variable at all."
                    : "It reads " + String.join(", ", new TreeSet<>(read)) + ".");
        }
        arrows.add(gear);
        add(gear, Expr.sym(source));
        rewrite(target, _ -> new Rewriter(
                leaf -> leaf instanceof Expr.Sym(String name) && name.equals(source) ? Expr.sym(gear) : leaf,
                _ -> null).rewrite(law));
        return gear;
    }

    private String swap(Intervention.Swap swap) {
        String target = swap.address().name();
        if (!swap.address().selectors().isEmpty()) {
            throw new InvalidInput("'" + swap + "' gives a law to a part of " + target + ".",
                    "Maybe give it to the whole: " + new Intervention.Swap(Address.of(target), swap.law(),
                            swap.window()));
        }
        for (Intervention.Swap other : swaps) {
            if (other.address().equals(swap.address()) && other.window().from() < swap.window().to()
                    && swap.window().from() < other.window().to()) {
                throw new InvalidInput("'" + other + "' and '" + swap + "' give " + target + " two laws at once.",
                        "Maybe give them windows that do not overlap.");
            }
        }
        swaps.add(swap);
        Expr old = law(target);
        Expr fresh = parse(target, swap.law());
        String gear = target + "[law " + swaps.size() + "]";
        add(gear, Expr.ZERO);
        rewrite(target, _ -> Expr.call(Operator.PIECEWISE, fresh,
                Expr.call(Operator.NE, Expr.sym(gear), Expr.ZERO), old));
        return gear;
    }

    private Expr parse(String target, String law) {
        Set<String> names = new LinkedHashSet<>();
        mechanism.species().forEach(pool -> names.add(pool.id()));
        mechanism.compartments().forEach(place -> names.add(place.id()));
        mechanism.parameters().forEach(parameter -> names.add(parameter.id()));
        mechanism.reactions().forEach(reaction -> names.add(reaction.id()));
        Infix.Options options = Infix.Options.LEVEL_3.declaring(names::contains).with(this::call);
        return new Rewriter(leaf -> {
            if (!(leaf instanceof Expr.Sym(String name))) {
                return leaf;
            }
            if (names.contains(target + "." + name)) {
                return Expr.sym(target + "." + name);
            }
            if (!names.contains(name)) {
                throw new InvalidInput(
                        "The new law of " + target + " reads " + name + ", which the model does not have.",
                        Nearest.advice(name, names));
            }
            return leaf;
        }, _ -> null).rewrite(Infix.parse(law, options));
    }

    private @Nullable Expr call(String name, List<Expr> arguments) {
        for (Mechanism.Function function : mechanism.functions()) {
            if (function.id().equals(name)) {
                if (function.parameters().size() != arguments.size()) {
                    throw new InvalidInput("Function " + name + " takes " + function.parameters().size()
                            + " arguments and is given " + arguments.size() + ".", "Correct the call.");
                }
                return new Lambda(function.parameters(), function.body()).apply(arguments);
            }
        }
        return null;
    }

    /** The equation of a reaction or of a variable with a rule. */
    private Expr law(String target) {
        for (Reaction reaction : mechanism.reactions()) {
            if (reaction.id().equals(target)) {
                Expr rate = reaction.rate();
                if (rate == null) {
                    throw new Refusal("Reaction " + target + " has no rate law, so there is nothing to cut or swap.",
                            "A kinetic law for " + target + " would license an answer.");
                }
                return rate;
            }
        }
        for (Rule rule : mechanism.rules()) {
            switch (rule) {
                case Rule.Assignment(String name, Expr value) when name.equals(target) -> {
                    return value;
                }
                case Rule.Rate(String name, Expr value) when name.equals(target) -> {
                    return value;
                }
                case Rule.Assignment _,Rule.Rate _,Rule.Algebraic _ -> {
                }
            }
        }
        throw new InvalidInput(target + " has no law of its own.", lawless(target));
    }

    private String lawless(String target) {
        List<String> touching = mechanism.reactions().stream()
                .filter(reaction -> java.util.stream.Stream.concat(reaction.reactants().stream(),
                        reaction.products().stream()).anyMatch(part -> part.species().equals(target)))
                .map(Reaction::id).toList();
        if (!touching.isEmpty()) {
            return "It changes by " + String.join(", ", touching) + "; maybe name one of these reactions.";
        }
        List<String> names = new ArrayList<>(mechanism.reactions().stream().map(Reaction::id).toList());
        for (Rule rule : mechanism.rules()) {
            switch (rule) {
                case Rule.Assignment assignment -> names.add(assignment.target());
                case Rule.Rate rate -> names.add(rate.target());
                case Rule.Algebraic _ -> {
                }
            }
        }
        return Nearest.advice(target, names);
    }

    private void rewrite(String target, UnaryOperator<Expr> change) {
        List<Reaction> reactions = mechanism.reactions().stream().map(reaction -> {
            Expr rate = reaction.rate();
            return reaction.id().equals(target) && rate != null
                    ? new Reaction(reaction.id(), reaction.name(), reaction.reactants(), reaction.products(),
                            reaction.modifiers(), change.apply(rate), reaction.reversible(), reaction.fast())
                    : reaction;
        }).toList();
        List<Rule> rules = mechanism.rules().stream().map(rule -> switch (rule) {
            case Rule.Assignment(String name, Expr value) when name.equals(target) ->
                new Rule.Assignment(name, change.apply(value));
            case Rule.Rate(String name, Expr value) when name.equals(target) ->
                new Rule.Rate(name, change.apply(value));
            case Rule.Assignment _,Rule.Rate _,Rule.Algebraic _ -> rule;
        }).toList();
        mechanism = with(mechanism.parameters(), reactions, rules);
    }

    private void add(String symbol, Expr value) {
        List<Parameter> parameters = new ArrayList<>(mechanism.parameters());
        parameters.add(new Parameter(symbol, "", Double.NaN, false, Parameter.Role.GLOBAL));
        List<Rule> rules = new ArrayList<>(mechanism.rules());
        rules.add(new Rule.Assignment(symbol, value));
        mechanism = with(parameters, mechanism.reactions(), rules);
    }

    private Mechanism with(List<Parameter> parameters, List<Reaction> reactions, List<Rule> rules) {
        return new Mechanism(mechanism.id(), mechanism.name(), mechanism.functions(), mechanism.compartments(),
                mechanism.species(), parameters, reactions, rules, mechanism.initialAssignments(), mechanism.events(),
                mechanism.conversionFactor(), mechanism.timeUnit(), mechanism.units(), mechanism.remarks());
    }
}
