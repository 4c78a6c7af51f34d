package org.orrery.network.reference;

import java.util.List;
import org.orrery.network.onnx.ElementType;

/** Comparisons, logic and choice. */
final class Comparisons {
    private Comparisons() {}

    /** Decides on the sign of a comparison; numbers that are not comparable (NaN) are never in any relation. */
    @FunctionalInterface
    private interface Relation {
        boolean holds(int sign);
    }

    static void into(Table table) {
        relation(table, "Equal", sign -> sign == 0);
        relation(table, "Less", sign -> sign < 0);
        relation(table, "LessOrEqual", sign -> sign <= 0);
        relation(table, "Greater", sign -> sign > 0);
        relation(table, "GreaterOrEqual", sign -> sign >= 0);
        logic(table, "And", (a, b) -> a & b);
        logic(table, "Or", (a, b) -> a | b);
        logic(table, "Xor", (a, b) -> a ^ b);
        table.one("Where", call -> {
            Array mask = call.in(0);
            int[] shape = Axes.broadcast(mask.shape(), Axes.broadcast(call.in(1).shape(), call.in(2).shape()));
            long[] chosen = mask.over(shape).wholes();
            int[] places = new int[chosen.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = chosen[i] != 0 ? i : chosen.length + i;
            }
            return Array.row(List.of(call.in(1).over(shape), call.in(2).over(shape))).pick(shape, places);
        });
    }

    private static void relation(Table table, String name, Relation relation) {
        table.one(name, call -> {
            int[] shape = Axes.broadcast(call.in(0).shape(), call.in(1).shape());
            Array a = call.in(0).over(shape);
            Array b = call.in(1).over(shape);
            if (a.type() != b.type() && !(a.isReal() && b.isReal())) {
                throw new IllegalArgumentException(a.type() + " does not compare to " + b.type());
            }
            long[] held = new long[a.size()];
            for (int i = 0; i < held.length; i++) {
                held[i] = holds(relation, a, b, i) ? 1 : 0;
            }
            return Array.whole(ElementType.BOOL, shape, held);
        });
    }

    private static boolean holds(Relation relation, Array a, Array b, int i) {
        if (a.type() == ElementType.STRING) {
            return relation.holds(a.texts().get(i).equals(b.texts().get(i)) ? 0 : 1);
        }
        if (!a.isReal()) {
            return relation.holds(Wholes.compare(a.type(), a.wholes()[i], b.wholes()[i]));
        }
        double left = a.real(i);
        double right = b.real(i);
        // Minus zero equals zero here, unlike in Double.compare.
        return left < right
                ? relation.holds(-1)
                : left > right ? relation.holds(1) : left == right && relation.holds(0);
    }

    private static void logic(Table table, String name, java.util.function.LongBinaryOperator f) {
        table.one(name, call -> Arithmetic.both(call.in(0), call.in(1), (a, _) -> a, f));
    }
}
