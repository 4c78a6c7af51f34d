package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.Refusal;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.SparseJacobian;
import org.orrery.equation.Symbols;

/**
 * The variational equations of values that are looked back at. For {@code D(t) = V(t - T)} the derivative by k is
 * {@code V_k(t - T) - V'(t - T) T_k}: what V moved by at that time, and, where the delay itself moves, the rate of V there
 * (Baker and Rihan, Sensitivity analysis of parameters in modelling with delay-differential equations, 1999). Both are
 * delayed values of their own. Before the start the states stand still, and move with k as the start values do.
 */
final class DelayTangents {
    private static final String RATE = "'";

    private final Lowered plain;
    private final List<String> symbols;
    private final Map<String, Lowered.Delay> delays = new HashMap<>();
    private final Map<String, Lowered.Delay> rates = new HashMap<>();

    DelayTangents(Lowered plain, Set<String> moving) {
        this.plain = plain;
        plain.delays().forEach(delay -> delays.put(delay.name(), delay));
        symbols = new ArrayList<>(plain.layout().states());
        symbols.addAll(moving);
        symbols.addAll(delays.keySet().stream().sorted().toList());
    }

    /** What derivatives are taken by: the states, the parameters that move, the delayed values. */
    List<String> symbols() {
        return symbols;
    }

    /** What a symbol moves by, as an expression. */
    Expr beside(String symbol, int k) {
        Lowered.Delay delay = delays.get(symbol);
        Expr own = Expr.sym(symbol + Variational.besides(k));
        if (delay == null) {
            return own;
        }
        Expr longer = tangent(delay.duration(), k);
        return longer.equals(Expr.ZERO)
                ? own
                : Expr.call(Operator.SUB, own, Expr.call(Operator.MUL, Expr.sym(rate(delay)), longer));
    }

    private Expr tangent(Expr expr, int k) {
        return Variational.tangents(List.of(expr), this, k, _ -> false).getFirst();
    }

    /** The name of the rate of what is looked back at, at the time that is looked back to. */
    private String rate(Lowered.Delay delay) {
        String name = delay.name() + RATE;
        if (!rates.containsKey(name)) {
            if (!plain.moved().isEmpty()) {
                throw refusal(delay, "the model is moved, which comes back at a moment that moves too");
            }
            if (!plain.algebra().isEmpty()) {
                throw refusal(delay, "the model has algebraic rules or fast reactions");
            }
            List<Expr> starts = new ArrayList<>(plain.startStates());
            starts.addAll(plain.startParameters());
            if (Symbols.of(starts).time()) {
                throw refusal(delay, "an initial assignment makes a variable change before the start");
            }
            Expr value = delay.value();
            rates.put(name, new Lowered.Delay(name, "the rate of " + delay.text(), Expr.num(Double.NaN),
                    delay.duration(), null));
            Expr rate = Simplifier.simplify(Expr.call(Operator.PIECEWISE, Derivative.ofTime(value),
                    Expr.call(Operator.LT, Expr.TIME, Expr.ZERO), flow(value)));
            rates.put(name, new Lowered.Delay(name, "the rate of " + delay.text(), rate, delay.duration(), null));
        }
        return name;
    }

    private static Refusal refusal(Lowered.Delay delay, String why) {
        return new Refusal("The delay in " + delay.text() + " changes with what the sensitivity is asked to, and " + why
                + "; that is not followed.", "Maybe compare two runs: --set k=1 and --set k=1.001.");
    }

    /** How fast an expression changes as the system runs. */
    private Expr flow(Expr expr) {
        SparseJacobian slopes = SparseJacobian.of(List.of(expr), symbols);
        List<Expr> terms = new ArrayList<>(List.of(Derivative.ofTime(expr)));
        int states = plain.layout().states().size();
        int[] column = slopes.column();
        for (int entry = 0; entry < column.length; entry++) {
            int at = column[entry];
            if (at < states) {
                terms.add(Expr.call(Operator.MUL, slopes.entries().get(entry), plain.derivatives().get(at)));
            }
            Lowered.Delay inner = delays.get(symbols.get(at));
            if (inner != null) {
                Expr slower = Expr.call(Operator.SUB, Expr.ONE, flow(inner.duration()));
                terms.add(Expr.call(Operator.MUL, slopes.entries().get(entry), Expr.sym(rate(inner)), slower));
            }
        }
        return Simplifier.simplify(Expr.call(Operator.ADD, terms));
    }

    /** Rates of delayed values that only an implicit method wants to know, which needs them not for derivatives. */
    private Set<String> forSolver() {
        Set<String> rates = new HashSet<>();
        plain.delays().forEach(delay -> {
            if (delay.rate() != null) {
                rates.addAll(Symbols.of(delay.rate()).names());
            }
        });
        Set<String> read = new HashSet<>(Symbols.of(plain.derivatives()).names());
        plain.delays().stream().filter(delay -> !rates.contains(delay.name()))
                .forEach(delay -> read.addAll(Symbols.of(List.of(delay.value(), delay.duration())).names()));
        rates.removeAll(read);
        rates.retainAll(delays.keySet());
        return rates;
    }

    /**
     * All delayed values: the system's own, what each moves by, and the rates that were needed.
     *
     * @throws Refusal where a delayed value jumps, which would come back at a moment that moves
     */
    List<Lowered.Delay> all(int count) {
        Set<String> varying = new HashSet<>(plain.layout().states());
        varying.addAll(delays.keySet());
        List<Lowered.Delay> all = new ArrayList<>(plain.delays());
        Set<String> forSolver = forSolver();
        for (Lowered.Delay delay : plain.delays()) {
            if (forSolver.contains(delay.name())) {
                continue;
            }
            if (Variational.jumps(delay.value(), varying, true) || Variational.jumps(delay.duration(), varying, true)) {
                throw new Refusal(delay.text() + " has a condition on a state or on the time, and sensitivities do not"
                        + " follow its jumps.", "Maybe compare two runs: --set k=1 and --set k=1.001.");
            }
            for (int k = 0; k < count; k++) {
                Expr _ = beside(delay.name(), k); // readings may ask for it, and for the rate in it
                all.add(new Lowered.Delay(delay.name() + Variational.besides(k), "the derivative of " + delay.text(),
                        tangent(delay.value(), k), delay.duration(), null));
            }
        }
        all.addAll(rates.values().stream().sorted(Comparator.comparing(Lowered.Delay::name)).toList());
        return all;
    }
}
