package org.orrery.dynamics.mechanism;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.equation.Expr;
import org.orrery.equation.Interpreter;
import org.orrery.equation.Layout;
import org.orrery.equation.Symbols;

/**
 * The values of a mechanism that never change: what a problem without time may be built from. Initial assignments and
 * assignment rules over such values are worked out; whatever moves in time is refused by name.
 */
public final class Constants {
    private final Map<String, Double> given = new HashMap<>();
    private final Map<String, Expr> equations = new HashMap<>();
    private final Map<String, String> changing = new HashMap<>();
    private final Map<String, Double> known = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    public Constants(Mechanism mechanism) {
        mechanism.parameters().forEach(parameter -> given.put(parameter.id(), parameter.value()));
        mechanism.compartments().forEach(compartment -> given.put(compartment.id(), compartment.size()));
        mechanism.initialAssignments().forEach(start -> equations.put(start.target(), start.value()));
        for (Mechanism.Rule rule : mechanism.rules()) {
            switch (rule) {
                case Mechanism.Rule.Assignment assignment -> equations.put(assignment.target(), assignment.value());
                case Mechanism.Rule.Rate rate -> changing.put(rate.target(), "a rate rule");
                case Mechanism.Rule.Algebraic algebraic -> {
                    for (String name : Symbols.of(algebraic.value()).names()) {
                        if (isFree(mechanism, name)) {
                            changing.put(name, "an algebraic rule");
                        }
                    }
                }
            }
        }
        mechanism.events().forEach(event -> event.assignments()
                .forEach(assignment -> changing.put(assignment.target(), "event " + event.id())));
        mechanism.species().forEach(species -> changing.put(species.id(), "its being a species"));
        mechanism.reactions().forEach(reaction -> changing.put(reaction.id(), "its being a reaction"));
    }

    private static boolean isFree(Mechanism mechanism, String name) {
        return mechanism.parameters().stream().anyMatch(each -> each.id().equals(name) && !each.constant())
                || mechanism.compartments().stream().anyMatch(each -> each.id().equals(name) && !each.constant());
    }

    /**
     * The value of a symbol; NaN where the file gives none.
     *
     * @param what it is used for, for the message: "the lower bound of R1"
     * @throws Refusal if it changes in time
     * @throws InvalidInput if it follows from itself or is not there
     */
    public double of(String symbol, String what) {
        Double value = known.get(symbol);
        if (value != null) {
            return value;
        }
        String changer = changing.get(symbol);
        if (changer != null) {
            throw new Refusal(what + " is " + symbol + ", which may change in time: by " + changer + ".",
                    "Only what is constant can stand there.");
        }
        Expr equation = equations.get(symbol);
        double found;
        if (equation != null) {
            if (!open.add(symbol)) {
                throw new InvalidInput(what + " follows from itself by way of " + String.join(", ", open) + ".",
                        "Give one of them a number.");
            }
            found = of(equation, what);
            open.remove(symbol);
        } else {
            found = stored(symbol, what);
        }
        known.put(symbol, found);
        return found;
    }

    private double stored(String symbol, String what) {
        @Nullable
        Double number = given.get(symbol);
        if (number == null) {
            throw new InvalidInput(what + " is " + symbol + ", which is not declared.",
                    Suggestion.of(symbol, given.keySet(), "Declare a parameter of that name."));
        }
        return number;
    }

    /** The value of an expression over such symbols. */
    public double of(Expr expression, String what) {
        Symbols symbols = Symbols.of(expression);
        if (symbols.time()) {
            throw new Refusal(what + " depends on the time.", "Only what is constant can stand there.");
        }
        List<String> names = new ArrayList<>(new HashSet<>(symbols.names()));
        double[] values = names.stream().mapToDouble(name -> of(name, what)).toArray();
        return Interpreter.evaluate(expression, 0, new double[0], values, new Layout(List.of(), names));
    }
}
