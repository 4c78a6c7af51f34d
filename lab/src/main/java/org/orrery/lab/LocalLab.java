package org.orrery.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.orrery.core.Lab;

/**
 * This machine's cores. Threads take the next trial as they become free; results are kept by the trial's number, so
 * neither the number of threads nor their order can be seen in what comes out.
 */
public final class LocalLab implements Lab {
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
        AtomicBoolean stopped = new AtomicBoolean();
        try (ExecutorService crew = Executors.newFixedThreadPool(Math.min(threads, count), LocalLab::daemon)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < Math.min(threads, count); i++) {
                workers.add(crew.submit(() -> work(count, trial, results, next, stopped)));
            }
            await(workers, stopped);
        }
        List<T> inOrder = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            inOrder.add(results.get(i));
        }
        return inOrder;
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

    private static <T> void work(int count, IntFunction<T> trial, AtomicReferenceArray<T> results, AtomicInteger next,
            AtomicBoolean stopped) {
        for (int i = next.getAndIncrement(); i < count && !stopped.get(); i = next.getAndIncrement()) {
            results.set(i, trial.apply(i));
        }
    }

    private static void await(List<Future<?>> workers, AtomicBoolean stopped) {
        try {
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException interrupted) {
            stopped.set(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException failed) {
            stopped.set(true);
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "orrery-trial");
        thread.setDaemon(true);
        return thread;
    }
}
