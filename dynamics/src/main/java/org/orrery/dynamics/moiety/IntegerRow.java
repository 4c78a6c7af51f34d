package org.orrery.dynamics.moiety;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A sparse row of integers, exact however large they grow. Whatever is computed from rows has no common divisor. */
final class IntegerRow {
    final int[] index;
    final BigInteger[] value;

    private IntegerRow(int[] index, BigInteger[] value) {
        this.index = index;
        this.value = value;
    }

    /** The entries as they are. */
    static IntegerRow exactly(Map<Integer, BigInteger> entries) {
        TreeMap<Integer, BigInteger> kept = new TreeMap<>(entries);
        kept.values().removeIf(value -> value.signum() == 0);
        return new IntegerRow(kept.keySet().stream().mapToInt(Integer::intValue).toArray(),
                kept.values().toArray(BigInteger[]::new));
    }

    private static IntegerRow reduced(int[] index, BigInteger[] value, int size) {
        BigInteger divisor = BigInteger.ZERO;
        for (int i = 0; i < size && !divisor.equals(BigInteger.ONE); i++) {
            divisor = divisor.gcd(value[i]);
        }
        if (divisor.compareTo(BigInteger.ONE) > 0) {
            for (int i = 0; i < size; i++) {
                value[i] = value[i].divide(divisor);
            }
        }
        return new IntegerRow(Arrays.copyOf(index, size), Arrays.copyOf(value, size));
    }

    int size() {
        return index.length;
    }

    boolean isZero() {
        return index.length == 0;
    }

    BigInteger at(int column) {
        int place = Arrays.binarySearch(index, column);
        return place < 0 ? BigInteger.ZERO : value[place];
    }

    /** {@code a * this + b * other}, without the common divisor. */
    IntegerRow combine(BigInteger a, IntegerRow other, BigInteger b) {
        int[] places = new int[index.length + other.index.length];
        BigInteger[] values = new BigInteger[places.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < index.length || j < other.index.length) {
            int left = i < index.length ? index[i] : Integer.MAX_VALUE;
            int right = j < other.index.length ? other.index[j] : Integer.MAX_VALUE;
            BigInteger sum = left < right
                    ? a.multiply(value[i])
                    : left > right
                            ? b.multiply(other.value[j])
                            : a.multiply(value[i]).add(b.multiply(other.value[j]));
            if (sum.signum() != 0) {
                places[size] = Math.min(left, right);
                values[size++] = sum;
            }
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }
        return reduced(places, values, size);
    }

    /** This row with the other added so often that nothing is left in the column; both have something there. */
    IntegerRow without(int column, IntegerRow other) {
        BigInteger mine = at(column);
        BigInteger its = other.at(column);
        BigInteger common = mine.gcd(its);
        BigInteger a = its.divide(common).abs();
        BigInteger b = mine.divide(common).abs();
        return combine(a, other, mine.signum() == its.signum() ? b.negate() : b);
    }

    IntegerRow negated() {
        BigInteger[] turned = new BigInteger[value.length];
        Arrays.setAll(turned, i -> value[i].negate());
        return new IntegerRow(index, turned);
    }

    /** The part from a column on, with that column as the new column 0. */
    IntegerRow from(int first) {
        int place = Arrays.binarySearch(index, first);
        int start = place < 0 ? -place - 1 : place;
        int[] places = Arrays.copyOfRange(index, start, index.length);
        for (int i = 0; i < places.length; i++) {
            places[i] -= first;
        }
        return reduced(places, Arrays.copyOfRange(value, start, value.length), places.length);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < index.length; i++) {
            text.append(i == 0 ? "" : " ").append(index[i]).append(':').append(value[i]);
        }
        return text.toString();
    }
}
