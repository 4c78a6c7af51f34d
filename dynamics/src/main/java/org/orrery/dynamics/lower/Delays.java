package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Symbols;

/**
 * The calls of {@code delay(x, d)} in a mechanism. Each becomes a symbol of its own, so that the rest of the mechanism
 * can be differentiated and compiled without knowing of the past. What is delayed is looked at only after everything
 * else has been defined, so that a variable may follow from its own past.
 */
final class Delays {
    private static final int LONGEST = 80;
    private static final String PREFIX = "#delay";

    private final Definitions definitions;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Expr, String> plain = new HashMap<>();
    private final Map<String, String> rates = new HashMap<>();
    private final boolean isUsed;
    private boolean ratesAsked;

    /** In base symbols, computed when first asked for; the call is the author's, null where there is none. */
    private record Entry(String name, Expr.@Nullable Call call, String text, Supplier<Expr> value,
            Supplier<Expr> duration) {}

    /** @param isUsed whether the mechanism delays anything */
    Delays(Definitions definitions, boolean isUsed) {
        this.definitions = definitions;
        this.isUsed = isUsed;
    }

    static boolean isDelay(String symbol) {
        return symbol.startsWith(PREFIX);
    }

    /** The expression with the calls in it again that symbols stand for, so that another mechanism can read it. */
    Expr asCalls(Expr expression) {
        return new Rewriter(leaf -> leaf instanceof Expr.Sym(String name) && isDelay(name) ? call(name) : leaf,
                _ -> null)
                .rewrite(expression);
    }

    private Expr call(String name) {
        Expr.Call call = entry(name).call();
        if (call == null) {
            throw new Refusal("An algebraic rule asks for " + entry(name).text() + ", which is not supported.",
                    "A rate rule for it would license an answer.");
        }
        return call;
    }

    /** Whether a mechanism delays anything. */
    static boolean isIn(Mechanism mechanism) {
        List<@Nullable Expr> all = new ArrayList<>();
        for (Mechanism.Rule rule : mechanism.rules()) {
            all.add(switch (rule) {
                case Mechanism.Rule.Assignment(_, Expr value) -> value;
                case Mechanism.Rule.Rate(_, Expr value) -> value;
                case Mechanism.Rule.Algebraic(Expr value) -> value;
            });
        }
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            all.add(reaction.rate());
            reaction.reactants().forEach(participant -> all.add(participant.stoichiometry()));
            reaction.products().forEach(participant -> all.add(participant.stoichiometry()));
        }
        for (Mechanism.Event event : mechanism.events()) {
            all.add(event.trigger());
            all.add(event.delay());
            all.add(event.priority());
            event.assignments().forEach(assignment -> all.add(assignment.value()));
        }
        mechanism.initialAssignments().forEach(assignment -> all.add(assignment.value()));
        return all.stream().anyMatch(math -> math != null && isIn(math));
    }

    private static boolean isIn(Expr expression) {
        boolean[] found = new boolean[1];
        new Rewriter(leaf -> leaf, call -> {
            found[0] |= call.operator() == Operator.DELAY;
            return found[0] ? Expr.ZERO : null;
        }).rewrite(expression);
        return found[0];
    }

    /** The symbol that stands for a call. */
    Expr symbol(Expr.Call call) {
        // Only calls of leaves are shared: comparing large expressions could cost more than computing one twice.
        boolean isPlain = call.arguments().stream().noneMatch(Expr.Call.class::isInstance);
        String known = isPlain ? plain.get(call) : null;
        if (known != null) {
            return Expr.sym(known);
        }
        String name = add(call, text(call), () -> simple(definitions.inBase(call.argument(0))),
                () -> simple(definitions.inBase(call.argument(1))));
        if (isPlain) {
            plain.put(call, name);
        }
        return Expr.sym(name);
    }

    private static Expr simple(Expr expr) {
        return Simplifier.simplify(expr);
    }

    private static String text(Expr.Call call) {
        String text = Infix.print(call);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    private String add(Expr.@Nullable Call call, String text, Supplier<Expr> value, Supplier<Expr> duration) {
        String name = PREFIX + entries.size();
        entries.add(new Entry(name, call, text, once(value), once(duration)));
        return name;
    }

    private static Supplier<Expr> once(Supplier<Expr> make) {
        return new Supplier<>() {
            private @Nullable Expr made;

            @Override
            public Expr get() {
                Expr known = made;
                if (known == null) {
                    known = make.get();
                    made = known;
                }
                return known;
            }
        };
    }

    private Entry entry(String name) {
        return entries.get(Integer.parseInt(name.substring(PREFIX.length())));
    }

    /**
     * The derivative of a delayed value by time: {@code d/dt x(t - d) = x'(t - d) (1 - d')}. Before the start nothing
     * changes but what depends on the time itself.
     */
    Expr rate(String name) {
        Entry entry = entry(name);
        String rate = rates.get(name);
        if (rate == null) {
            rate = add(null, "the rate of " + entry.text(),
                    () -> simple(Expr.call(Operator.PIECEWISE, definitions.rates().timeRule(entry.value().get()),
                            Expr.call(Operator.LT, Expr.TIME, Expr.ZERO),
                            definitions.rates().chainRule(entry.value().get()))),
                    entry.duration());
            rates.put(name, rate);
        }
        return rate(rate, definitions.rates().chainRule(entry.duration().get()));
    }

    /**
     * Everything that is delayed, after the whole mechanism has been defined.
     *
     * @param derivatives of the states; for delayed values that they read, the rates are found too
     */
    List<Lowered.Delay> all(List<Expr> derivatives) {
        if (isUsed) {
            definitions.defineAll();
        }
        ratesAsked |= !rates.isEmpty();
        for (String name : Symbols.of(derivatives).names()) {
            if (isDelay(name)) {
                tryRate(name);
            }
        }
        refuseCircles();
        List<Lowered.Delay> all = new ArrayList<>();
        // The list grows while what is delayed is found to read delayed values itself.
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            all.add(new Lowered.Delay(entry.name(), entry.text(), entry.value().get(), entry.duration().get(),
                    partialRate(entry)));
        }
        return all;
    }

    private @Nullable Expr partialRate(Entry entry) {
        String rate = rates.get(entry.name());
        return rate == null ? null : rate(rate, definitions.rates().timeRule(entry.duration().get()));
    }

    private static Expr rate(String rate, Expr growth) {
        return simple(Expr.call(Operator.MUL, Expr.sym(rate), Expr.call(Operator.SUB, Expr.ONE, growth)));
    }

    /** A value that follows from its own past without a rate of change has no beginning. */
    private void refuseCircles() {
        for (int i = 0; i < entries.size(); i++) {
            Set<String> reached = new HashSet<>();
            List<Entry> open = new ArrayList<>(List.of(entries.get(i)));
            while (!open.isEmpty()) {
                Entry next = open.removeLast();
                for (String name : Symbols.of(List.of(next.value().get(), next.duration().get())).names()) {
                    if (isDelay(name) && reached.add(name)) {
                        open.add(entry(name));
                    }
                }
            }
            if (reached.contains(entries.get(i).name())) {
                throw new Refusal(entries.get(i).text() + " follows from itself: what is delayed has no rate of change"
                        + " and is given by its own past alone.", "A rate rule for it would license an answer.");
            }
        }
    }

    /** An implicit method is less exact without the rate and nothing else misses it. */
    private void tryRate(String name) {
        int before = entries.size();
        try {
            rate(name);
            for (int i = before; i < entries.size(); i++) {
                Expr _ = entries.get(i).value().get();
            }
        } catch (Refusal | InvalidInput _) {
            rates.remove(name);
            for (int i = before; i < entries.size(); i++) {
                entries.set(i, new Entry(entries.get(i).name(), null, "", () -> Expr.num(Double.NaN), () -> Expr.ZERO));
            }
        }
    }

    /** The rate of change of a symbol: where the past is read, the rate in the past too, in which states stood still. */
    Expr sinceStart(Expr symbol, Expr rate) {
        if (!isUsed) {
            return rate;
        }
        ratesAsked = true;
        return Expr.call(Operator.PIECEWISE, definitions.rates().timeRule(symbol),
                Expr.call(Operator.LT, Expr.TIME, Expr.ZERO),
                rate);
    }

    /** Whether the mechanism itself asks for the rate of change of a delayed value. */
    boolean ratesAsked() {
        return ratesAsked;
    }

    /**
     * A delayed value at the start. Start values and assignment rules hold at all times before it too (SBML Level 3
     * Version 2, sections 4.8 and 4.11), so the time in them is moved back.
     *
     * @param atStart writes base symbols as their start values
     */
    Expr atStart(String name, UnaryOperator<Expr> atStart) {
        Entry entry = entry(name);
        Expr duration = atStart.apply(entry.duration().get());
        Expr then = Expr.call(Operator.SUB, Expr.TIME, duration);
        Expr value = new Rewriter(leaf -> leaf instanceof Expr.Time ? then : leaf, _ -> null)
                .rewrite(atStart.apply(entry.value().get()));
        return Expr.call(Operator.PIECEWISE, value, Expr.call(Operator.GE, duration, Expr.ZERO),
                Expr.num(Double.NaN));
    }
}
