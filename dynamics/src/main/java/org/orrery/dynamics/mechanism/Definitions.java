package org.orrery.dynamics.mechanism;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.OrreryException;
import org.orrery.core.Refusal;
import org.orrery.equation.Expr;
import org.orrery.equation.Functions;
import org.orrery.equation.Lambda;
import org.orrery.equation.Symbols;

/**
 * The functions that a model defines. Each is read when it is first called, so that they may be defined in any order and
 * call each other; calls are replaced by the body with the arguments in it. A function of a function of a function can
 * grow like a power of two, so what replacing may cost is limited.
 */
public final class Definitions implements Functions {
    private static final long MOST_PARTS = 500_000;

    private final Map<String, Supplier<Lambda>> sources = new LinkedHashMap<>();
    private final Map<String, Body> known = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private long parts;

    private record Body(Lambda lambda, int parts) {}

    /** Says how a function is read when it is needed; false where the name is taken. */
    public boolean define(String id, Supplier<Lambda> source) {
        return sources.putIfAbsent(id, source) == null;
    }

    /**
     * Replaces a call.
     *
     * @return null where the model defines no such function
     * @throws InvalidInput if the function calls itself, uses what it was not given, or is given too much or too little
     */
    @Override
    public @Nullable Expr call(String name, List<Expr> arguments) {
        if (!sources.containsKey(name)) {
            return null;
        }
        Body body = body(name);
        int expected = body.lambda().parameters().size();
        if (arguments.size() != expected) {
            throw new InvalidInput(
                    "function " + name + " takes " + expected + (expected == 1 ? " argument" : " arguments")
                            + " and is given " + arguments.size() + ".",
                    "Correct the call.");
        }
        parts += body.parts();
        if (parts > MOST_PARTS) {
            throw new Refusal("the calls of functions make formulas of more than " + MOST_PARTS + " parts.",
                    "Name the intermediate results by assignment rules.");
        }
        return body.lambda().apply(arguments);
    }

    /** All functions, also those that nothing calls. */
    public List<Mechanism.Function> all() {
        return sources.keySet().stream().map(this::function).toList();
    }

    /**
     * All functions but those that nothing called so far and that cannot be read.
     *
     * @param broken is told of each of those: its name and what is wrong with it
     */
    public List<Mechanism.Function> sound(BiConsumer<String, OrreryException> broken) {
        List<Mechanism.Function> sound = new ArrayList<>();
        for (String name : sources.keySet()) {
            try {
                sound.add(function(name));
            } catch (InvalidInput | Refusal wrong) {
                broken.accept(name, wrong);
            }
        }
        return sound;
    }

    private Mechanism.Function function(String name) {
        Lambda lambda = body(name).lambda();
        return new Mechanism.Function(name, lambda.parameters(), lambda.body());
    }

    /**
     * The function itself, if its body uses nothing but its parameters.
     *
     * @throws InvalidInput if it uses more
     */
    public static Lambda closed(String name, Lambda lambda) {
        for (String symbol : Symbols.of(lambda.body()).names()) {
            if (!lambda.parameters().contains(symbol)) {
                throw new InvalidInput("function " + name + " uses " + symbol + ", which is not one of its arguments.",
                        "Give it as an argument.");
            }
        }
        return lambda;
    }

    private Body body(String name) {
        Body body = known.get(name);
        if (body != null) {
            return body;
        }
        Supplier<Lambda> source = sources.get(name);
        if (!open.add(name) || source == null) {
            throw new InvalidInput(
                    "function " + name + " calls itself"
                            + (open.size() > 1 ? " by way of " + String.join(", ", open) : "") + ".",
                    "Write it without recursion.");
        }
        try {
            Lambda lambda = source.get();
            Body read = new Body(lambda, size(lambda.body()));
            known.put(name, read);
            return read;
        } finally {
            open.remove(name);
        }
    }

    private static int size(Expr expression) {
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Expr> open = new ArrayList<>(List.of(expression));
        while (!open.isEmpty()) {
            Expr next = open.removeLast();
            if (seen.add(next) && next instanceof Expr.Call call) {
                open.addAll(call.arguments());
            }
        }
        return seen.size();
    }
}
