package org.orrery.network.place;

import java.util.List;
import org.orrery.network.onnx.Dim;

/** Where an axis goes when the same elements are laid on other axes. */
final class Reshaped {
    private Reshaped() {}

    /**
     * The axis of {@code to} that counts the same as {@code axis} of {@code from}; -1 where it is folded into another, split
     * or cannot be told. Axes correspond where the product of all lengths before them is the same and so is their own length.
     */
    static int follow(List<Dim> from, List<Dim> to, int axis) {
        Dim own = from.get(axis);
        if (own instanceof Dim.Free && axis > 0) {
            return -1;
        }
        // From the front: the same lengths one by one. Lengths of 1 mean nothing and may come and go.
        int left = fromFront(from, to, axis);
        return left >= 0 ? left : fromBack(from, to, axis);
    }

    private static int fromFront(List<Dim> from, List<Dim> to, int axis) {
        int j = 0;
        for (int i = 0; i <= axis; i++) {
            Dim dim = from.get(i);
            while (j < to.size() && isOne(to.get(j)) && !isOne(dim)) {
                j++;
            }
            if (isOne(dim) && i < axis && (j >= to.size() || !isOne(to.get(j)))) {
                continue;
            }
            if (j < to.size() && same(dim, to.get(j), i == 0 && j == 0 && alike(from, to))) {
                if (i == axis) {
                    return j;
                }
                j++;
            } else {
                long before = product(from, 0, i);
                return before > 0 ? byProduct(from, to, axis) : -1;
            }
        }
        return -1;
    }

    private static int byProduct(List<Dim> from, List<Dim> to, int axis) {
        long before = product(from, 0, axis);
        for (int j = 0; j < to.size() && before > 0; j++) {
            if (product(to, 0, j) == before && from.get(axis).equals(to.get(j)) && !isOne(to.get(j))) {
                return j;
            }
        }
        return -1;
    }

    private static int fromBack(List<Dim> from, List<Dim> to, int axis) {
        long after = product(from, axis + 1, from.size());
        for (int j = to.size() - 1; j >= 0 && after > 0; j--) {
            if (product(to, j + 1, to.size()) == after && same(from.get(axis), to.get(j), false) && !isOne(to.get(j))) {
                return j;
            }
        }
        return -1;
    }

    /** An axis without a name in front stands for the same examples as the axis in front of the other shape. */
    private static boolean same(Dim a, Dim b, boolean first) {
        return a.equals(b) && !(a instanceof Dim.Free)
                || first && !(a instanceof Dim.Known) && !(b instanceof Dim.Known);
    }

    /** Whether what is known of both shapes leaves the same unsaid. */
    private static boolean alike(List<Dim> from, List<Dim> to) {
        return unknown(from) == unknown(to) && known(from) == known(to);
    }

    private static long unknown(List<Dim> dims) {
        return dims.stream().filter(dim -> !(dim instanceof Dim.Known)).count();
    }

    private static long known(List<Dim> dims) {
        return dims.stream().mapToLong(dim -> dim instanceof Dim.Known(long length) ? length : 1)
                .reduce(1, (a, b) -> a * b);
    }

    private static boolean isOne(Dim dim) {
        return dim instanceof Dim.Known(long length) && length == 1;
    }

    /** Of the lengths from {@code start} to, not with, {@code end}; 0 where one is not known. */
    private static long product(List<Dim> dims, int start, int end) {
        long product = 1;
        for (Dim dim : dims.subList(start, end)) {
            product *= dim instanceof Dim.Known(long length) ? length : 0;
        }
        return product;
    }
}
