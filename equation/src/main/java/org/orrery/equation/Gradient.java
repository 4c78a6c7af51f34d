package org.orrery.equation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.equation.Expr.Call;

/**
 * Derivatives of expressions by several variables at once: forward accumulation over the graph, each node with the
 * derivatives by those variables that it really depends on (Griewank and Walther, Evaluating Derivatives, 2008, ch. 7).
 * Time and size: number of nodes times how many variables a node depends on.
 */
final class Gradient {
    private final Map<String, Integer> seeds;
    private final int time;
    private final Map<Expr, Map<Integer, Expr>> done = new IdentityHashMap<>();

    /**
     * @param seeds the number of each variable, by name
     * @param time the number of the time, or -1 if it is not a variable
     */
    private Gradient(Map<String, Integer> seeds, int time) {
        this.seeds = seeds;
        this.time = time;
    }

    /**
     * For each expression, the derivatives that are not zero by structure.
     *
     * @throws Refusal for a factorial of a variable, a rate of change and a delay
     */
    static List<Map<Integer, Expr>> of(List<Expr> expressions, Map<String, Integer> seeds, int time) {
        Gradient gradient = new Gradient(seeds, time);
        for (Expr node : Postorder.of(expressions)) {
            gradient.done.put(node, gradient.node(node));
        }
        return expressions.stream().map(gradient::get).toList();
    }

    private Map<Integer, Expr> get(Expr node) {
        return done.getOrDefault(node, Map.of());
    }

    private Map<Integer, Expr> node(Expr node) {
        return switch (node) {
            case Expr.Num number -> Map.of();
            case Expr.Time now -> time < 0 ? Map.of() : Map.of(time, Expr.ONE);
            case Expr.Sym(String name) -> seed(seeds.get(name));
            case Call call -> switch (call.operator()) {
                case RATE_OF, DELAY -> throw Slope.refusal(call.operator());
                case ADD -> sum(call);
                case MUL -> product(call);
                case MIN, MAX -> extreme(call);
                case PIECEWISE -> choice(call);
                default -> chain(call);
            };
        };
    }

    private static Map<Integer, Expr> seed(@Nullable Integer number) {
        return number == null ? Map.of() : Map.of(number, Expr.ONE);
    }

    private Map<Integer, Expr> sum(Call call) {
        Terms terms = new Terms();
        call.arguments().forEach(argument -> get(argument).forEach(terms::add));
        return terms.sums();
    }

    private Map<Integer, Expr> chain(Call call) {
        Terms terms = new Terms();
        for (int i = 0; i < call.arguments().size(); i++) {
            Map<Integer, Expr> inner = get(call.argument(i));
            Slope slope = inner.isEmpty() ? null : Slope.of(call, i);
            if (slope != null) {
                inner.forEach((variable, derivative) -> terms.add(variable, slope.times(derivative)));
            }
        }
        return terms.sums();
    }

    /** The product of the other factors, from shared products of those before and those after. */
    private Map<Integer, Expr> product(Call call) {
        List<Expr> factors = call.arguments();
        int n = factors.size();
        List<Expr> after = new ArrayList<>(n + 1);
        after.add(Expr.ONE);
        for (int i = n - 1; i > 0; i--) {
            after.add(Arithmetic.product(List.of(factors.get(i), after.getLast())));
        }
        Terms terms = new Terms();
        Expr before = Expr.ONE;
        for (int i = 0; i < n; i++) {
            List<Expr> others = List.of(before, after.get(n - 1 - i));
            get(factors.get(i)).forEach((variable, derivative) -> terms.add(variable,
                    Arithmetic.product(List.of(others.getFirst(), derivative, others.getLast()))));
            before = Arithmetic.product(List.of(before, factors.get(i)));
        }
        return terms.sums();
    }

    /** The derivative of the first argument that is the extreme one. */
    private Map<Integer, Expr> extreme(Call call) {
        List<Expr> values = call.arguments();
        Map<Integer, Expr> result = new LinkedHashMap<>();
        for (Integer variable : variables(values)) {
            List<Expr> branches = new ArrayList<>();
            for (int i = 0; i < values.size() - 1; i++) {
                branches.add(get(values.get(i)).getOrDefault(variable, Expr.ZERO));
                branches.add(Expr.call(Operator.EQ, values.get(i), call));
            }
            branches.add(get(values.getLast()).getOrDefault(variable, Expr.ZERO));
            result.put(variable, Logic.choice(branches));
        }
        return result;
    }

    private Map<Integer, Expr> choice(Call call) {
        List<Expr> arguments = call.arguments();
        List<Expr> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            values.add(arguments.get(i));
        }
        Map<Integer, Expr> result = new LinkedHashMap<>();
        for (Integer variable : variables(values)) {
            List<Expr> branches = new ArrayList<>(arguments);
            for (int i = 0; i < arguments.size(); i += 2) {
                branches.set(i, get(arguments.get(i)).getOrDefault(variable, Expr.ZERO));
            }
            result.put(variable, Logic.choice(branches));
        }
        return result;
    }

    private Iterable<Integer> variables(List<Expr> values) {
        Map<Integer, Boolean> variables = new LinkedHashMap<>();
        values.forEach(value -> get(value).keySet().forEach(variable -> variables.put(variable, true)));
        return variables.keySet();
    }

    /** The terms of the derivative by each variable. */
    private static final class Terms {
        private final Map<Integer, List<Expr>> terms = new LinkedHashMap<>();

        void add(Integer variable, Expr term) {
            terms.computeIfAbsent(variable, unused -> new ArrayList<>()).add(term);
        }

        Map<Integer, Expr> sums() {
            Map<Integer, Expr> sums = LinkedHashMap.newLinkedHashMap(terms.size());
            terms.forEach((variable, list) -> sums.put(variable, Arithmetic.sum(list)));
            return sums;
        }
    }
}
