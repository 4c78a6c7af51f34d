package org.orrery.network.reference;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.orrery.network.onnx.ElementType;

/** Functions of two or more numbers, stretched over each other; whole numbers wrap in their width. */
final class Arithmetic {
    private Arithmetic() {}

    static void into(Table table) {
        pair(table, "Add", Double::sum, Long::sum);
        pair(table, "Sub", (a, b) -> a - b, (a, b) -> a - b);
        pair(table, "Mul", (a, b) -> a * b, (a, b) -> a * b);
        table.one("Div", call -> both(call.in(0), call.in(1), (a, b) -> a / b, unsigned(call.in(0))
                ? Long::divideUnsigned
                : (a, b) -> a / b));
        table.one("Pow", Arithmetic::power);
        table.one("Mod", Arithmetic::modulo);
        table.one("PRelu", call -> both(call.in(0), call.in(1).over(call.in(0).shape()), (x, slope) -> x < 0
                ? slope * x
                : x, (x, slope) -> x < 0 ? slope * x : x));
        table.one("Max", call -> fold(call, Math::max, unsigned(call.in(0))
                ? (a, b) -> Long.compareUnsigned(a, b) > 0 ? a : b
                : Math::max));
        table.one("Min", call -> fold(call, Math::min, unsigned(call.in(0))
                ? (a, b) -> Long.compareUnsigned(a, b) < 0 ? a : b
                : Math::min));
        table.one("Sum", call -> fold(call, Double::sum, Long::sum));
        table.one("Mean", call -> {
            int count = call.inputs().size();
            return fold(call, Double::sum, Long::sum).map(x -> x / count);
        });
        table.one("BitwiseAnd", call -> wholes(call, (a, b) -> a & b));
        table.one("BitwiseOr", call -> wholes(call, (a, b) -> a | b));
        table.one("BitwiseXor", call -> wholes(call, (a, b) -> a ^ b));
        table.one("BitShift", call -> {
            // Java shifts by the low six bits only. Unsigned 64 bits must not drag their highest bit along.
            boolean left = call.text("direction", "").equals("LEFT");
            boolean dragged = !unsigned(call.in(0));
            return wholes(call, (a, b) -> b < 0 || b > 63
                    ? left || !dragged ? 0 : a >> 63
                    : left ? a << b : dragged ? a >> b : a >>> b);
        });
    }

    private static void pair(Table table, String name, DoubleBinaryOperator real, LongBinaryOperator whole) {
        table.one(name, call -> both(call.in(0), call.in(1), real, whole));
    }

    private static Array wholes(Call call, LongBinaryOperator f) {
        call.in(0).wholes();
        return both(call.in(0), call.in(1), (a, _) -> a, f);
    }

    private static boolean unsigned(Array array) {
        return array.type() == ElementType.UINT64;
    }

    static Array add(Array a, Array b) {
        return both(a, b, Double::sum, Long::sum);
    }

    static Array both(Array a, Array b, DoubleBinaryOperator real, LongBinaryOperator whole) {
        if (a.isReal() != b.isReal()) {
            throw new IllegalArgumentException(a.type() + " does not go together with " + b.type());
        }
        int[] shape = Axes.broadcast(a.shape(), b.shape());
        Array left = a.over(shape);
        Array right = b.over(shape);
        if (a.isReal()) {
            double[] values = left.reals().clone();
            double[] others = right.reals();
            Arrays.setAll(values, i -> real.applyAsDouble(values[i], others[i]));
            return Array.of(a.type(), shape, values);
        }
        long[] values = left.wholes().clone();
        long[] others = right.wholes();
        Arrays.setAll(values, i -> whole.applyAsLong(values[i], others[i]));
        return Array.whole(a.type(), shape, values);
    }

    private static Array fold(Call call, DoubleBinaryOperator real, LongBinaryOperator whole) {
        List<Array> all = call.all();
        Array result = all.getFirst();
        for (Array next : all.subList(1, all.size())) {
            result = both(result, next, real, whole);
        }
        return result;
    }

    /** The result has the type of the base. */
    private static Array power(Call call) {
        Array base = call.in(0);
        Array exponent = call.in(1);
        if (!base.isReal() && !exponent.isReal()) {
            return both(base, exponent.typed(base.type()), Math::pow, Arithmetic::power);
        }
        Array real = both(Array.of(ElementType.DOUBLE, base.shape(), base.reals()),
                Array.of(ElementType.DOUBLE, exponent.shape(), exponent.reals()), Math::pow, (_, b) -> b);
        return Array.of(base.type(), real.shape(), real.reals());
    }

    private static long power(long base, long exponent) {
        if (exponent < 0) {
            return (long) Math.pow(base, exponent);
        }
        long result = 1;
        long square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            result *= (rest & 1) == 1 ? square : 1;
            square *= square;
        }
        return result;
    }

    /** With the sign of the divisor, or of the dividend where {@code fmod} says so. */
    private static Array modulo(Call call) {
        boolean dividend = call.flag("fmod");
        if (call.in(0).isReal() && !dividend && call.version() < 28) {
            throw new IllegalArgumentException("real numbers need fmod = 1");
        }
        return both(call.in(0), call.in(1), (a, b) -> {
            double rest = a % b;
            return dividend || rest == 0 || rest < 0 == b < 0 ? rest : rest + b;
        }, unsigned(call.in(0))
                ? Long::remainderUnsigned
                : dividend ? (a, b) -> a % b : Math::floorMod);
    }
}
