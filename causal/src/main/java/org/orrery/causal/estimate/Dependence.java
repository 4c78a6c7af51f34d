package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.orrery.causal.data.Design;
import org.orrery.core.Refusal;

/** Says why a column adds nothing to the ones before it: it is constant, or a combination of them. */
final class Dependence {
    private static final int MOST = 4;

    private final Design x;
    private final int column;

    Dependence(Design x, int column) {
        this.x = x;
        this.column = column;
    }

    Refusal refusal() {
        return isConstant()
                ? new Refusal("Column " + text() + ", so its effect cannot be told from the intercept.",
                        "Maybe leave it out.")
                : new Refusal("Column " + text() + ", so their effects cannot be told apart.",
                        "Maybe leave one of them out.");
    }

    private boolean isConstant() {
        double[] values = x.column(column);
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /** {@code 'z' is constant: 3.0 in all 200 rows}, {@code 'w' is determined by others: w = 1 + 2 z}. */
    String text() {
        String name = x.names().get(column);
        double[] values = x.column(column);
        if (isConstant()) {
            return "'" + name + "' is constant: " + values[0] + " in all " + values.length + " rows";
        }
        List<String> terms = combination(values);
        return "'" + name + "' is determined by others: " + name + " = "
                + String.join(" + ", terms.subList(0, Math.min(MOST, terms.size())))
                + (terms.size() > MOST ? " + ..." : "");
    }

    private List<String> combination(double[] values) {
        double[] before = new double[values.length * column];
        for (int row = 0; row < values.length; row++) {
            System.arraycopy(x.values(), row * x.width(), before, row * column, column);
        }
        Ols fit = Ols.lenient(new Design(x.names().subList(0, column), values.length, before), values);
        double[] coefficients = fit.coefficients();
        double scale = Arrays.stream(values).map(Math::abs).max().orElse(1);
        List<String> terms = new ArrayList<>();
        for (int j = 0; j < coefficients.length; j++) {
            double coefficient = coefficients[j];
            double reach = j == 0 ? 1 : Arrays.stream(x.column(j - 1)).map(Math::abs).max().orElse(0);
            if (Math.abs(coefficient) * reach > 1e-6 * scale) {
                String number = String.format(Locale.ROOT, "%.4g", coefficient).replaceAll("(\\.\\d*?)0+$", "$1")
                        .replaceAll("\\.$", "");
                terms.add(j == 0
                        ? number
                        : number.equals("1")
                                ? x.names().get(j - 1)
                                : number + " " + x.names().get(j - 1));
            }
        }
        return terms.isEmpty() ? List.of("0") : terms;
    }
}
