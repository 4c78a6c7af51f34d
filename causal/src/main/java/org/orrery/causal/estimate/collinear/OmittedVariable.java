package org.orrery.causal.estimate.collinear;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Encoder;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * What leaving columns out of a least-squares regression does to one coefficient. It is an identity of arithmetic, true in
 * every table: short = long + sum of delta * gamma, where gamma is an omitted column's coefficient in the long regression and
 * delta the coefficient of the treatment in a regression of that column on what is kept. It does not say which of the two
 * coefficients is an effect; {@link Standing} asks the graph. Source: Goldberger, A Course in Econometrics (1991), section 17.3.
 *
 * @param shorter of the treatment, columns left out
 * @param longer of the treatment, all columns kept
 * @param shares what each omitted column moves
 */
public record OmittedVariable(Coefficient shorter, Coefficient longer, List<Share> shares) {
    public OmittedVariable {
        shares = List.copyOf(shares);
    }

    /**
     * A coefficient with its classical standard error.
     *
     * @param freedom rows less coefficients
     */
    public record Coefficient(double value, double standardError, int freedom) {}

    /**
     * One omitted column's part.
     *
     * @param column a factor has one for each level but the first, as in {@code plate=2}
     * @param delta of the treatment, where this column is explained by treatment and kept columns
     * @param gamma of this column in the long regression
     */
    public record Share(String column, double delta, double gamma) {
        public double moves() {
            return delta * gamma;
        }
    }

    /** What the identity says that leaving them out adds: the sum of delta * gamma. */
    public double bias() {
        return shares.stream().mapToDouble(Share::moves).sum();
    }

    /** By how much the identity is missed; nothing but rounding. */
    public double gap() {
        return shorter.value() - longer.value() - bias();
    }

    /** How many times wider the standard error is with the columns than without. */
    public double widening() {
        return longer.standardError() / shorter.standardError();
    }

    /**
     * Over the rows that have all of the columns, so that both regressions see the same ones.
     *
     * @param outcome a column of numbers
     * @param treatment a column of numbers, or a factor of two levels
     * @param kept in both regressions; may be empty
     * @param omitted from the short one
     * @throws InvalidInput if a column is missing or of another kind, or there are too few rows
     * @throws Refusal if the other columns hold the treatment entirely: then it has no coefficient
     */
    public static OmittedVariable of(Table table, String outcome, String treatment, Collection<String> kept,
            Collection<String> omitted) {
        Set<String> all = new LinkedHashSet<>(List.of(outcome, treatment));
        all.addAll(kept);
        all.addAll(omitted);
        if (all.size() != 2 + kept.size() + omitted.size()) {
            throw new InvalidInput("A column stands twice among outcome, treatment, kept and omitted ones.",
                    "Maybe name each column once.");
        }
        Table complete = table.complete(all).table();
        double[] y = complete.numeric(outcome).values();
        Design treated = coded(complete, List.of(treatment));
        if (treated.width() != 1) {
            throw new InvalidInput(
                    "'" + treatment + "' has " + (treated.width() + 1) + " levels, and one coefficient is"
                            + " asked for.",
                    "Maybe ask about two of the levels.");
        }
        double[] x = treated.column(0);
        Design keeping = coded(complete, kept);
        Design leaving = coded(complete, omitted);
        GrowingBasis without = GrowingBasis.withIntercept(complete.rows());
        grow(without, keeping);
        Coefficient shorter = coefficient(without, x, y, treatment);
        GrowingBasis with = GrowingBasis.withIntercept(complete.rows());
        grow(with, keeping);
        grow(with, leaving);
        Coefficient longer = coefficient(with, x, y, treatment);
        // Of columns that repeat each other the later ones get no coefficient, as in any regression.
        boolean[] counts = new boolean[leaving.width()];
        GrowingBasis growing = GrowingBasis.withIntercept(complete.rows());
        grow(growing, keeping);
        growing.add(x);
        for (int k = 0; k < counts.length; k++) {
            counts[k] = growing.add(leaving.column(k)) > 0;
        }
        double[] free = without.rest(x);
        List<Share> shares = new ArrayList<>();
        for (int k = 0; k < counts.length; k++) {
            if (!counts[k]) {
                continue;
            }
            GrowingBasis others = GrowingBasis.withIntercept(complete.rows());
            grow(others, keeping);
            others.add(x);
            for (int j = 0; j < counts.length; j++) {
                if (j != k && counts[j]) {
                    others.add(leaving.column(j));
                }
            }
            double[] z = leaving.column(k);
            double[] alone = others.rest(z);
            shares.add(new Share(leaving.names().get(k), GrowingBasis.dot(free, z) / GrowingBasis.dot(free, free),
                    GrowingBasis.dot(alone, y) / GrowingBasis.dot(alone, alone)));
        }
        return new OmittedVariable(shorter, longer, shares);
    }

    private static Design coded(Table table, Collection<String> columns) {
        return Encoder.of(table, columns).encode(table);
    }

    private static void grow(GrowingBasis basis, Design design) {
        for (int k = 0; k < design.width(); k++) {
            basis.add(design.column(k));
        }
    }

    /** By the theorem of Frisch, Waugh and Lovell: the outcome on what is left of the treatment. */
    private static Coefficient coefficient(GrowingBasis others, double[] x, double[] y, String treatment) {
        double[] free = others.rest(x);
        double square = GrowingBasis.dot(free, free);
        if (square == 0) {
            throw new Refusal("'" + treatment + "' is a sum of the other columns: it has no coefficient of its own.",
                    "Maybe leave out the column that repeats it.");
        }
        double value = GrowingBasis.dot(free, y) / square;
        int freedom = y.length - others.rank() - 1;
        if (freedom < 1) {
            throw new InvalidInput("There are " + y.length + " complete rows for " + (others.rank() + 1)
                    + " coefficients.", "Maybe leave out some columns.");
        }
        double[] rest = others.rest(y);
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= value * free[i];
        }
        return new Coefficient(value, Math.sqrt(GrowingBasis.dot(rest, rest) / freedom / square), freedom);
    }
}
