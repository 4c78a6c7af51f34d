package org.orrery.equation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.orrery.core.InvalidInput;

/**
 * A function that a model defines: its body with some symbols bound.
 *
 * @param parameters names of the bound symbols
 * @param body an expression in them
 */
public record Lambda(List<String> parameters, Expr body) {
    public Lambda {
        parameters = List.copyOf(parameters);
    }

    /**
     * The body with the arguments in place of the parameters.
     *
     * @throws InvalidInput for a wrong number of arguments
     */
    public Expr apply(List<Expr> arguments) {
        if (arguments.size() != parameters.size()) {
            throw new InvalidInput(
                    "a function of (" + String.join(", ", parameters) + ") is called with " + arguments.size()
                            + " arguments",
                    "Give " + parameters.size() + " of them.");
        }
        Map<String, Expr> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            values.put(parameters.get(i), arguments.get(i));
        }
        return new Substitution(values).apply(body);
    }
}
