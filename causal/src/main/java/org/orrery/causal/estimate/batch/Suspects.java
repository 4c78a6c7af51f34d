package org.orrery.causal.estimate.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;

/**
 * Looks among columns for those by which cases were handled in groups: plates, sites, dates. One that is tied to the treatment
 * and, beside it, to the outcome can make seeing differ from doing. A tie is no proof that the column is a cause; the graph
 * says whether it is to be adjusted for. All tests of a search are corrected together (Holm).
 */
public final class Suspects {
    private static final double LEVEL = 0.05;
    /** Numbers with more values than that, such as a running number or a date, are cut into so many classes of equal size. */
    private static final int CLASSES = 10;
    private static final int FEW = 20;

    private Suspects() {}

    /**
     * One column that was looked at.
     *
     * @param column its name
     * @param groups how many it has in the rows that were looked at
     * @param cut whether it is of numbers that were cut into classes
     * @param treatment how the treatment goes with it
     * @param outcome how the outcome goes with it
     * @param treatmentP corrected p of the first
     * @param outcomeP corrected p of the second
     */
    public record Suspect(String column, int groups, boolean cut, Association treatment, Association outcome,
            double treatmentP, double outcomeP) {
        /** Whether both ties stand at 5 %. */
        public boolean isTiedToBoth() {
            return treatmentP < LEVEL && outcomeP < LEVEL;
        }
    }

    /**
     * All candidates, the most suspicious first.
     *
     * @param candidates columns that may be batches
     * @throws InvalidInput if there is no such column
     */
    public static List<Suspect> among(Table table, String treatment, String outcome, Collection<String> candidates) {
        Column treated = table.column(treatment);
        Column out = table.column(outcome);
        List<Suspect> raw = new ArrayList<>();
        for (String name : candidates) {
            if (name.equals(treatment) || name.equals(outcome)) {
                throw new InvalidInput("'" + name + "' is the treatment or the outcome itself.",
                        "Maybe leave it out of the columns to look at.");
            }
            boolean cut = table.column(name) instanceof Column.Numeric && table.distinct(name, FEW) > FEW;
            Column.Factor groups = cut ? classes(table.numeric(name)) : table.factor(name);
            int size = (int) Arrays.stream(groups.codes()).filter(code -> code >= 0).distinct().count();
            raw.add(new Suspect(name, size, cut, Association.of(groups, treated), Association.of(groups, out), 1, 1));
        }
        double[] adjusted = Holm.adjusted(raw.stream()
                .flatMap(suspect -> List.of(suspect.treatment().p(), suspect.outcome().p()).stream())
                .mapToDouble(Double::doubleValue).toArray());
        List<Suspect> all = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            Suspect suspect = raw.get(i);
            all.add(new Suspect(suspect.column(), suspect.groups(), suspect.cut(), suspect.treatment(),
                    suspect.outcome(), adjusted[2 * i], adjusted[2 * i + 1]));
        }
        all.sort(Comparator.comparing(Suspect::isTiedToBoth).reversed().thenComparing(
                suspect -> -suspect.treatment().share() * suspect.outcome().share()));
        return all;
    }

    /** Equal values stay together, so classes may differ in size. */
    private static Column.Factor classes(Column.Numeric numbers) {
        double[] sorted = Arrays.stream(numbers.values()).filter(value -> !Double.isNaN(value)).sorted().toArray();
        double[] cuts = new double[CLASSES - 1];
        for (int k = 1; k < CLASSES; k++) {
            cuts[k - 1] = sorted[(int) ((long) sorted.length * k / CLASSES)];
        }
        int[] codes = new int[numbers.rows()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = numbers.isMissing(row) ? -1 : above(cuts, numbers.value(row));
        }
        List<String> levels = new ArrayList<>();
        for (int k = 0; k < CLASSES; k++) {
            levels.add("class " + (k + 1));
        }
        return Column.factor(numbers.name(), codes, levels);
    }

    private static int above(double[] cuts, double value) {
        int above = 0;
        while (above < cuts.length && value >= cuts[above]) {
            above++;
        }
        return above;
    }
}
