package org.orrery.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntFunction;
import org.orrery.core.Lab;

/** A lab that draws how far its trials are, for a person who watches. */
final class ProgressLab implements Lab {
    private final Lab lab;
    private final PrintStream err;

    ProgressLab(Lab lab, PrintStream err) {
        this.lab = lab;
        this.err = err;
    }

    @Override
    public <T> List<T> trials(int count, IntFunction<T> trial) {
        try (Bar bar = new Bar(count, err)) {
            return lab.trials(count, index -> {
                T result = trial.apply(index);
                bar.step();
                return result;
            });
        }
    }

    @Override
    public <T> List<T> blocks(int count, int size, Block<T> block) {
        try (Bar bar = new Bar(count, err)) {
            return lab.blocks(count, size, (from, to) -> {
                List<T> results = block.trials(from, to);
                for (int i = from; i < to; i++) {
                    bar.step();
                }
                return results;
            });
        }
    }
}
