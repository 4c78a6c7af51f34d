package org.orrery.core;

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
}
