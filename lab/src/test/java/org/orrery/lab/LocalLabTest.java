package org.orrery.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Lab;

class LocalLabTest {
    private static double work(int trial) {
        SplittableRandom random = new SplittableRandom(trial);
        return IntStream.range(0, 1 + trial % 50).mapToDouble(i -> random.nextGaussian()).sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void theResultsAreInOrderAndTheSameInAnyNumberOfThreads(int threads) {
        Lab lab = new LocalLab(threads);
        assertThat(lab.trials(1_000, i -> i)).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        assertThat(lab.trials(1_000, LocalLabTest::work)).isEqualTo(Lab.SINGLE.trials(1_000, LocalLabTest::work));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void everyTrialRunsOnce(int threads) {
        int[] runs = new int[500];
        new LocalLab(threads).trials(runs.length, i -> ++runs[i]);
        assertThat(runs).containsOnly(1);
    }

    @Test
    void laterTrialsDoNotOvertakeEarlierOnes() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(1);
        List<String> results = new LocalLab(2).trials(10, i -> {
            if (i == 9) {
                last.countDown();
            } else if (i == 0) {
                await(last);
            }
            return "trial " + i;
        });
        assertThat(results).isEqualTo(IntStream.range(0, 10).mapToObj(i -> "trial " + i).toList());
    }

    @Test
    void thereMayBeMoreThreadsThanTrials() {
        assertThat(new LocalLab(64).trials(3, i -> i * i)).containsExactly(0, 1, 4);
        assertThat(new LocalLab(64).trials(1, i -> "one")).containsExactly("one");
        assertThat(new LocalLab().trials(3, i -> i)).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void noTrialsGiveNoResults(int threads) {
        assertThat(new LocalLab(threads).<String>trials(0, i -> {
            throw new AssertionError("no trial was asked for");
        })).isEmpty();
    }

    @Test
    void noThreadIsNoLab() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LocalLab(0))
                .withMessage("a lab needs at least one thread, not 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void anExceptionComesOutAsItself(int threads) {
        RuntimeException broken = new ArithmeticException("the gear broke");
        assertThatThrownBy(() -> new LocalLab(threads).trials(100, i -> {
            if (i == 40) {
                throw broken;
            }
            return i;
        })).isSameAs(broken);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void anErrorComesOutAsItself(int threads) {
        Error broken = new StackOverflowError();
        assertThat(catchThrowable(() -> new LocalLab(threads).trials(100, i -> {
            if (i == 40) {
                throw broken;
            }
            return i;
        }))).isSameAs(broken);
    }

    /** Trial 0 and all that follow it run on the other thread, which must hear of the failure. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anExceptionStopsTheRest(int failing) {
        CountDownLatch thrown = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        assertThatThrownBy(() -> new LocalLab(2).trials(1_000_000, i -> {
            if (i == failing) {
                thrown.countDown();
                throw new ArithmeticException("trial " + i);
            }
            await(thrown);
            Thread.yield();
            return ran.incrementAndGet();
        })).hasMessage("trial " + failing);
        assertThat(ran).hasValueLessThan(999_999);
    }

    @Test
    void ofSeveralExceptionsTheFirstTrialsIsTold() {
        CountDownLatch thrown = new CountDownLatch(1);
        assertThatThrownBy(() -> new LocalLab(7).trials(100, i -> {
            if (i == 2) {
                await(thrown);
            } else if (i == 5) {
                thrown.countDown();
            } else {
                return i;
            }
            throw new ArithmeticException("trial " + i);
        })).hasMessage("trial 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void anInterruptedCallerCancelsAndLeavesNoWork(int threads) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(threads);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(-1);
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        AtomicReference<Throwable> outcome = new AtomicReference<>(new AssertionError("no exception"));
        Thread caller = new Thread(() -> {
            try {
                new LocalLab(threads).trials(1_000, i -> {
                    running.incrementAndGet();
                    started.countDown();
                    waitForInterruption();
                    ran.incrementAndGet();
                    return running.decrementAndGet();
                });
            } catch (CancellationException cancelled) {
                outcome.set(cancelled);
                left.set(running.get());
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        started.await();
        caller.interrupt();
        caller.join();
        assertThat(outcome.get()).isInstanceOf(CancellationException.class);
        assertThat(left).hasValue(0);
        assertThat(ran).hasValue(threads);
        assertThat(stillInterrupted).isTrue();
    }

    /** Ends when the thread is interrupted, and leaves it so, as a long run that looks at the flag does. */
    private static void waitForInterruption() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
