package org.orrery.causal.estimate.collinear;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Encoder;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;

/**
 * By how much the other columns inflate the variance of one column's coefficients, at the same residual variance. The
 * intercept is always among the others: without it a column far from zero looks inflated by its mean, or masks what it
 * shares with the rest. A factor is one term, whatever level is its reference (Fox and Monette, JASA 87 (1992) 178).
 *
 * @param column the term
 * @param coefficients that it has: 1 for numbers, levels less one for a factor
 * @param factor the generalised variance inflation factor, at least 1; infinite where the others hold the column entirely
 */
public record Inflation(String column, int coefficients, double factor) {
    /** How many times wider each coefficient's standard error is, for terms of any size: {@code factor^(1/(2 coefficients))}. */
    public double widening() {
        return Math.pow(factor, 0.5 / coefficients);
    }

    /**
     * The inflation of each of some columns by all others of them, over the rows that have all of them.
     *
     * @throws InvalidInput if there is no such column, a column is constant, or there are too few rows
     */
    public static List<Inflation> of(Table table, Collection<String> columns) {
        Table complete = table.complete(columns).table();
        List<String> names = List.copyOf(columns);
        List<double[][]> terms = names.stream().map(name -> coded(complete, name)).toList();
        int width = terms.stream().mapToInt(term -> term.length).sum();
        if (complete.rows() <= width + 1) {
            throw new InvalidInput("There are " + complete.rows() + " complete rows for " + (width + 1)
                    + " coefficients.", "Maybe leave out some columns.");
        }
        List<Inflation> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            GrowingBasis alone = GrowingBasis.withIntercept(complete.rows());
            GrowingBasis others = GrowingBasis.withIntercept(complete.rows());
            for (int j = 0; j < names.size(); j++) {
                if (j != i) {
                    for (double[] column : terms.get(j)) {
                        others.add(column);
                    }
                }
            }
            // The ratio of two determinants, each the product of what the term's columns add one after the other.
            double factor = 1;
            for (double[] column : terms.get(i)) {
                factor *= alone.add(column) / others.add(column);
            }
            all.add(new Inflation(names.get(i), terms.get(i).length, Math.max(1, factor)));
        }
        return all;
    }

    /** A column as numbers, an array for each coefficient. */
    private static double[][] coded(Table table, String name) {
        Column column = table.column(name);
        if (table.distinct(name, 1) < 2) {
            throw new InvalidInput("Column '" + column.name() + "' has one value in all " + table.rows()
                    + " complete rows.", "Maybe leave it out: nothing can be learned from it.");
        }
        Design design = Encoder.of(table, List.of(name)).encode(table.select(List.of(name)));
        double[][] coded = new double[design.width()][];
        for (int k = 0; k < coded.length; k++) {
            coded[k] = design.column(k);
        }
        return coded;
    }
}
