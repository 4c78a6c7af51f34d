package org.orrery.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Where trials run. */
public interface Lab {
    /** A lab of one thread: the caller's. */
    Lab SINGLE = new Lab() {
        @Override
        public <T> List<T> trials(int count, IntFunction<T> trial) {
            return java.util.stream.IntStream.range(0, count).mapToObj(trial).toList();
        }
    };

    /**
     * Runs the trials 0 to {@code count - 1} and returns their results in that order, whatever the number of threads.
     *
     * @throws java.util.concurrent.CancellationException if the work was interrupted
     */
    <T> List<T> trials(int count, IntFunction<T> trial);

    /** Trials made together. */
    @FunctionalInterface
    interface Block<T> {
        /** The results of the trials {@code from} up to, not with, {@code to}, in their order. */
        List<T> trials(int from, int to);
    }

    /**
     * As {@link #trials}, by blocks of at most {@code size} trials; smaller ones where that keeps everyone at work. What a
     * trial results in must not depend on its block.
     */
    default <T> List<T> blocks(int count, int size, Block<T> block) {
        int blocks = (count + size - 1) / size;
        List<T> results = new ArrayList<>(count);
        trials(blocks, i -> block.trials(i * size, Math.min(count, (i + 1) * size))).forEach(results::addAll);
        return results;
    }
}
