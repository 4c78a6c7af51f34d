package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.dynamics.lower.Stillness;
import org.orrery.dynamics.steady.Lags;
import org.orrery.equation.Expr;
import org.orrery.equation.GrowingKernel;
import org.orrery.equation.Kernel;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.SparseJacobian;

/**
 * How the rates of a system with delays depend on its past to first order, where nothing moves. A delayed value that reads
 * another looks back by both delays. How a delay itself depends on the states does not count: at rest the value is the same
 * however far one looks back.
 */
final class LagCode {
    private final List<Term> terms = new ArrayList<>();
    private final List<Expr> slopes = new ArrayList<>();
    private final Kernel kernel;
    private final int delays;

    /** @param chain the delayed values that are looked back through, from the rate to the state */
    private record Term(int row, int column, int[] chain) {}

    private final Program program;

    LagCode(Program program) {
        this.program = program;
        Lowered lowered = program.lowered;
        List<String> names = lowered.delays().stream().map(Lowered.Delay::name).toList();
        List<String> symbols = new ArrayList<>(lowered.layout().states());
        int states = symbols.size();
        symbols.addAll(names);
        SparseJacobian first = SparseJacobian.of(lowered.derivatives(), names);
        SparseJacobian inner = SparseJacobian.of(lowered.delays().stream().map(Lowered.Delay::value).toList(),
                symbols);
        for (int row = 0; row < states; row++) {
            for (int entry = first.rowPointer()[row]; entry < first.rowPointer()[row + 1]; entry++) {
                follow(row, first.entries().get(entry), new int[]{first.column()[entry]}, inner, states);
            }
        }
        List<Expr> outputs = new ArrayList<>(Simplifier.simplify(Stillness.of(lowered, slopes)));
        outputs.addAll(Stillness.of(lowered, lowered.delays().stream().map(Lowered.Delay::duration).toList()));
        delays = names.size();
        kernel = GrowingKernel.of(lowered.layout(), outputs);
    }

    private void follow(int row, Expr slope, int[] chain, SparseJacobian inner, int states) {
        int last = chain[chain.length - 1];
        for (int entry = inner.rowPointer()[last]; entry < inner.rowPointer()[last + 1]; entry++) {
            Expr product = Expr.call(Operator.MUL, slope, inner.entries().get(entry));
            int column = inner.column()[entry];
            if (column < states) {
                terms.add(new Term(row, column, chain));
                slopes.add(product);
            } else {
                int[] longer = Arrays.copyOf(chain, chain.length + 1);
                longer[chain.length] = column - states;
                follow(row, product, longer, inner, states);
            }
        }
    }

    private double[] values(double t, double[] y, double[] parameters) {
        return new Evaluator(kernel, parameters, null, new int[0]).at(t, y);
    }

    /** The terms for one run, whose parameters are read whenever they are asked for. */
    Lags lags(double[] parameters) {
        return (t, y) -> {
            double[] values = values(t, y, parameters);
            List<Lags.Lag> lags = new ArrayList<>();
            for (int i = 0; i < terms.size(); i++) {
                Term term = terms.get(i);
                lags.add(new Lags.Lag(term.row(), term.column(), ago(term, values), values[i]));
            }
            return lags;
        };
    }

    /** How far the rates and triggers look back. */
    double memory(double t, double[] y, double[] parameters) {
        double[] values = values(t, y, parameters);
        double farthest = 0;
        for (int delay : program.watchedDelays) {
            farthest = Math.max(farthest, memory(delay, values));
        }
        return farthest;
    }

    private double memory(int delay, double[] values) {
        DelayCode code = program.delays[delay];
        double beyond = 0;
        for (int inner : code.valueUses()) {
            beyond = Math.max(beyond, memory(inner, values));
        }
        double farthest = values[values.length - delays + delay] + beyond;
        for (int inner : code.durationUses()) {
            farthest = Math.max(farthest, memory(inner, values));
        }
        return farthest;
    }

    private double ago(Term term, double[] values) {
        double sum = 0;
        for (int delay : term.chain()) {
            sum += values[values.length - delays + delay];
        }
        return sum;
    }
}
