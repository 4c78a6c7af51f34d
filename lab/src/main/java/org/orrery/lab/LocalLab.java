package org.orrery.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Lab;

/**
 * This machine's cores. Threads take the next trial as they become free; results are kept by the trial's number, so
 * neither the number of threads nor their order can be seen in what comes out.
 */
public final class LocalLab implements Lab {
    private static final int BLOCKS_PER_THREAD = 2;

    private final int threads;

    /** A lab with a thread for each core. */
    public LocalLab() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** @throws IllegalArgumentException if there is to be no thread at all */
    public LocalLab(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a lab needs at least one thread, not " + threads);
        }
        this.threads = threads;
    }

    @Override
    public <T> List<T> trials(int count, IntFunction<T> trial) {
        if (threads == 1 || count < 2) {
            return inTurn(count, trial);
        }
        AtomicReferenceArray<T> results = new AtomicReferenceArray<>(count);
        AtomicInteger next = new AtomicInteger();
        Failures failures = new Failures(count);
        int workers = Math.min(threads, count);
        try (ExecutorService crew = Executors.newFixedThreadPool(workers, LocalLab::daemon)) {
            List<Future<?>> shifts = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                shifts.add(crew.submit(() -> work(trial, results, next, failures)));
            }
            await(shifts, failures);
        }
        failures.rethrow();
        List<T> inOrder = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            inOrder.add(results.get(i));
        }
        return inOrder;
    }

    /** Blocks of the wanted size, or so small that each thread has some. */
    @Override
    public <T> List<T> blocks(int count, int size, Block<T> block) {
        int shifts = threads == 1 ? 1 : BLOCKS_PER_THREAD * threads;
        int share = Math.max(1, (count + shifts - 1) / shifts);
        return Lab.super.blocks(count, Math.min(size, share), block);
    }

    private static <T> List<T> inTurn(int count, IntFunction<T> trial) {
        List<T> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + i + " of " + count + " trials");
            }
            results.add(trial.apply(i));
        }
        return results;
    }

    private static <T> void work(IntFunction<T> trial, AtomicReferenceArray<T> results, AtomicInteger next,
            Failures failures) {
        for (int i = next.getAndIncrement(); i < failures.end(); i = next.getAndIncrement()) {
            try {
                results.set(i, trial.apply(i));
            } catch (RuntimeException | Error failed) {
                failures.add(i, failed);
            }
        }
    }

    private static void await(List<Future<?>> shifts, Failures failures) {
        try {
            for (Future<?> shift : shifts) {
                shift.get();
            }
        } catch (InterruptedException interrupted) {
            failures.stop();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /**
     * The first trial that failed, and so the end of the work. Trials are taken in order, and those before a failed one
     * are finished: the failure that is told is the one that a single thread would have met.
     */
    private static final class Failures {
        private volatile int end;
        private @Nullable Throwable first;

        Failures(int count) {
            end = count;
        }

        int end() {
            return end;
        }

        synchronized void add(int trial, Throwable failed) {
            if (trial < end) {
                end = trial;
                first = failed;
            }
        }

        synchronized void stop() {
            end = 0;
        }

        synchronized void rethrow() {
            switch (first) {
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                case null, default -> {
                }
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "orrery-trial");
        thread.setDaemon(true);
        return thread;
    }
}
