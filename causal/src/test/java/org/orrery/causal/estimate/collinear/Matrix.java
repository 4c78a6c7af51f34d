package org.orrery.causal.estimate.collinear;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A small matrix for closed forms in tests. */
record Matrix(DMatrixRMaj values) {
    Matrix(int rows, int columns) {
        this(new DMatrixRMaj(rows, columns));
    }

    Matrix(double[][] rows) {
        this(new DMatrixRMaj(rows));
    }

    static Matrix column(double[] values) {
        return new Matrix(new DMatrixRMaj(values.length, 1, true, values.clone()));
    }

    static Matrix identity(int size) {
        return new Matrix(CommonOps_DDRM.identity(size));
    }

    double get(int row, int column) {
        return values.get(row, column);
    }

    void set(int row, int column, double value) {
        values.set(row, column, value);
    }

    Matrix minus(Matrix other) {
        Matrix result = new Matrix(values.numRows, values.numCols);
        CommonOps_DDRM.subtract(values, other.values, result.values);
        return result;
    }

    Matrix mult(Matrix other) {
        Matrix result = new Matrix(values.numRows, other.values.numCols);
        CommonOps_DDRM.mult(values, other.values, result.values);
        return result;
    }

    Matrix transpose() {
        Matrix result = new Matrix(values.numCols, values.numRows);
        CommonOps_DDRM.transpose(values, result.values);
        return result;
    }

    Matrix invert() {
        Matrix result = new Matrix(values.numRows, values.numCols);
        if (!CommonOps_DDRM.invert(values, result.values)) {
            throw new IllegalStateException("singular");
        }
        return result;
    }

    double determinant() {
        return CommonOps_DDRM.det(values);
    }
}
