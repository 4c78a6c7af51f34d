package org.orrery.equation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Expressions at random: shared parts, all operators that can be computed, awkward numbers. */
final class RandomExpressions {
    static final Layout LAYOUT = new Layout(List.of("x", "y", "z"), List.of("a", "b", "c"));
    private static final List<Operator> ANY = Arrays.stream(Operator.values())
            .filter(operator -> operator != Operator.RATE_OF && operator != Operator.DELAY).toList();
    private static final List<Operator> SMOOTH = List.of(Operator.ADD, Operator.MUL, Operator.SUB, Operator.DIV,
            Operator.POW, Operator.NEG, Operator.SQRT, Operator.EXP, Operator.LN, Operator.LOG10, Operator.SIN,
            Operator.COS, Operator.TAN, Operator.ASIN, Operator.ACOS, Operator.ATAN, Operator.SINH, Operator.COSH,
            Operator.TANH, Operator.ASINH, Operator.ACOSH, Operator.ATANH, Operator.ABS, Operator.PIECEWISE,
            Operator.MIN, Operator.MAX);
    private static final double[] NUMBERS = {0, -0.0, 1, -1, 2, 3, 0.5, -2, 16, 17, 1e-3, 6.02214179e23,
            Double.POSITIVE_INFINITY, Double.NaN, Math.PI};

    private final RandomGenerator random;
    private final List<Operator> operators;
    private final boolean awkward;

    private RandomExpressions(long seed, List<Operator> operators, boolean awkward) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.operators = operators;
        this.awkward = awkward;
    }

    static RandomExpressions all(long seed) {
        return new RandomExpressions(seed, ANY, true);
    }

    static RandomExpressions smooth(long seed) {
        return new RandomExpressions(seed, SMOOTH, false);
    }

    /** Some roots of one graph of so many inner nodes. */
    List<Expr> graph(int nodes, int roots) {
        List<Expr> pool = new ArrayList<>(List.of(Expr.TIME));
        List.of("x", "y", "z", "a", "b", "c").forEach(name -> pool.add(Expr.sym(name)));
        for (int i = 0; i < 3; i++) {
            pool.add(Expr.num(number()));
        }
        for (int i = 0; i < nodes; i++) {
            Operator operator = operators.get(random.nextInt(operators.size()));
            List<Expr> arguments = new ArrayList<>();
            for (int k = arity(operator); k > 0; k--) {
                int near = Math.min(pool.size(), 8);
                arguments.add(pool.get(random.nextBoolean()
                        ? pool.size() - 1 - random.nextInt(near)
                        : random.nextInt(pool.size())));
            }
            pool.add(Expr.call(operator, arguments));
        }
        List<Expr> chosen = new ArrayList<>(List.of(pool.getLast()));
        while (chosen.size() < roots) {
            chosen.add(pool.get(random.nextInt(pool.size())));
        }
        return chosen;
    }

    double number() {
        return awkward && random.nextInt(3) == 0
                ? NUMBERS[random.nextInt(NUMBERS.length)]
                : random.nextDouble(awkward ? -3 : 0.2, awkward ? 3 : 1.5);
    }

    double[] numbers(int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number();
        }
        return numbers;
    }

    private int arity(Operator operator) {
        int most = 1 + random.nextInt(5);
        for (int n = most; n >= 0; n--) {
            if (operator.accepts(n)) {
                return n;
            }
        }
        return operator.accepts(2) ? 2 : 1;
    }
}
