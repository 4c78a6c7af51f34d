package org.orrery.equation;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;

/**
 * A kernel that is ready at once and grows fast with use: a {@link Tape} until it has been called
 * {@value #WORTH_COMPILING} times, generated code ({@link KernelCompiler}) after that. Most kernels of a run (start
 * values, readings, priorities) are called a few times only, and generated code is slow until the JVM has compiled it in its
 * turn, so that a single short run is over before it would pay. Both have the same bits, so nobody can tell from the numbers
 * when the change was made.
 *
 * <p>Code that was generated once is kept for the next equal list of expressions ({@link GeneratedCode}).
 */
public final class GrowingKernel implements Kernel {
    /** Calls after which what is still to come is taken to be worth generating code for. */
    private static final int WORTH_COMPILING = 3_000;
    private static final double BY_TAPE = 0;
    private static final double BY_CODE = 1;

    private final ValueGraph graph;
    private final Tape tape;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Kernel compiled;
    private int calls;

    private GrowingKernel(ValueGraph graph) {
        this.graph = graph;
        tape = new Tape(graph);
    }

    /**
     * Makes it: well below a millisecond for a model of 10 states.
     *
     * @throws InvalidInput for a symbol that the layout does not know, a {@code rateOf} or a {@code delay}
     */
    public static Kernel of(Layout layout, List<Expr> outputs) {
        ValueGraph graph = new ValueGraph(layout, outputs);
        Kernel known = GeneratedCode.known(graph);
        return known == null ? new GrowingKernel(graph) : known;
    }

    /** Room for a value of each node, which generated code never needs more of, and for who has prepared it. */
    @Override
    public int workspaceSize() {
        return tape.size() + 1;
    }

    @Override
    public int outputs() {
        return graph.outputCount();
    }

    @Override
    public Kernel fastest() {
        Kernel code = compiled;
        return code == null ? this : code;
    }

    @Override
    public void prepare(double[] p, double[] w) {
        Kernel code = compiled;
        if (code == null) {
            tape.prepare(p, w);
            w[tape.size()] = BY_TAPE;
        } else {
            code.prepare(p, w);
            w[tape.size()] = BY_CODE;
        }
    }

    @Override
    public void apply(double t, double[] y, double[] p, double[] w, double[] out) {
        Kernel code = compiled;
        if (code == null) {
            tape.apply(t, y, w, out);
            if (++calls >= WORTH_COMPILING && begun.compareAndSet(false, true)) {
                compiled = GeneratedCode.of(graph);
            }
            return;
        }
        if (w[tape.size()] == BY_TAPE) {
            prepare(p, w);
        }
        code.apply(t, y, p, w, out);
    }
}
