package org.orrery.core;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Random words of the question language, from a seed. */
final class Generated {
    private static final String[] NAMES = {"T", "TGFb", "attn.0.pattern", "relu1", "E", "P", "max", "mean", "over",
            "see",
            "and", "knockout", "from", "exp", "a b", "x`y", "`", "1st", "λ", "S.1", "_", "a..b", "do(x)",
            "\uD835\uDC65",
            "back\\slash\"quote"};
    private static final double[] NUMBERS = {0, -0.0, 1, -1, 2, 300, 0.5, -0.25, 1e-3, 1e300, -4.9e-324, 1e15,
            123456789.123,
            Math.PI, Double.MAX_VALUE};

    private final SplittableRandom random;

    Generated(long seed) {
        random = new SplittableRandom(seed);
    }

    double number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    Address address() {
        return new Address(NAMES[random.nextInt(NAMES.length)],
                list(random.nextBoolean() ? 0 : random.nextInt(4), this::selector));
    }

    private Address.Selector selector() {
        int from = random.nextInt(9);
        return switch (random.nextInt(4)) {
            case 0 -> new Address.Selector.Index(from);
            case 1 -> new Address.Selector.Range(from, from + 1 + random.nextInt(5));
            case 2 -> new Address.Selector.Named(NAMES[random.nextInt(NAMES.length)]);
            default -> new Address.Selector.All();
        };
    }

    Window window() {
        double a = number();
        double b = number();
        return switch (random.nextInt(5)) {
            case 0 -> Window.ALWAYS;
            case 1 -> Window.at(a);
            case 2 -> new Window(Math.min(a, b), Math.max(a, b));
            case 3 -> new Window(a, Double.POSITIVE_INFINITY);
            default -> new Window(Double.NEGATIVE_INFINITY, a);
        };
    }

    Intervention move() {
        return switch (random.nextInt(12)) {
            case 10 -> new Intervention.Enter(address(), state(), window());
            case 0, 1 -> Intervention.hold(address(), number(), window());
            case 2 -> new Intervention.Shift(address(), number(), window());
            case 3 -> new Intervention.Scale(address(), number(), window());
            case 4 -> new Intervention.Knockout(address(), window());
            case 5 -> new Intervention.Patch(address(), new Intervention.Source.From("C:\\a \"b\"\\x.npz"), window());
            case 6 -> new Intervention.Removal(address(), window());
            case 7 -> new Intervention.Freeze(address(), window());
            case 9 -> new Intervention.Steer(address(), new Intervention.Source.From("dir\\v \"1\".npz"), window());
            case 8 -> new Intervention.Swap(address(), "k1*\"A\" \\ B", window());
            default -> new Intervention.Patch(address(), random.nextBoolean()
                    ? new Intervention.Source.Mean()
                    : new Intervention.Source.Resample(), window());
        };
    }

    private Value.State state() {
        return new Value.State(NAMES[random.nextInt(NAMES.length)]);
    }

    Quantity quantity(int depth) {
        return switch (depth <= 0 ? random.nextInt(2) : random.nextInt(11)) {
            case 0 -> new Quantity.Num(number());
            case 1 -> new Quantity.Read(address());
            case 2 -> new Quantity.At(quantity(depth - 1), number());
            case 3 -> new Quantity.Over(pick(Quantity.Fold.values()), quantity(depth - 1), window());
            case 4 -> new Quantity.Expectation(quantity(depth - 1));
            case 5 -> new Quantity.Probability(list(1 + random.nextInt(2), () -> new Quantity.Comparison(
                    quantity(depth - 1), pick(Quantity.Relation.values()), quantity(depth - 1))));
            case 6 -> new Quantity.Apply(pick(Quantity.Function.values()), quantity(depth - 1));
            case 7 -> new Quantity.Steady(quantity(depth - 1));
            case 8 -> new Quantity.Sensitivity(quantity(depth - 1), address());
            default -> new Quantity.Binary(pick(Quantity.Operator.values()), quantity(depth - 1), quantity(depth - 1));
        };
    }

    Question question() {
        return new Question(quantity(4), list(random.nextInt(4), this::condition));
    }

    private Condition condition() {
        return switch (random.nextInt(3)) {
            case 0 ->
                new Condition.See(list(1 + random.nextInt(2), () -> new Condition.Observation(address(),
                        random.nextBoolean() ? new Value.Real(number()) : state())));
            case 1 -> new Condition.Do(list(1 + random.nextInt(3), this::move));
            default -> new Condition.Had(list(1 + random.nextInt(3), this::move));
        };
    }

    /** Pieces of questions in no sensible order. */
    String noise() {
        String[] pieces = {"T", "x", "@", "..", "0", "1e-3", ".5", "-", "+", "(", ")", "[", "]", "|", "do(", "see(",
                "had(", "=",
                "+=", "max(", " over ", "P(", "E[", ",", "`", "\"", "<", ">=", "knockout", "mean", "from ", ":", "^",
                " ", "\n",
                "\u0000", "\uD800", "é", "💥", "1e999", "exp(", ".", "\\", "e", "2"};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(random.nextInt(8) == 0
                    ? Character.toString(random.nextInt(0x10000))
                    : pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> List<T> list(int size, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }
}
