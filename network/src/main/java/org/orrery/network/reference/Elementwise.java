package org.orrery.network.reference;

import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.orrery.network.onnx.ElementType;

/** Functions of one number. */
final class Elementwise {
    private Elementwise() {}

    static void into(Table table) {
        reals(table, "Ceil", Math::ceil);
        reals(table, "Floor", Math::floor);
        reals(table, "Round", Math::rint);
        reals(table, "Sqrt", Math::sqrt);
        reals(table, "Reciprocal", x -> 1 / x);
        reals(table, "Exp", Math::exp);
        reals(table, "Log", Math::log);
        reals(table, "Sin", Math::sin);
        reals(table, "Cos", Math::cos);
        reals(table, "Tan", Math::tan);
        reals(table, "Asin", Math::asin);
        reals(table, "Acos", Math::acos);
        reals(table, "Atan", Math::atan);
        reals(table, "Sinh", Math::sinh);
        reals(table, "Cosh", Math::cosh);
        reals(table, "Tanh", Math::tanh);
        reals(table, "Asinh", Special::asinh);
        reals(table, "Acosh", Special::acosh);
        reals(table, "Atanh", Special::atanh);
        reals(table, "Erf", Special::erf);
        numbers(table, "Abs", Math::abs, Math::abs);
        numbers(table, "Neg", x -> -x, x -> -x);
        numbers(table, "Sign", Math::signum, Long::signum);
        table.one("BitwiseNot", call -> wholes(call.in(0), x -> ~x));
        table.one("Not", call -> wholes(call.in(0), x -> 1 - x));
        table.one("IsNaN", call -> test(call.in(0), Double::isNaN));
        table.one("IsInf", call -> {
            boolean up = call.whole("detect_positive", 1) != 0;
            boolean down = call.whole("detect_negative", 1) != 0;
            return test(call.in(0), x -> Double.isInfinite(x) && (x > 0 ? up : down));
        });
    }

    private static void reals(Table table, String name, DoubleUnaryOperator f) {
        table.one(name, call -> call.in(0).map(f));
    }

    private static void numbers(Table table, String name, DoubleUnaryOperator real, LongUnaryOperator whole) {
        table.one(name, call -> call.in(0).isReal()
                ? call.in(0).map(real)
                : wholes(call.in(0), unsigned(call.in(0))
                        && name.equals("Sign")
                                ? x -> x == 0 ? 0 : 1
                                : unsigned(call.in(0)) && name.equals("Abs") ? x -> x : whole));
    }

    private static boolean unsigned(Array array) {
        return array.type() == ElementType.UINT64;
    }

    static Array wholes(Array from, LongUnaryOperator f) {
        long[] to = from.wholes().clone();
        for (int i = 0; i < to.length; i++) {
            to[i] = f.applyAsLong(to[i]);
        }
        return Array.whole(from.type(), from.shape(), to);
    }

    private static Array test(Array from, java.util.function.DoublePredicate test) {
        long[] to = new long[from.size()];
        for (int i = 0; i < to.length; i++) {
            to[i] = test.test(from.real(i)) ? 1 : 0;
        }
        return Array.whole(ElementType.BOOL, from.shape(), to);
    }
}
