package org.orrery.casebook.climate;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The two layers held against a world's years by least squares in the logarithms of the parameters (Levenberg and Marquardt),
 * and what the years leave open: the curvature of the misfit, and for each parameter its profile, the misfit that remains when
 * the parameter is held and all others are fitted anew. A parameter is identified where its profile rises by 3.84 on both sides
 * within the box. Source of the criterion: Raue and others, Bioinformatics 25 (2009) 1923.
 */
final class Fit {
    static final List<String> NAMES = List.of("lambda", "exchange", "shallow", "deep");
    /** No climate lies outside. */
    static final double[] LOW = {0.1, 0.05, 0.5, 5};
    static final double[] HIGH = {10, 20, 100, 2000};
    /** The 95 % point of chi-square with one degree of freedom. */
    static final double THRESHOLD = 3.841458820694124;
    private static final double[] BEGIN = {1.2, 0.7, 8, 100};
    private static final int BURN = 5000;
    private static final int THIN = 150;
    private static final int POINTS = 25;

    private final double[] forcing;
    private final double[] temperature;
    private final double[] heat;
    private final int late;
    private final int free;
    /** How far single years scatter, K and ZJ. */
    private double[] scatter = {0.1, 10};
    private double[] best;
    private double misfit;
    private final double[][] information;
    private final double[] curvature;

    /**
     * @param layers 1 or 2
     * @param withHeat whether ocean heat is fitted beside temperature
     */
    Fit(Record record, int layers, boolean withHeat) {
        forcing = record.forcing();
        temperature = record.column(Record.TEMPERATURE);
        heat = withHeat ? record.column(record.whole()) : new double[0];
        late = Record.FROM - Record.START;
        free = layers == 2 ? 4 : 2;
        best = start();
        boolean[] moving = new boolean[free];
        java.util.Arrays.fill(moving, true);
        misfit = descend(best, moving);
        scatter = scatter(best);
        misfit = descend(best, moving);
        information = information(best);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(free, false, true);
        eigen.decompose(new DMatrixRMaj(information));
        curvature = IntStream.range(0, free).mapToDouble(i -> eigen.getEigenvalue(i).getReal()).sorted().toArray();
    }

    private double[] start() {
        return free == 4
                ? java.util.Arrays.stream(BEGIN).map(Math::log).toArray()
                : new double[]{Math.log(BEGIN[0]), Math.log(BEGIN[2])};
    }

    /** Which of the four parameters the fit's parameter is. */
    private int which(int parameter) {
        return free == 4 ? parameter : 2 * parameter;
    }

    TwoLayers layers(double[] logarithms) {
        double[] p = java.util.Arrays.stream(logarithms).map(Math::exp).toArray();
        return free == 4 ? new TwoLayers(p[0], p[1], p[2], p[3]) : new TwoLayers(p[0], 0, p[1], 1);
    }

    TwoLayers best() {
        return layers(best);
    }

    /** Residuals over their scatter; each kind's level is free, since both are anomalies. */
    private double[] residuals(double[] logarithms) {
        double[][] course = layers(logarithms).run(forcing);
        double[] all = new double[(heat.length > 0 ? 2 : 1) * (forcing.length - late)];
        put(all, 0, temperature, course[0], scatter[0]);
        if (heat.length > 0) {
            put(all, forcing.length - late, heat, course[1], scatter[1]);
        }
        return all;
    }

    private void put(double[] all, int at, double[] seen, double[] made, double scale) {
        double level = 0;
        int years = seen.length - late;
        for (int i = late; i < seen.length; i++) {
            level += (seen[i] - made[i]) / years;
        }
        for (int i = late; i < seen.length; i++) {
            all[at + i - late] = (seen[i] - made[i] - level) / scale;
        }
    }

    private double[] scatter(double[] at) {
        double[] residuals = residuals(at);
        int years = forcing.length - late;
        double[] made = scatter.clone();
        for (int kind = 0; kind * years < residuals.length; kind++) {
            double sum = 0;
            for (int i = 0; i < years; i++) {
                sum += residuals[kind * years + i] * residuals[kind * years + i];
            }
            made[kind] *= Math.sqrt(sum / (years - 1));
        }
        return made;
    }

    private static double square(double[] residuals) {
        double sum = 0;
        for (double residual : residuals) {
            sum += residual * residual;
        }
        return sum;
    }

    /** Slopes of the residuals, a column a parameter. */
    private double[][] slopes(double[] at) {
        double[][] slopes = new double[free][];
        for (int k = 0; k < free; k++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[k] += 1e-5;
            down[k] -= 1e-5;
            double[] high = residuals(up);
            double[] low = residuals(down);
            slopes[k] = IntStream.range(0, high.length).mapToDouble(i -> (high[i] - low[i]) / 2e-5).toArray();
        }
        return slopes;
    }

    private double[][] information(double[] at) {
        double[][] slopes = slopes(at);
        double[][] products = new double[free][free];
        for (int j = 0; j < free; j++) {
            for (int k = 0; k < free; k++) {
                for (int i = 0; i < slopes[j].length; i++) {
                    products[j][k] += slopes[j][i] * slopes[k][i];
                }
            }
        }
        return products;
    }

    /** Moves the parameters to the least misfit within the box, those that may move. */
    private double descend(double[] at, boolean[] moving) {
        double damping = 1e-3;
        double now = square(residuals(at));
        for (int round = 0; round < 80; round++) {
            double[][] slopes = slopes(at);
            double[] residuals = residuals(at);
            DMatrixRMaj left = new DMatrixRMaj(information(at));
            DMatrixRMaj right = new DMatrixRMaj(free, 1);
            boolean[] going = moving.clone();
            for (int k = 0; k < free; k++) {
                double sum = 0;
                for (int i = 0; i < residuals.length; i++) {
                    sum -= slopes[k][i] * residuals[i];
                }
                // What stands at a wall and is pushed against it stays there, or it would hold the others back.
                going[k] &= !(sum < 0 && at[k] <= Math.log(LOW[which(k)])
                        || sum > 0 && at[k] >= Math.log(HIGH[which(k)]));
                right.set(k, 0, going[k] ? sum : 0);
            }
            for (int k = 0; k < free; k++) {
                for (int j = 0; j < free; j++) {
                    if (j != k && !(going[j] && going[k])) {
                        left.set(j, k, 0);
                    }
                }
                left.set(k, k, going[k] ? left.get(k, k) * (1 + damping) + 1e-12 : 1);
            }
            DMatrixRMaj step = new DMatrixRMaj(free, 1);
            CommonOps_DDRM.solve(left, right, step);
            double[] next = at.clone();
            for (int k = 0; k < free; k++) {
                next[k] = going[k]
                        ? Math.clamp(at[k] + Math.clamp(step.get(k, 0), -1, 1), Math.log(LOW[which(k)]),
                                Math.log(HIGH[which(k)]))
                        : at[k];
            }
            double then = square(residuals(next));
            if (then < now) {
                boolean done = now - then < 1e-8 * now;
                System.arraycopy(next, 0, at, 0, free);
                now = then;
                damping = Math.max(1e-9, damping / 5);
                if (done) {
                    break;
                }
            } else if (damping > 1e9) {
                break;
            } else {
                damping *= 5;
            }
        }
        return now;
    }

    /**
     * What remains of the misfit, above the least, where one parameter is held.
     *
     * @param values that the parameter is held at
     * @param rise of the misfit at each
     * @param low end of the values within the threshold; the box's where the profile does not rise enough
     * @param high the other end
     * @param identified whether it rises enough on both sides
     */
    record Profile(String name, double[] values, double[] rise, double low, double high, boolean identified) {}

    /** A profile of each parameter. */
    List<Profile> profiles() {
        return IntStream.range(0, free).mapToObj(this::profile).toList();
    }

    private Profile profile(int k) {
        double low = Math.log(LOW[which(k)]);
        double high = Math.log(HIGH[which(k)]);
        double[] places = IntStream.range(0, POINTS).mapToDouble(i -> low + (high - low) * i / (POINTS - 1)).toArray();
        double[] rise = new double[POINTS];
        boolean[] moving = new boolean[free];
        java.util.Arrays.fill(moving, true);
        moving[k] = false;
        int nearest = (int) Math.clamp(Math.round((best[k] - low) / (high - low) * (POINTS - 1)), 0, POINTS - 1);
        // From the best place outwards, each begun where the last one ended.
        for (int way = -1; way <= 1; way += 2) {
            double[] at = best.clone();
            for (int i = nearest; i >= 0 && i < POINTS; i += way) {
                at[k] = places[i];
                rise[i] = Math.max(0, descend(at, moving) - misfit);
            }
        }
        double from = edge(places, rise, nearest, -1, low);
        double to = edge(places, rise, nearest, 1, high);
        return new Profile(NAMES.get(which(k)), java.util.Arrays.stream(places).map(Math::exp).toArray(), rise,
                Math.exp(from), Math.exp(to), from > low && to < high);
    }

    /** Where the profile crosses the threshold, by interpolation; the box's edge where it does not. */
    private static double edge(double[] places, double[] rise, int nearest, int way, double box) {
        for (int i = nearest; i + way >= 0 && i + way < rise.length; i += way) {
            if (rise[i + way] > THRESHOLD) {
                double share = rise[i] >= THRESHOLD ? 0 : (THRESHOLD - rise[i]) / (rise[i + way] - rise[i]);
                return places[i] + share * (places[i + way] - places[i]);
            }
        }
        return box;
    }

    /** Eigenvalues of the information at the best fit, in increasing order: one near 0 is a direction that changes nothing. */
    double[] curvature() {
        return curvature.clone();
    }

    /** The steepest direction over the flattest. */
    double condition() {
        return curvature[free - 1] / curvature[0];
    }

    /** Root mean square of what is left of the temperature, K. */
    double left() {
        return scatter[0];
    }

    double[] scatter() {
        return scatter.clone();
    }

    /**
     * Parameters as likely as they fit, beforehand alike in their logarithms within the box: a walk of Metropolis and others
     * (1953), from which every so many-th place is kept.
     */
    double[][] draws(int members, long seed) {
        DMatrixRMaj wide = new DMatrixRMaj(information);
        for (int k = 0; k < free; k++) {
            double box = Math.log(HIGH[which(k)] / LOW[which(k)]);
            wide.add(k, k, 12 / (box * box));
        }
        DMatrixRMaj covariance = new DMatrixRMaj(free, free);
        CommonOps_DDRM.invert(wide, covariance);
        var cholesky = DecompositionFactory_DDRM.chol(free, true);
        cholesky.decompose(covariance);
        DMatrixRMaj lower = cholesky.getT(null);
        SplittableRandom random = new SplittableRandom(seed);
        double[][] draws = new double[members][];
        double[] at = best.clone();
        double now = misfit;
        for (int step = -BURN; step < members * THIN; step++) {
            double[] normal = IntStream.range(0, free).mapToDouble(_ -> random.nextGaussian()).toArray();
            double[] next = at.clone();
            boolean inside = true;
            for (int j = 0; j < free; j++) {
                for (int k = 0; k <= j; k++) {
                    next[j] += 0.8 * lower.get(j, k) * normal[k];
                }
                inside &= next[j] >= Math.log(LOW[which(j)]) && next[j] <= Math.log(HIGH[which(j)]);
            }
            double chance = random.nextDouble();
            double then = inside ? square(residuals(next)) : Double.POSITIVE_INFINITY;
            if (Math.log(chance) < (now - then) / 2) {
                at = next;
                now = then;
            }
            if (step >= 0 && step % THIN == 0) {
                draws[step / THIN] = java.util.Arrays.stream(at).map(Math::exp).toArray();
            }
        }
        return draws;
    }
}
