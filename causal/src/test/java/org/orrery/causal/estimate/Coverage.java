package org.orrery.causal.estimate;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.orrery.causal.data.Table;
import org.orrery.core.Lab;
import org.orrery.core.Seeds;
import org.orrery.core.Value;

/** How often the intervals of an estimator hold the truth, over simulated data sets. */
public final class Coverage {
    /** An estimator in a world, asked about everybody or about those who have x = 1 by themselves. */
    record Cell(Worlds world, Estimator estimator, int rows, boolean treated) {
        Cell(Worlds world, Estimator estimator, int rows) {
            this(world, estimator, rows, false);
        }

        double truth() {
            return treated ? world.treatedTruth() : world.truth;
        }

        EffectQuestion question() {
            return treated ? world.question().among(new Value.Real(1)) : world.question();
        }
    }

    /** What came of it: shares and means over the data sets. */
    record Found(double covered, double naiveCovered, double bias, double naiveBias, double spread, double error) {}

    static final List<Cell> CELLS = List.of(new Cell(Worlds.CLASSES, Estimator.STRATIFICATION, 800),
            new Cell(Worlds.CLASSES, Estimator.DOUBLY_ROBUST, 800), new Cell(Worlds.CHOICE, Estimator.REGRESSION, 500),
            new Cell(Worlds.CHOICE, Estimator.WEIGHTING, 2000), new Cell(Worlds.CHOICE, Estimator.DOUBLY_ROBUST, 1000),
            new Cell(Worlds.QUANTITY, Estimator.REGRESSION, 500), new Cell(Worlds.DOOR, Estimator.PLUG_IN, 1000),
            new Cell(Worlds.DOOR_LINE, Estimator.FRONT_DOOR, 500),
            new Cell(Worlds.INSTRUMENT, Estimator.TWO_STAGE, 1000),
            new Cell(Worlds.CLASSES, Estimator.STRATIFICATION, 800, true),
            new Cell(Worlds.CHOICE, Estimator.REGRESSION, 500, true),
            new Cell(Worlds.CHOICE, Estimator.WEIGHTING, 2000, true),
            new Cell(Worlds.CHOICE, Estimator.DOUBLY_ROBUST, 1000, true));

    private Coverage() {}

    static Found of(Cell cell, int sets, long seed) {
        double truth = cell.truth();
        double[][] all = IntStream.range(0, sets).parallel().mapToObj(set -> {
            Table table = cell.world().draw(cell.rows(), new SplittableRandom(Seeds.stream(seed, set)));
            Effect effect = Estimates.by(cell.estimator(), cell.question(), table, set, Lab.SINGLE);
            return new double[]{holds(effect.effect(), truth), holds(effect.naive(), truth),
                    effect.effect().value() - truth, effect.naive().value() - truth, effect.effect().error()};
        }).toArray(double[][]::new);
        double[] means = new double[5];
        double squares = 0;
        for (double[] each : all) {
            for (int k = 0; k < 5; k++) {
                means[k] += each[k] / sets;
            }
        }
        for (double[] each : all) {
            squares += (each[2] - means[2]) * (each[2] - means[2]);
        }
        return new Found(means[0], means[1], means[2], means[3], Math.sqrt(squares / (sets - 1)), means[4]);
    }

    private static double holds(Measured measured, double truth) {
        return measured.interval().low() <= truth && truth <= measured.interval().high() ? 1 : 0;
    }

    /** @param arguments how many data sets for each line */
    public static void main(String[] arguments) {
        int sets = Integer.parseInt(arguments[0]);
        System.out.println(
                "| estimator | world | rows | covered | naive covered | bias | naive bias | spread | mean error |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (Cell cell : CELLS) {
            Found found = of(cell, sets, 1);
            System.out.printf(Locale.ROOT, "| %s | %s | %d | %.1f %% | %.1f %% | %.4f | %.3f | %.4f | %.4f |%n",
                    cell.estimator().method().name(), cell.world().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + (cell.treated() ? ", of the treated" : ""),
                    cell.rows(), 100 * found.covered(), 100 * found.naiveCovered(), found.bias(), found.naiveBias(),
                    found.spread(), found.error());
        }
    }
}
