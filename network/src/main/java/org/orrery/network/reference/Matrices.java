package org.orrery.network.reference;

import java.util.Arrays;

/** Products of matrices, over leading axes stretched over each other. */
final class Matrices {
    private Matrices() {}

    static void into(Table table) {
        table.one("MatMul", call -> product(call.in(0), call.in(1)));
        table.one("Gemm", Matrices::gemm);
        table.one(Table.MICROSOFT + "FusedMatMul", call -> {
            double alpha = call.real("alpha", 1);
            if (call.flag("transBatchA") || call.flag("transBatchB")) {
                throw call.refusal("with transposed batches");
            }
            return product(turned(call.in(0), call.flag("transA")), turned(call.in(1), call.flag("transB")))
                    .map(x -> alpha * x);
        });
        table.one("Det", call -> determinants(call.in(0)));
    }

    static Array turned(Array x, boolean turn) {
        if (!turn || x.rank() < 2) {
            return x;
        }
        int[] order = Axes.all(x.rank());
        order[x.rank() - 1] = x.rank() - 2;
        order[x.rank() - 2] = x.rank() - 1;
        return Shaping.transpose(x, order);
    }

    static Array product(Array left, Array right) {
        if (left.rank() == 0 || right.rank() == 0) {
            throw new IllegalArgumentException("a matrix needs an axis");
        }
        if (left.isReal() != right.isReal()) {
            throw new IllegalArgumentException(left.type() + " does not go together with " + right.type());
        }
        Array a = left.rank() == 1 ? left.as(1, left.length(0)) : left;
        Array b = right.rank() == 1 ? right.as(right.length(0), 1) : right;
        int rows = a.length(a.rank() - 2);
        int common = a.length(a.rank() - 1);
        int columns = b.length(b.rank() - 1);
        if (b.length(b.rank() - 2) != common) {
            throw new IllegalArgumentException("the inner lengths " + common + " and " + b.length(b.rank() - 2)
                    + " differ");
        }
        int[] batchA = Arrays.copyOf(a.shape(), a.rank() - 2);
        int[] batchB = Arrays.copyOf(b.shape(), b.rank() - 2);
        int[] batch = Axes.broadcast(batchA, batchB);
        int[] fromA = Axes.spread(batchA, batch);
        int[] fromB = Axes.spread(batchB, batch);
        int[] shape = Arrays.copyOf(batch, batch.length + 2);
        shape[batch.length] = rows;
        shape[batch.length + 1] = columns;
        Array result = a.isReal()
                ? Array.of(a.type(), shape, reals(a.reals(), b.reals(), fromA, fromB, rows, common, columns))
                : Array.whole(a.type(), shape, wholes(a.wholes(), b.wholes(), fromA, fromB, rows, common, columns));
        int[] kept = java.util.stream.IntStream.range(0, shape.length)
                .filter(i -> !(left.rank() == 1 && i == batch.length || right.rank() == 1 && i == batch.length + 1))
                .map(i -> shape[i]).toArray();
        return result.as(kept);
    }

    private static double[] reals(double[] a, double[] b, int[] fromA, int[] fromB, int rows, int common,
            int columns) {
        double[] c = new double[Axes.size(fromA.length, rows, columns)];
        for (int i = 0; i < c.length; i++) {
            int batch = i / columns / rows;
            int left = fromA[batch] * rows * common + i / columns % rows * common;
            int right = fromB[batch] * common * columns + i % columns;
            double sum = 0;
            for (int k = 0; k < common; k++) {
                sum += a[left + k] * b[right + k * columns];
            }
            c[i] = sum;
        }
        return c;
    }

    private static long[] wholes(long[] a, long[] b, int[] fromA, int[] fromB, int rows, int common, int columns) {
        long[] c = new long[Axes.size(fromA.length, rows, columns)];
        for (int i = 0; i < c.length; i++) {
            int batch = i / columns / rows;
            for (int k = 0; k < common; k++) {
                c[i] += a[fromA[batch] * rows * common + i / columns % rows * common + k]
                        * b[fromB[batch] * common * columns + k * columns + i % columns];
            }
        }
        return c;
    }

    static Array gemm(Call call) {
        Array product = product(turned(call.in(0), call.flag("transA")), turned(call.in(1), call.flag("transB")));
        double alpha = call.real("alpha", 1);
        double beta = call.real("beta", 1);
        Array scaled = alpha == 1 ? product : product.map(x -> alpha * x);
        if (!call.has(2)) {
            return scaled;
        }
        Array bias = beta == 1 ? call.in(2) : call.in(2).map(x -> beta * x);
        return Arithmetic.add(scaled, bias.over(product.shape()));
    }

    /** By elimination with the largest pivot. */
    private static Array determinants(Array x) {
        int n = x.length(x.rank() - 1);
        double[] all = new double[Axes.product(x.shape(), 0, x.rank() - 2)];
        for (int at = 0; at < all.length; at++) {
            double[] m = Arrays.copyOfRange(x.reals(), at * n * n, (at + 1) * n * n);
            all[at] = determinant(m, n);
        }
        return Array.of(x.type(), Arrays.copyOf(x.shape(), x.rank() - 2), all);
    }

    private static double determinant(double[] m, int n) {
        double det = 1;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k; i < n; i++) {
                pivot = Math.abs(m[i * n + k]) > Math.abs(m[pivot * n + k]) ? i : pivot;
            }
            for (int j = 0; j < n; j++) {
                double swap = m[k * n + j];
                m[k * n + j] = m[pivot * n + j];
                m[pivot * n + j] = swap;
            }
            det *= pivot == k ? m[k * n + k] : -m[k * n + k];
            if (det == 0) {
                return 0;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = m[i * n + k] / m[k * n + k];
                for (int j = k; j < n; j++) {
                    m[i * n + j] -= factor * m[k * n + j];
                }
            }
        }
        return det;
    }
}
