package org.orrery.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.orrery.equation.Expr;
import org.orrery.equation.Interpreter;
import org.orrery.equation.Kernel;
import org.orrery.equation.KernelCompiler;
import org.orrery.equation.Layout;

/**
 * One right-hand side of a reaction network: compiled, by hand, interpreted; and what compiling costs.
 * <p>
 * {@code java -cp ... org.openjdk.jmh.Main RightHandSideBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH fills the fields before it measures
public class RightHandSideBenchmark {
    @Param({"5", "50", "500"})
    int reactions;

    private Layout layout;
    private List<Expr> expressions;
    private Kernel compiled;
    private Kernel interpreted;
    private Kernel byHand;
    private double[] y;
    private double[] p;
    private double[] w;
    private double[] out;

    /** Fails if the three ways disagree. */
    @Setup
    public void setUp() {
        ReactionNetwork network = new ReactionNetwork(reactions);
        layout = network.layout();
        expressions = network.rightHandSide();
        compiled = KernelCompiler.compile(layout, expressions);
        interpreted = Interpreter.kernel(layout, expressions);
        byHand = HandWritten.of(network);
        y = new double[layout.states().size()];
        p = new double[layout.parameters().size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = 1 + 0.1 * i;
        }
        for (int i = 0; i < p.length; i++) {
            p[i] = 0.5 + 0.01 * i;
        }
        w = new double[interpreted.workspaceSize()];
        out = new double[y.length];
        double[] expected = new double[y.length];
        interpreted.apply(0, y, p, w, expected);
        for (Kernel kernel : List.of(compiled, byHand)) {
            kernel.prepare(p, w);
            kernel.apply(0, y, p, w, out);
            for (int i = 0; i < out.length; i++) {
                if (Math.abs(out[i] - expected[i]) > 1e-9 * (1 + Math.abs(expected[i]))) {
                    throw new IllegalStateException("species " + i + ": " + out[i] + " and not " + expected[i]);
                }
            }
        }
    }

    @Benchmark
    public double[] compiled() {
        compiled.apply(0, y, p, w, out);
        return out;
    }

    @Benchmark
    public double[] byHand() {
        byHand.apply(0, y, p, w, out);
        return out;
    }

    @Benchmark
    public double[] interpreted() {
        interpreted.apply(0, y, p, w, out);
        return out;
    }

    @Benchmark
    public Kernel compile() {
        return KernelCompiler.compile(layout, expressions);
    }
}
