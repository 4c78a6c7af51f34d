package org.orrery.casebook.climate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.orrery.casebook.DataClaim;
import org.orrery.casebook.Notebook;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.data.TableFile;

/**
 * The years of a world.
 *
 * @param id of its claims
 * @param title for people
 * @param table with columns year, co2_ppm, gmst_anomaly_C, erf_total_Wm2 and those of ocean heat, 1850 to 2023
 * @param heats columns of ocean heat, in ZJ, each with its name for people; the last is the whole ocean's where there are several
 * @param whole the column of the whole ocean's heat
 * @param source of the data
 */
record Record(String id, String title, Table table, List<Heat> heats, String whole, DataClaim.Source source) {
    static final String CO2 = "co2_ppm";
    static final String TEMPERATURE = "gmst_anomaly_C";
    static final int START = 1850;
    static final int FROM = 1971;
    static final int TO = 2023;
    /** Parts per million in 1750, and the forcing of one e-fold in W/m2 that fits the forcing of the table. */
    static final double CO2_BEFORE = 278.378;
    static final double PER_FOLD = 5.543;
    /** What the simulated world is made with: W/m2/K, W/m2/K, W yr/m2/K, W yr/m2/K. */
    static final TwoLayers TRUTH = new TwoLayers(1.3, 0.8, 8, 100);

    Record {
        heats = List.copyOf(heats);
    }

    /** A column of ocean heat. */
    record Heat(String column, String label) {}

    /** The measured years. */
    static Record measured(Path data) {
        Path file = Notebook.file(data, "climate/annual_climate_1750_2025.tsv", "annual_climate_1750_2025.tsv");
        Table all = TableFile.read(file);
        return new Record("measured", "As measured", years(all, START, TO),
                List.of(new Heat("ohc_0_700_igcc_ZJ", "IGCC, 0-700 m"),
                        new Heat("ohc_full_igcc_ZJ", "IGCC, whole depth"),
                        new Heat("ohc_0_700_ncei_ZJ", "NCEI, 0-700 m"),
                        new Heat("ohc_0_2000_ncei_ZJ", "NCEI, 0-2000 m"),
                        new Heat("ohc_0_700_jma_ZJ", "JMA, 0-700 m")),
                "ohc_full_igcc_ZJ", DataClaim.Source.of(file));
    }

    /** Years that {@link #TRUTH} made: carbon dioxide rises, the rest of the forcing wavers, both leave traces with noise. */
    static Record simulated(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int years = TO - START + 1;
        double[] year = IntStream.range(0, years).mapToDouble(i -> START + i).toArray();
        double[] co2 = new double[years];
        double[] forcing = new double[years];
        for (int i = 0; i < years; i++) {
            co2[i] = 284 + 0.9 * Math.exp(i / 34.5);
            double other = -0.002 * i + 0.06 * Math.sin(2 * Math.PI * i / 11) + 0.15 * random.nextGaussian()
                    + (i == 33 || i == 113 || i == 132 || i == 141 ? -2 : 0);
            forcing[i] = PER_FOLD * Math.log(co2[i] / CO2_BEFORE) + other;
        }
        double[][] made = TRUTH.run(forcing);
        double[] temperature = IntStream.range(0, years).mapToDouble(i -> made[0][i] + 0.1 * random.nextGaussian())
                .toArray();
        double[] heat = IntStream.range(0, years).mapToDouble(i -> made[1][i] + 8 * random.nextGaussian()).toArray();
        return new Record("simulated", "In a simulated world, where the answer is known",
                Table.of("the simulated world", Column.numbers("year", year), Column.numbers(CO2, co2),
                        Column.numbers(TEMPERATURE, temperature), Column.numbers("erf_total_Wm2", forcing),
                        Column.numbers("heat_ZJ", heat)),
                List.of(new Heat("heat_ZJ", "simulated, whole depth")), "heat_ZJ",
                new DataClaim.Source("the simulated world", null));
    }

    private static Table years(Table all, int from, int to) {
        double[] year = all.numeric("year").values();
        return all.rows(IntStream.range(0, year.length).filter(i -> year[i] >= from && year[i] <= to).toArray());
    }

    /** The years over which ocean heat is known. */
    Table late() {
        return years(table, FROM, TO);
    }

    double[] column(String name) {
        return table.numeric(name).values();
    }

    double[] forcing() {
        return column("erf_total_Wm2");
    }

    double co2(int year) {
        return table.numeric(CO2).value(year - START);
    }

    /** The forcing that is not carbon dioxide's. */
    double[] other() {
        double[] total = forcing();
        double[] co2 = column(CO2);
        return IntStream.range(0, total.length).mapToDouble(i -> total[i] - PER_FOLD * Math.log(co2[i] / CO2_BEFORE))
                .toArray();
    }

    /** The same where carbon dioxide stays as it was in one year from then on. */
    double[] forcingHeld(int year) {
        double[] other = other();
        List<Double> held = new ArrayList<>();
        for (int i = 0; i < other.length; i++) {
            held.add(other[i] + PER_FOLD * Math.log(co2(Math.min(START + i, year)) / CO2_BEFORE));
        }
        return held.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
