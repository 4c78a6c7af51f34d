package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.Layout;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.SparseJacobian;
import org.orrery.equation.Substitution;
import org.orrery.equation.Symbols;

/**
 * A system with its variational equations: beside each state y a state {@code s = dy/dk} for each k, with
 * {@code s' = (df/dy) s + (df/dp) q}, and beside each parameter that k or an event may move its derivative q.
 *
 * @param plain the system itself; its states come first in the wide one, then those of the first k, and so on
 * @param lowered the wide system
 * @param by the parameters and start values
 * @param moving the parameters with a derivative beside them
 */
public record Variational(Lowered plain, Lowered lowered, List<String> by, Set<String> moving) {
    private static final String MARK = "~";

    /**
     * @throws InvalidInput where a k has no value of its own
     * @throws Refusal where the system has events beside delays, or rates with conditions on states
     */
    public static Variational of(Lowered plain, List<String> by) {
        if (!plain.delays().isEmpty() && !plain.events().isEmpty()) {
            throw new Refusal("Sensitivities of a model with events beside delays are not supported yet: what an event"
                    + " changes comes back at a moment that moves.",
                    "Maybe compare two runs: --set k=1 and --set k=1.001.");
        }
        requireSmooth(plain);
        List<List<Expr>> seeds = by.stream().map(k -> seeds(plain, k)).toList();
        Set<String> moving = new LinkedHashSet<>();
        int n = plain.layout().states().size();
        for (int j = 0; j < plain.layout().parameters().size(); j++) {
            int parameter = j;
            if (seeds.stream().anyMatch(list -> !list.get(n + parameter).equals(Expr.ZERO))) {
                moving.add(plain.layout().parameters().get(j));
            }
        }
        plain.events().forEach(event -> event.assignments().forEach(each -> {
            if (!plain.layout().states().contains(each.target())) {
                moving.add(each.target());
            }
        }));
        return new Variational(plain, widened(plain, by, moving, seeds), by, moving);
    }

    private static Lowered widened(Lowered plain, List<String> by, Set<String> moving, List<List<Expr>> seeds) {
        List<String> states = new ArrayList<>(plain.layout().states());
        List<String> parameters = new ArrayList<>(plain.layout().parameters());
        List<Expr> startStates = new ArrayList<>(plain.startStates());
        List<Expr> startParameters = new ArrayList<>(plain.startParameters());
        List<Expr> derivatives = new ArrayList<>(plain.derivatives());
        int n = states.size();
        DelayTangents delays = new DelayTangents(plain, moving);
        // The equation of an algebraic state holds at moments that move too; what it moves by there is found by it.
        Set<String> algebraic = plain.algebra().states();
        for (int k = 0; k < by.size(); k++) {
            for (int i = 0; i < n; i++) {
                states.add(name(plain.layout().states().get(i), k));
                startStates.add(seeds.get(k).get(i));
            }
            for (int j = 0; j < plain.layout().parameters().size(); j++) {
                String parameter = plain.layout().parameters().get(j);
                if (moving.contains(parameter)) {
                    parameters.add(name(parameter, k));
                    startParameters.add(seeds.get(k).get(n + j));
                }
            }
            parameters.add(theta(k));
            startParameters.add(Expr.ZERO);
            derivatives.addAll(tangents(plain.derivatives(), delays, k,
                    row -> algebraic.contains(plain.layout().states().get(row))));
        }
        return new Lowered(new Layout(states, parameters), derivatives, beside(plain, by.size()), plain.declared(),
                plain.declaredValues(), startStates, startParameters, plain.events(), plain.moved(),
                plain.definitions(), delays.all(by.size()));
    }

    /** The derivatives of algebraic states are algebraic: their linear equations are the tangents of the states' own. */
    private static Algebra beside(Lowered plain, int count) {
        Algebra algebra = plain.algebra();
        List<String> followers = new ArrayList<>(algebra.followers());
        for (String state : plain.layout().states()) {
            for (int k = 0; k < count && algebra.states().contains(state); k++) {
                followers.add(name(state, k));
            }
        }
        return new Algebra(algebra.rules(), algebra.pools(), algebra.extents(), followers);
    }

    /** The derivatives of all start values, states first, by the value that the symbol has at the start. */
    private static List<Expr> seeds(Lowered plain, String k) {
        Map<String, Expr> start = new HashMap<>();
        List<Expr> all = new ArrayList<>(plain.startStates());
        all.addAll(plain.startParameters());
        List<String> names = new ArrayList<>(plain.layout().states());
        names.addAll(plain.layout().parameters());
        for (int i = 0; i < names.size(); i++) {
            start.put(names.get(i), all.get(i));
        }
        Expr value = Simplifier.simplify(new Substitution(start).apply(plain.definitions().read(k)));
        Expr own = plain.declared().contains(k) ? Derivative.of(value, k) : Expr.ZERO;
        if (own.equals(Expr.ZERO)) {
            throw new InvalidInput(k + " has no value of its own at the start: it follows from others.",
                    "Maybe ask for the sensitivity to what it follows from, or give it a value: --set " + k + "=1.");
        }
        return all.stream()
                .map(each -> Simplifier.simplify(Expr.call(Operator.DIV, Derivative.of(each, k), own))).toList();
    }

    /** A rate that jumps where a state passes a value would need that moment followed. */
    private static void requireSmooth(Lowered plain) {
        Set<String> states = new HashSet<>(plain.layout().states());
        plain.delays().forEach(delay -> states.add(delay.name()));
        for (int i = 0; i < plain.derivatives().size(); i++) {
            if (jumps(plain.derivatives().get(i), states, false)) {
                throw new Refusal("The rate of " + plain.layout().states().get(i)
                        + " has a condition on a state, and sensitivities do not follow such jumps yet.",
                        "Maybe compare two runs: --set k=1 and --set k=1.001.");
            }
        }
    }

    /** Whether an expression may jump as some symbols change, or the time does; not where the run starts. */
    static boolean jumps(Expr expr, Set<String> varying, boolean time) {
        return jumps(expr, varying, time, new IdentityHashMap<>());
    }

    private static boolean jumps(Expr expr, Set<String> varying, boolean time, Map<Expr, Boolean> seen) {
        if (!(expr instanceof Expr.Call call) || seen.put(expr, true) != null) {
            return false;
        }
        boolean here = switch (call.operator()) {
            case LT, LE, GT, GE, EQ, NE, FLOOR, CEIL, REM, QUOTIENT -> {
                Symbols symbols = Symbols.of(call);
                yield symbols.names().stream().anyMatch(varying::contains)
                        || time && symbols.time() && !call.equals(Expr.call(Operator.LT, Expr.TIME, Expr.ZERO));
            }
            default -> false;
        };
        return here || call.arguments().stream().anyMatch(argument -> jumps(argument, varying, time, seen));
    }

    private static String name(String symbol, int k) {
        return symbol + besides(k);
    }

    /** The ending of the names of derivatives. */
    public static String besides(int k) {
        return MARK + k;
    }

    /** How the moment of what happens now moves with k. */
    public static String theta(int k) {
        return "#theta" + MARK + k;
    }

    /** The derivative beside a state or a moving parameter. */
    public String beside(String base, int k) {
        return name(base, k);
    }

    /** What an expression over base symbols moves by, its moment fixed. */
    public Expr tangent(Expr expr, int k) {
        return tangents(List.of(expr), k, false).getFirst();
    }

    /** @param timed whether the moment moves by {@link #theta} too */
    public List<Expr> tangents(Collection<Expr> exprs, int k, boolean timed) {
        return tangents(List.copyOf(exprs), new DelayTangents(plain, moving), k, _ -> timed);
    }

    /** How fast an expression changes as the system runs. */
    public Expr flow(Expr expr) {
        List<String> states = plain.layout().states();
        SparseJacobian slopes = SparseJacobian.of(List.of(expr), states);
        List<Expr> terms = new ArrayList<>(List.of(Derivative.ofTime(expr)));
        int[] column = slopes.column();
        for (int entry = 0; entry < column.length; entry++) {
            terms.add(Expr.call(Operator.MUL, slopes.entries().get(entry), plain.derivatives().get(column[entry])));
        }
        return Simplifier.simplify(Expr.call(Operator.ADD, terms));
    }

    /** @param timed the rows that hold at a moment that moves */
    static List<Expr> tangents(List<Expr> exprs, DelayTangents delays, int k, IntPredicate timed) {
        SparseJacobian slopes = SparseJacobian.of(exprs, delays.symbols());
        int[] pointer = slopes.rowPointer();
        int[] column = slopes.column();
        List<Expr> tangents = new ArrayList<>();
        for (int row = 0; row < exprs.size(); row++) {
            List<Expr> terms = new ArrayList<>();
            for (int entry = pointer[row]; entry < pointer[row + 1]; entry++) {
                terms.add(Expr.call(Operator.MUL, slopes.entries().get(entry),
                        delays.beside(delays.symbols().get(column[entry]), k)));
            }
            if (timed.test(row)) {
                terms.add(Expr.call(Operator.MUL, Derivative.ofTime(exprs.get(row)), Expr.sym(theta(k))));
            }
            tangents.add(Expr.call(Operator.ADD, terms));
        }
        return Simplifier.simplify(tangents);
    }
}
