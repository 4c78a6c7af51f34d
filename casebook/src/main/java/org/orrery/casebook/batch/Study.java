package org.orrery.casebook.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.orrery.casebook.DataClaim;
import org.orrery.casebook.Notebook;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.data.TableFile;
import org.orrery.core.InvalidInput;

/**
 * People whose methylation was measured on plates.
 *
 * @param id of its claims
 * @param title of its section
 * @param table with columns age, plate and the sites of methylation
 * @param sites columns, shares of 0 to 1
 * @param candidates columns that may be batches
 * @param youngest plate with the youngest people
 * @param oldest plate with the oldest
 * @param truth the slope of the simulated world, NaN where nobody knows
 * @param source of the data
 */
record Study(String id, String title, Table table, List<String> sites, List<String> candidates, String youngest,
        String oldest, double truth, DataClaim.Source source) {
    static final String AGE = "age";
    static final String PLATE = "plate";
    /** Who is young and who is old where the two are compared. */
    static final int YOUNG = 45;
    static final int OLD = 65;
    private static final double SLOPE = 0.002;

    Study {
        sites = List.copyOf(sites);
        candidates = List.copyOf(candidates);
    }

    /** Whole blood of 459 people (GSE40279). */
    static Study measured(Path data) {
        Path samples = Notebook.file(data, "methylation/gse40279_samples.tsv", "gse40279_samples.tsv");
        Path betas = Notebook.file(data, "methylation/gse40279_top50_beta.tsv.gz", "gse40279_top50_beta.tsv.gz");
        Table people = TableFile.read(samples);
        Table beta = TableFile.read(betas);
        if (!names(people).equals(names(beta))) {
            throw new InvalidInput(samples + " and " + betas + " do not list the same people in the same order.",
                    "Maybe they are of different versions.");
        }
        List<String> sites = List.of("cg26161329", "cg16867657", "cg03032497");
        Table table = people.with(people.factor(PLATE));
        for (String site : sites) {
            table = table.with(beta.column(site));
        }
        return new Study("measured", "459 people, nine plates", table, sites,
                List.of(PLATE, "source", "ethnicity", "sex"),
                "10", "11", Double.NaN, DataClaim.Source.of(betas));
    }

    private static List<String> names(Table table) {
        Column.Factor names = table.factor("sample_id");
        return Arrays.stream(names.codes()).mapToObj(names.levels()::get).toList();
    }

    /** Five plates filled by age, each with a shift of its own that grows with the age on it; sex has nothing to do with it. */
    static Study simulated(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int each = 60;
        int[] plate = IntStream.range(0, 5 * each).map(i -> i / each).toArray();
        int[] sex = plate.clone();
        double[] age = new double[plate.length];
        double[] site = new double[plate.length];
        for (int i = 0; i < plate.length; i++) {
            double drawn = 36 + 10 * plate[i] + 8 * random.nextGaussian();
            age[i] = plate[i] == 0 ? Math.min(60, drawn) : plate[i] == 4 ? Math.max(50, drawn) : drawn;
            sex[i] = random.nextInt(2);
            site[i] = 0.3 + SLOPE * age[i] + 0.02 * plate[i] + 0.02 * random.nextGaussian();
        }
        return new Study("simulated", "Simulated people, whose slope is known", Table.of("the simulated people",
                Column.numbers(AGE, age), Column.factor(PLATE, plate, List.of("p1", "p2", "p3", "p4", "p5")),
                Column.factor("sex", sex, List.of("F", "M")), Column.numbers("site", site)), List.of("site"),
                List.of(PLATE, "sex"), "p1", "p5", SLOPE, new DataClaim.Source("the simulated people", null));
    }

    /** Only the youngest and the oldest plate, and on them only the young and the old. */
    Table extremes() {
        Column.Factor plate = table.factor(PLATE);
        double[] age = table.numeric(AGE).values();
        int[] kept = IntStream.range(0, age.length)
                .filter(i -> List.of(youngest, oldest).contains(plate.levels().get(plate.code(i)))
                        && (age[i] < YOUNG || age[i] > OLD))
                .toArray();
        int[] group = Arrays.stream(kept).map(i -> age[i] > OLD ? 1 : 0).toArray();
        return table.rows(kept).with(Column.factor("age_group", group, List.of("young", "old")));
    }

    /** The people of each plate, by its name, in the order of the names. */
    List<String> plates() {
        Column.Factor plate = table.factor(PLATE);
        List<String> names = new ArrayList<>(plate.levels());
        names.removeIf(name -> on(name).rows() == 0);
        return names;
    }

    Table on(String name) {
        Column.Factor plate = table.factor(PLATE);
        int code = plate.find(name);
        return table.rows(IntStream.range(0, plate.rows()).filter(i -> plate.code(i) == code).toArray());
    }
}
