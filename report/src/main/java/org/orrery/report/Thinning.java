package org.orrery.report;

import java.util.TreeSet;
import java.util.stream.IntStream;

/** Leaves out points that a picture cannot show, and keeps the ends and the peaks of every series. */
final class Thinning {
    private Thinning() {}

    /**
     * Splits the points into buckets and keeps the lowest and highest of each series in each bucket (as M4 does: Jugel et
     * al. 2014, doi:10.14778/2732951.2732953).
     *
     * @return increasing places to keep, all of them where there are at most {@code limit}
     */
    static int[] keep(int length, int limit, double[]... series) {
        if (length <= limit) {
            return IntStream.range(0, length).toArray();
        }
        TreeSet<Integer> kept = new TreeSet<>();
        kept.add(0);
        kept.add(length - 1);
        int buckets = Math.max(1, (limit - 2) / (2 * Math.max(1, series.length)));
        for (int bucket = 0; bucket < buckets; bucket++) {
            int from = (int) ((long) length * bucket / buckets);
            int to = (int) ((long) length * (bucket + 1) / buckets);
            for (double[] values : series) {
                int low = from;
                int high = from;
                for (int i = from; i < to; i++) {
                    low = values[i] < values[low] ? i : low;
                    high = values[i] > values[high] ? i : high;
                }
                kept.add(low);
                kept.add(high);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Evenly spread places, both ends among them. */
    static int[] spread(int length, int limit) {
        int count = Math.min(length, limit);
        return IntStream.range(0, count)
                .map(i -> count == 1 ? 0 : (int) Math.round((double) i * (length - 1) / (count - 1))).toArray();
    }
}
