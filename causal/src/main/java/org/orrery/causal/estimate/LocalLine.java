package org.orrery.causal.estimate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The mean of an outcome at one value of a quantity, where hardly any row has exactly that value: the height there of a line
 * through the nearest rows, with errors that assume no equal variances (HC3). The number of rows grows as n^0.6, slower than
 * n^0.8, which would be best for the estimate alone, so that what a curve adds to the line is small against the error. Source:
 * Fan and Gijbels, Local Polynomial Modelling, Chapman and Hall 1996, chapter 3.
 *
 * @param mean at the value
 * @param rows that the line goes through
 * @param low the least value among them
 * @param high the largest
 * @param narrower the same by half of the rows
 */
public record LocalLine(Measured mean, int rows, double low, double high, Measured narrower) {
    /** A line through fewer rows is not told. */
    public static final int FEWEST = 20;
    private static final double POWER = 0.6;

    /**
     * @param x the quantity, at least {@link #FEWEST} rows of it
     * @param y the outcome
     * @param at within the range of the quantity
     */
    public static LocalLine of(double[] x, double[] y, double at) {
        if (x.length < FEWEST || x.length != y.length) {
            throw new IllegalArgumentException(x.length + " rows");
        }
        Integer[] nearest = IntStream.range(0, x.length).boxed().toArray(Integer[]::new);
        Arrays.sort(nearest, Comparator.comparingDouble(row -> Math.abs(x[row] - at)));
        int rows = Math.clamp(Math.round(Math.pow(x.length, POWER)), FEWEST, x.length);
        double[] values = IntStream.range(0, rows).mapToDouble(i -> x[nearest[i]]).sorted().toArray();
        return new LocalLine(line(x, y, at, nearest, rows), rows, values[0], values[rows - 1],
                line(x, y, at, nearest, Math.max(FEWEST / 2, rows / 2)));
    }

    /** The plain mean of at least two rows. */
    public static Measured mean(double[] y) {
        double mean = Arrays.stream(y).average().orElseThrow();
        double squares = Arrays.stream(y).map(each -> (each - mean) * (each - mean)).sum();
        return Measured.of(mean, Math.sqrt(squares / (y.length - 1) / y.length), y.length - 1.0);
    }

    private static Measured line(double[] x, double[] y, double at, Integer[] nearest, int rows) {
        double centre = 0;
        double level = 0;
        for (int i = 0; i < rows; i++) {
            centre += (x[nearest[i]] - at) / rows;
            level += y[nearest[i]] / rows;
        }
        double squares = 0;
        double products = 0;
        for (int i = 0; i < rows; i++) {
            double from = x[nearest[i]] - at - centre;
            squares += from * from;
            products += from * (y[nearest[i]] - level);
        }
        double slope = squares == 0 ? 0 : products / squares;
        double variance = 0;
        for (int i = 0; i < rows; i++) {
            double from = x[nearest[i]] - at - centre;
            double lever = squares == 0 ? 0 : from / squares;
            double left = (y[nearest[i]] - level - slope * from) / (1 - 1.0 / rows - lever * from);
            double weight = 1.0 / rows - centre * lever;
            variance += weight * weight * left * left;
        }
        return Measured.of(level - slope * centre, Math.sqrt(variance), rows - 2.0);
    }
}
