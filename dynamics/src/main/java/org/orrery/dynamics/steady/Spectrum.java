package org.orrery.dynamics.steady;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;
import org.orrery.dynamics.solve.OdeSystem;
import org.orrery.dynamics.solve.SparsityPattern;

/**
 * The eigenvalues of a Jacobian on what the conserved sums and the algebraic equations leave free.
 *
 * @param real largest first
 * @param imaginary beside them
 * @param rounding parts smaller than this cannot be told from zero
 */
public record Spectrum(double[] real, double[] imaginary, double rounding) {
    private static final double PRECISION = 1e-15;

    /** What becomes of a small disturbance. */
    public enum Verdict {
        /** It dies out. */
        STABLE,
        /** It grows. */
        UNSTABLE,
        /** To first order it stays, or rounding hides what it does. */
        MARGINAL
    }

    /** @param lags what the system looks back at; its Jacobian counts that as if it were now */
    static Spectrum of(OdeSystem system, @Nullable Lags lags, double t, double[] y, Laws laws, double[] scale) {
        boolean[] algebraic = new boolean[y.length];
        for (int i = 0; i < y.length; i++) {
            algebraic[i] = system.isAlgebraic(i);
        }
        return new Generator(scaled(system, t, y, scale), algebraic, laws, scale,
                lags == null ? List.of() : lags.at(t, y)).spectrum();
    }

    /** Eigenvalues that nobody found. */
    static Spectrum unknown(int size) {
        double[] none = new double[size];
        Arrays.fill(none, Double.NaN);
        return new Spectrum(none, new double[size], 0);
    }

    /** @param jacobian with each state measured in its scale */
    static Spectrum of(DMatrixRMaj jacobian, boolean[] algebraic, Laws laws, double[] scale) {
        int n = jacobian.numRows;
        boolean[] gone = new boolean[n];
        laws.dependent().forEach(state -> gone[state] = true);
        int[] dependent = laws.dependent().stream().mapToInt(Integer::intValue).toArray();
        int[] free = IntStream.range(0, n).filter(i -> !gone[i]).toArray();
        DMatrixRMaj reduced = part(jacobian, free, free);
        if (dependent.length > 0) {
            DMatrixRMaj all = new DMatrixRMaj(dependent.length, n);
            for (int k = 0; k < dependent.length; k++) {
                for (int j = 0; j < n; j++) {
                    all.set(k, j, laws.weights().get(k)[j] * scale[j]);
                }
            }
            int[] rows = IntStream.range(0, dependent.length).toArray();
            subtractThrough(reduced, part(jacobian, free, dependent), part(all, rows, dependent),
                    part(all, rows, free));
        }
        int[] moving = IntStream.range(0, free.length).filter(i -> !algebraic[free[i]]).toArray();
        if (moving.length < free.length) {
            int[] resting = IntStream.range(0, free.length).filter(i -> algebraic[free[i]]).toArray();
            DMatrixRMaj left = part(reduced, moving, moving);
            subtractThrough(left, part(reduced, moving, resting), part(reduced, resting, resting),
                    part(reduced, resting, moving));
            reduced = left;
        }
        return of(reduced);
    }

    /** {@code matrix -= left middle^-1 right}. */
    private static void subtractThrough(DMatrixRMaj matrix, DMatrixRMaj left, DMatrixRMaj middle, DMatrixRMaj right) {
        DMatrixRMaj through = new DMatrixRMaj(middle.numRows, right.numCols);
        if (CommonOps_DDRM.solve(middle, right, through)) {
            CommonOps_DDRM.multAdd(-1, left, through, matrix);
        } else {
            CommonOps_DDRM.fill(matrix, Double.NaN);
        }
    }

    private static DMatrixRMaj scaled(OdeSystem system, double t, double[] y, double[] scale) {
        SparsityPattern pattern = system.jacobianPattern();
        double[] entries = new double[pattern.entries()];
        system.jacobian(t, y, entries);
        DMatrixRMaj matrix = new DMatrixRMaj(y.length, y.length);
        for (int i = 0; i < y.length; i++) {
            for (int entry = pattern.rowPointer()[i]; entry < pattern.rowPointer()[i + 1]; entry++) {
                int j = pattern.column()[entry];
                matrix.set(i, j, entries[entry] * scale[j] / scale[i]);
            }
        }
        return matrix;
    }

    private static DMatrixRMaj part(DMatrixRMaj matrix, int[] rows, int[] columns) {
        DMatrixRMaj part = new DMatrixRMaj(rows.length, columns.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                part.set(i, j, matrix.get(rows[i], columns[j]));
            }
        }
        return part;
    }

    private static Spectrum of(DMatrixRMaj matrix) {
        int n = matrix.numRows;
        double norm = 0;
        for (double entry : matrix.data) {
            norm = Math.max(norm, Math.abs(entry));
        }
        if (n == 0 || norm == 0) {
            return new Spectrum(new double[n], new double[n], 0);
        }
        if (!Double.isFinite(norm)) {
            return unknown(n);
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, false);
        double[] real = new double[n];
        double[] imaginary = new double[n];
        if (eigen.decompose(matrix)) {
            Complex_F64[] values = IntStream.range(0, n).mapToObj(eigen::getEigenvalue)
                    .sorted(Comparator.comparingDouble((Complex_F64 value) -> -value.real)
                            .thenComparingDouble(value -> -value.imaginary))
                    .toArray(Complex_F64[]::new);
            Arrays.setAll(real, i -> values[i].real);
            Arrays.setAll(imaginary, i -> values[i].imaginary);
        } else {
            Arrays.fill(real, Double.NaN);
        }
        return new Spectrum(real, imaginary, PRECISION * n * norm);
    }

    public Verdict verdict() {
        if (real.length == 0) {
            return Verdict.STABLE;
        }
        return real[0] < -rounding ? Verdict.STABLE : real[0] > rounding ? Verdict.UNSTABLE : Verdict.MARGINAL;
    }

    /** The largest real part; negative infinity where nothing is free to move. */
    public double growth() {
        return real.length == 0 ? Double.NEGATIVE_INFINITY : real[0];
    }

    /** The eigenvalue of the largest real part, with its partner where it is complex. */
    public String leading() {
        if (real.length == 0) {
            return "none: nothing is free to move";
        }
        if (Double.isNaN(real[0])) {
            return "not known: it was not found";
        }
        String part = Numbers.round(real[0], 4);
        return imaginary[0] == 0 ? part : part + " +- " + Numbers.round(Math.abs(imaginary[0]), 4) + "i";
    }
}
