package org.orrery.causal.estimate.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Encoder;
import org.orrery.causal.data.Table;
import org.orrery.causal.estimate.collinear.GrowingBasis;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * Whether the effect of a treatment can be told from that of the batch: by the rank of the design with intercept, covariates and
 * batch, and what the treatment adds to it. Where it adds nothing, the treatment is the same for all of a batch, and no
 * regression can say whose effect is seen.
 *
 * @param treatment column
 * @param batch column
 * @param coefficients that the treatment has: 1 for numbers, levels less one for a factor
 * @param apart how many of them are left beside batch and covariates
 * @param left the share of the treatment's variance that is left beside batch and covariates, 0 to 1; of its first coefficient,
 *         if it has several
 * @param outcomeVaries whether the outcome differs within any batch
 * @param groups the batches
 */
public record Aliasing(String treatment, String batch, int coefficients, int apart, double left, boolean outcomeVaries,
        List<Group> groups) {
    public Aliasing {
        groups = List.copyOf(groups);
    }

    /**
     * One batch.
     *
     * @param name the level
     * @param rows in it
     * @param varies whether the treatment differs within it; where not, the batch says nothing of the effect
     */
    public record Group(String name, int rows, boolean varies) {}

    /** What can be told. */
    public enum Verdict {
        /** Every coefficient of the treatment. */
        APART,
        /** Some of them. */
        PARTLY,
        /** None: the treatment is decided by batch and covariates. */
        TREATMENT_ALIASED,
        /** Nothing: the outcome is decided by the batch. */
        OUTCOME_ALIASED
    }

    /**
     * Over the rows that have all of the columns.
     *
     * @param covariates that are adjusted for as well; may be empty
     * @throws InvalidInput if there is no such column, or treatment or batch have one value only
     */
    public static Aliasing of(Table table, String outcome, String treatment, String batch,
            Collection<String> covariates) {
        Set<String> all = new LinkedHashSet<>(List.of(outcome, treatment, batch));
        all.addAll(covariates);
        Table complete = table.complete(all).table();
        for (String name : List.of(treatment, batch)) {
            if (complete.distinct(name, 1) < 2) {
                throw new InvalidInput("Column '" + name + "' has one value in all " + complete.rows()
                        + " complete rows.", "Maybe other rows are needed.");
            }
        }
        Table coded = complete.with(complete.factor(batch));
        GrowingBasis plain = GrowingBasis.withIntercept(complete.rows());
        GrowingBasis batched = GrowingBasis.withIntercept(complete.rows());
        grow(batched, coded, List.of(batch));
        boolean outcomeVaries = columns(coded, List.of(outcome)).stream()
                .anyMatch(column -> GrowingBasis.dot(batched.rest(column), batched.rest(column)) > 0);
        grow(batched, coded, covariates);
        int apart = 0;
        double left = -1;
        List<double[]> treated = columns(coded, List.of(treatment));
        for (double[] column : treated) {
            double added = batched.add(column);
            double whole = plain.add(column);
            left = left < 0 ? added / whole : left;
            apart += added > 0 ? 1 : 0;
        }
        return new Aliasing(treatment, batch, treated.size(), apart, left, outcomeVaries,
                groups(complete.factor(batch), complete.factor(treatment)));
    }

    private static void grow(GrowingBasis basis, Table table, Collection<String> names) {
        columns(table, names).forEach(basis::add);
    }

    private static List<double[]> columns(Table table, Collection<String> names) {
        Design design = Encoder.of(table, names).encode(table);
        List<double[]> columns = new ArrayList<>();
        for (int k = 0; k < design.width(); k++) {
            columns.add(design.column(k));
        }
        return columns;
    }

    private static List<Group> groups(Column.Factor batch, Column.Factor treatment) {
        int[] rows = new int[batch.levels().size()];
        int[] first = new int[rows.length];
        boolean[] varies = new boolean[rows.length];
        Arrays.fill(first, -1);
        for (int row = 0; row < batch.rows(); row++) {
            int code = batch.code(row);
            rows[code]++;
            if (first[code] < 0) {
                first[code] = treatment.code(row);
            }
            varies[code] |= first[code] != treatment.code(row);
        }
        List<Group> groups = new ArrayList<>();
        for (int code = 0; code < rows.length; code++) {
            if (rows[code] > 0) {
                groups.add(new Group(batch.levels().get(code), rows[code], varies[code]));
            }
        }
        return groups;
    }

    public Verdict verdict() {
        if (!outcomeVaries) {
            return Verdict.OUTCOME_ALIASED;
        }
        return apart == coefficients ? Verdict.APART : apart > 0 ? Verdict.PARTLY : Verdict.TREATMENT_ALIASED;
    }

    /** How many times wider the batch makes the treatment's standard error, at the same residual variance. */
    public double widening() {
        return 1 / Math.sqrt(left);
    }

    /** In one sentence. */
    public String sentence() {
        String silent = groups.stream().filter(group -> !group.varies()).map(Group::name)
                .collect(Collectors.joining(", "));
        return switch (verdict()) {
            case APART -> "Within " + batch + " " + Math.round(100 * left) + " % of the variance of " + treatment
                    + " is left"
                    + (silent.isEmpty() ? "." : "; " + batch + " " + silent + " says nothing of its effect.");
            case PARTLY -> "Of the " + coefficients + " contrasts of " + treatment + ", " + apart + " differ within "
                    + batch + "; the others cannot be told from it.";
            case TREATMENT_ALIASED -> treatment + " is the same for all of a " + batch
                    + ": their effects cannot be told apart.";
            case OUTCOME_ALIASED -> "The outcome is the same for all of a " + batch
                    + ": whatever made it so, the data cannot tell.";
        };
    }

    /**
     * Does nothing where every coefficient can be told apart.
     *
     * @throws Refusal with the reason and what would license an answer
     */
    public void require() {
        switch (verdict()) {
            case APART -> {
            }
            case PARTLY -> throw new Refusal(sentence(), "Maybe ask about a contrast that differs within a " + batch
                    + ".");
            case TREATMENT_ALIASED -> throw new Refusal(sentence(), "Measuring some cases of each " + treatment
                    + " in one " + batch + " would license an answer, or knowing that " + batch + " changes nothing.");
            case OUTCOME_ALIASED -> throw new Refusal(sentence(), "Cases with different outcomes in one " + batch
                    + " would license an answer.");
        }
    }
}
