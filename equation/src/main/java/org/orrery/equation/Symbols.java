package org.orrery.equation;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What expressions depend on.
 *
 * @param names of the symbols, in the order in which they are met
 * @param time whether the time is used
 */
public record Symbols(Set<String> names, boolean time) {
    public Symbols {
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /** Of one expression, in linear time. */
    public static Symbols of(Expr expression) {
        return of(List.of(expression));
    }

    /** Of several expressions together. */
    public static Symbols of(List<Expr> expressions) {
        Set<String> names = new LinkedHashSet<>();
        boolean time = false;
        for (Expr node : Postorder.of(expressions)) {
            if (node instanceof Expr.Sym(String name)) {
                names.add(name);
            }
            time |= node instanceof Expr.Time;
        }
        return new Symbols(names, time);
    }
}
