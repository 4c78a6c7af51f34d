package org.orrery.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A line that fills while work is done and is wiped when it ends, by Ctrl-C too. Steps may come from many threads. */
final class Bar implements AutoCloseable {
    private static final int CELLS = 30;
    private static final long PERIOD_NANOS = 100_000_000;

    private final int count;
    private final PrintStream err;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong due = new AtomicLong(System.nanoTime() + 3 * PERIOD_NANOS);
    private final Thread wiper = new Thread(this::wipe);
    private boolean drawn;

    Bar(int count, PrintStream err) {
        this.count = count;
        this.err = err;
        Runtime.getRuntime().addShutdownHook(wiper);
    }

    void step() {
        int now = done.incrementAndGet();
        long time = System.nanoTime();
        long next = due.get();
        if (time - next >= 0 && due.compareAndSet(next, time + PERIOD_NANOS)) {
            draw(now);
        }
    }

    private synchronized void draw(int now) {
        int filled = (int) ((long) CELLS * now / count);
        err.print("\r[" + "#".repeat(filled) + ".".repeat(CELLS - filled) + "] " + now + " of " + count);
        err.flush();
        drawn = true;
    }

    private synchronized void wipe() {
        if (drawn) {
            err.print("\r\033[K");
            err.flush();
            drawn = false;
        }
    }

    @Override
    public void close() {
        wipe();
        Runtime.getRuntime().removeShutdownHook(wiper);
    }
}
