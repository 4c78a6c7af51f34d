package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;

/** Small linear systems solved in symbols, by Cramer's rule: exact, and without a choice of pivots. */
final class Cramer {
    private Cramer() {}

    /** Null where the determinant is zero whatever the symbols stand for. */
    static @Nullable List<Expr> solve(List<List<Expr>> matrix, List<Expr> right) {
        Expr determinant = determinant(matrix);
        if (determinant.equals(Expr.ZERO)) {
            return null;
        }
        List<Expr> values = new ArrayList<>();
        for (int column = 0; column < right.size(); column++) {
            List<List<Expr>> replaced = new ArrayList<>();
            for (int row = 0; row < right.size(); row++) {
                List<Expr> entries = new ArrayList<>(matrix.get(row));
                entries.set(column, right.get(row));
                replaced.add(entries);
            }
            values.add(Simplifier.simplify(Expr.call(Operator.DIV, determinant(replaced), determinant)));
        }
        return values;
    }

    /** By the first row. */
    private static Expr determinant(List<List<Expr>> matrix) {
        if (matrix.size() == 1) {
            return Simplifier.simplify(matrix.getFirst().getFirst());
        }
        List<Expr> terms = new ArrayList<>();
        for (int column = 0; column < matrix.size(); column++) {
            Expr entry = Simplifier.simplify(matrix.getFirst().get(column));
            Expr minor = entry.equals(Expr.ZERO) ? Expr.ZERO : determinant(minor(matrix, column));
            if (!minor.equals(Expr.ZERO)) {
                Expr term = Expr.call(Operator.MUL, entry, minor);
                terms.add(column % 2 == 0 ? term : Expr.call(Operator.NEG, term));
            }
        }
        return Simplifier.simplify(Expr.call(Operator.ADD, terms));
    }

    private static List<List<Expr>> minor(List<List<Expr>> matrix, int column) {
        List<List<Expr>> minor = new ArrayList<>();
        for (List<Expr> row : matrix.subList(1, matrix.size())) {
            List<Expr> entries = new ArrayList<>(row);
            entries.remove(column);
            minor.add(entries);
        }
        return minor;
    }
}
