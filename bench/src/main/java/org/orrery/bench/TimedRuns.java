package org.orrery.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Runs jobs in parallel, in one JVM, with a limit of time for each. A job past its limit is left behind, not waited for. */
final class TimedRuns {
    /** One job's work. */
    @FunctionalInterface
    interface Work<J> {
        Verdict of(J job) throws Exception;
    }

    private TimedRuns() {}

    static <J> List<Verdict> of(List<J> jobs, Work<J> work, Options options) throws InterruptedException {
        Verdict[] verdicts = new Verdict[jobs.size()];
        Semaphore places = new Semaphore(options.threads());
        List<Thread> watchers = new ArrayList<>();
        for (int i : IntStream.range(0, jobs.size()).toArray()) {
            places.acquire();
            Thread watcher = Thread.ofVirtual().start(() -> {
                try {
                    verdicts[i] = limited(jobs.get(i), work, options.limit());
                } finally {
                    places.release();
                }
            });
            watchers.add(watcher);
        }
        for (Thread watcher : watchers) {
            watcher.join();
        }
        return List.of(verdicts);
    }

    private static <J> Verdict limited(J job, Work<J> work, int limit) {
        long start = System.nanoTime();
        FutureTask<Verdict> task = new FutureTask<>(() -> work.of(job));
        Thread.ofPlatform().daemon().start(task);
        try {
            return task.get(limit, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            return Verdict.of(Verdict.Kind.TIMED_OUT, "after " + limit + " s", start);
        } catch (ExecutionException defect) {
            return Verdict.of(Verdict.Kind.FAILED, String.valueOf(defect.getCause()), start);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Verdict.of(Verdict.Kind.FAILED, "interrupted", start);
        }
    }
}
