package org.orrery.casebook.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.orrery.casebook.DataClaim;
import org.orrery.casebook.Notebook;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Encoder;
import org.orrery.causal.data.Table;
import org.orrery.causal.data.TableFile;
import org.orrery.causal.estimate.Family;
import org.orrery.causal.estimate.Glm;

/**
 * The trained and a group to compare them with.
 *
 * @param id of its claims
 * @param label for people: "the survey PSID"
 * @param table with columns treat, earnings, the covariates and class
 * @param covariates that both were asked for
 * @param propensity of each row to be among the trained, by a logistic regression on the covariates
 * @param random whether the lot decided who was trained
 * @param source of the data
 */
record People(String id, String label, Table table, List<String> covariates, double[] propensity, boolean random,
        DataClaim.Source source) {
    static final String TREAT = "treat";
    static final String EARNINGS = "earnings";
    /** Fifth of the trained, by propensity, that a row falls into. */
    static final String CLASS = "class";
    static final double TRUTH = 1500;
    private static final double EDGE = 0.1;

    static People of(String id, String label, Table table, List<String> covariates, boolean random,
            DataClaim.Source source) {
        double[] treated = table.numeric(TREAT).values();
        double[] propensity = Glm.fit(Family.LOGISTIC, Encoder.of(table, covariates).encode(table), treated, TREAT)
                .means();
        double[] own = IntStream.range(0, treated.length).filter(i -> treated[i] == 1).mapToDouble(i -> propensity[i])
                .sorted().toArray();
        int[] classes = Arrays.stream(propensity).mapToInt(p -> {
            int fifth = 0;
            while (fifth < 4 && p > own[own.length * (fifth + 1) / 5]) {
                fifth++;
            }
            return fifth;
        }).toArray();
        return new People(id, label, table.with(Column.factor(CLASS, classes, List.of("1", "2", "3", "4", "5"))),
                covariates, propensity, random, source);
    }

    /** Those who could have been on either side: propensity between 0.1 and 0.9 (Crump and others, Biometrika 96, 2009). */
    People middle() {
        int[] kept = IntStream.range(0, propensity.length)
                .filter(i -> propensity[i] >= EDGE && propensity[i] <= 1 - EDGE).toArray();
        Table some = table.rows(kept);
        // What is the same for all who are left tells nobody apart.
        return of(id + "-middle", label + ", only those who could have been on either side", some,
                covariates.stream().filter(column -> some.distinct(column, 1) > 1).toList(), false, source);
    }

    int count(int treated) {
        return (int) Arrays.stream(table.numeric(TREAT).values()).filter(value -> value == treated).count();
    }

    double[] propensityOf(int treated) {
        double[] treat = table.numeric(TREAT).values();
        return IntStream.range(0, treat.length).filter(i -> treat[i] == treated).mapToDouble(i -> propensity[i])
                .toArray();
    }

    /** The National Supported Work programme, its experiment and two surveys (LaLonde; Dehejia and Wahba). */
    static List<People> measured(Path data) {
        Path file = Notebook.file(data, "causal/lalonde_nsw_psid_cps.tsv.gz", "lalonde_nsw_psid_cps.tsv.gz");
        Table all = TableFile.read(file);
        all = all.with(all.numeric("re78").named(EARNINGS));
        DataClaim.Source source = DataClaim.Source.of(file);
        List<String> covariates = List.of("age", "education", "black", "hispanic", "married", "nodegree", "re74",
                "re75");
        return List.of(of("experiment", "the experiment", rows(all, "nsw_dw"), covariates, true, source),
                of("psid", "the survey PSID", rows(all, "psid"), covariates, false, source),
                of("cps", "the survey CPS", rows(all, "cps"), covariates, false, source));
    }

    /** The trained of the experiment, and everybody of one sample who was not. */
    private static Table rows(Table all, String sample) {
        Column.Factor samples = all.factor("sample");
        double[] treat = all.numeric(TREAT).values();
        return all.rows(IntStream.range(0, treat.length).filter(i -> treat[i] == 1
                || samples.levels().get(samples.code(i)).equals(sample)).toArray());
    }

    /** The same with a gain of {@link #TRUTH} for everybody: an experiment, neighbours, and strangers far from the trained. */
    static List<People> simulated(long seed) {
        DataClaim.Source source = new DataClaim.Source("the simulated people", null);
        List<String> covariates = List.of("schooling", "before");
        List<People> all = new ArrayList<>();
        for (String id : List.of("experiment", "neighbours", "strangers")) {
            SplittableRandom random = new SplittableRandom(seed);
            int trained = 300;
            int others = id.equals("experiment") ? 300 : 900;
            double away = id.equals("experiment") ? 0 : id.equals("neighbours") ? 0.8 : 4;
            double[] treat = new double[trained + others];
            double[] schooling = new double[treat.length];
            double[] before = new double[treat.length];
            double[] earnings = new double[treat.length];
            for (int i = 0; i < treat.length; i++) {
                treat[i] = i < trained ? 1 : 0;
                double ahead = treat[i] == 1 ? 0 : away;
                schooling[i] = 10 + ahead + 1.5 * random.nextGaussian();
                before[i] = 3000 + 1500 * ahead + 2000 * random.nextGaussian();
                earnings[i] = 500 + TRUTH * treat[i] + 300 * schooling[i] + 0.7 * before[i]
                        + 2000 * random.nextGaussian();
            }
            all.add(of("simulated-" + id, id.equals("experiment") ? "a simulated experiment" : "simulated " + id,
                    Table.of("the simulated people", Column.numbers(TREAT, treat),
                            Column.numbers("schooling", schooling),
                            Column.numbers("before", before), Column.numbers(EARNINGS, earnings)),
                    covariates, id.equals("experiment"), source));
        }
        return all;
    }
}
