package org.orrery.equation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The functions that a model defines itself. Asked before the built-in ones, so that a model may redefine a name. */
@FunctionalInterface
public interface Functions {
    /** No functions but the built-in ones. */
    Functions NONE = (name, arguments) -> null;

    /**
     * What a call means, usually {@link Lambda#apply}.
     *
     * @return null if there is no such function
     */
    @Nullable
    Expr call(String name, List<Expr> arguments);
}
