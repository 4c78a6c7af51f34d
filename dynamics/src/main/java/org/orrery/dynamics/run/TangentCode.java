package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.dynamics.lower.Variational;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.GrowingKernel;
import org.orrery.equation.Kernel;
import org.orrery.equation.Operator;

/** What is compiled for sensitivities: how events, switches and moves act on the derivatives beside the states. */
final class TangentCode {
    final Variational system;
    final int states;
    final int count;
    /** For each event: the differences whose signs its trigger depends on, and how fast they change along the run. */
    final Kernel[] crossings;
    final Kernel[] crossingFlows;
    /** How fast they change by the time alone. */
    final Kernel[] crossingDrifts;
    /** Tangents, for each row first those to the first parameter: row * count + k. */
    final Kernel[] crossingTangents;
    final Kernel[] delayTangents;
    final Kernel[] valueTangents;
    final Kernel[] volumeTangents;
    final Kernel momentTangents;
    final Kernel movedTangents;
    final Kernel movedVolumeTangents;
    /** For each reading that is the sensitivity of an integral or a mean: what is integrated, else 0. */
    final Kernel integrands;
    final Kernel nominal;
    /** For each reading the parameter of its sensitivity, or -1. */
    final int[] by;
    /** Of extreme values, how they move with their parameter, and in time; and where each reading's pair begins, or -1. */
    final Kernel extremes;
    final int[] extremePlaces;
    final int[] theta;
    /** Places of the derivatives beside parameters. */
    final int[] moving;
    private final Map<Kernel, int[]> uses = new IdentityHashMap<>();

    TangentCode(Variational system, Plan plan, List<Expr> moments) {
        this.system = system;
        Lowered plain = system.plain();
        states = plain.layout().states().size();
        count = system.by().size();
        List<List<Expr>> differences = plain.events().stream().map(event -> differences(event.trigger())).toList();
        crossings = kernels(i -> differences.get(i));
        crossingFlows = kernels(i -> differences.get(i).stream().map(system::flow).toList());
        crossingDrifts = kernels(i -> differences.get(i).stream().map(Derivative::ofTime).toList());
        crossingTangents = kernels(i -> rows(differences.get(i), false));
        delayTangents = kernels(i -> rows(delay(plain.events().get(i)), true));
        valueTangents = kernels(i -> rows(
                plain.events().get(i).assignments().stream().map(Lowered.Assignment::value).toList(), true));
        volumeTangents = kernels(i -> rows(plain.events().get(i).assignments().stream()
                .map(TangentCode::volume).toList(), true));
        momentTangents = compile(rows(moments, false));
        movedTangents = compile(rows(plain.moved().stream()
                .map(gear -> plain.definitions().read(gear.gate().symbol())).toList(), false));
        movedVolumeTangents = compile(rows(plain.moved().stream().map(Lowered.Moved::volume).toList(), false));
        integrands = compile(plan.readings().stream().map(this::integrand).toList());
        nominal = compile(system.by().stream().map(plain.definitions()::read).toList());
        by = plan.readings().stream()
                .mapToInt(reading -> reading instanceof Quantity.Sensitivity asked
                        ? system.by().indexOf(asked.to().name())
                        : -1)
                .toArray();
        extremePlaces = new int[by.length];
        extremes = compile(extremes(plan));
        theta = new int[count];
        List<String> parameters = system.lowered().layout().parameters();
        moving = IntStream.range(plain.layout().parameters().size(), parameters.size()).toArray();
        for (int k = 0; k < count; k++) {
            theta[k] = system.lowered().layout().parameters().indexOf(Variational.theta(k));
        }
    }

    private List<Expr> extremes(Plan plan) {
        List<Expr> exprs = new ArrayList<>();
        for (int i = 0; i < by.length; i++) {
            Quantity reading = plan.readings().get(i);
            extremePlaces[i] = -1;
            if (Program.isExtreme(reading) && !system.plain().algebra().isEmpty()
                    && !system.plain().events().isEmpty()) {
                throw new Refusal("The sensitivity of an extreme value of a model with events beside fast reactions or"
                        + " algebraic rules is not supported.", "Maybe ask for the value at a time.");
            }
            if (Program.isExtreme(reading) && reading instanceof Quantity.Sensitivity(Quantity.Over over, _)) {
                Expr value = Formula.of(over.of(), system.plain().definitions());
                extremePlaces[i] = exprs.size();
                exprs.add(system.tangent(value, by[i]));
                exprs.add(system.flow(value));
            }
        }
        return exprs;
    }

    private Kernel[] kernels(IntFunction<List<Expr>> expressions) {
        Kernel[] kernels = new Kernel[system.plain().events().size()];
        for (int i = 0; i < kernels.length; i++) {
            kernels[i] = compile(expressions.apply(i));
        }
        return kernels;
    }

    private Kernel compile(List<Expr> expressions) {
        Kernel kernel = GrowingKernel.of(system.lowered().wide(), expressions);
        uses.put(kernel, DelayCode.uses(expressions, DelayCode.index(system.lowered())));
        return kernel;
    }

    /** The delayed values that a kernel reads. */
    int[] uses(Kernel kernel) {
        return Objects.requireNonNull(uses.get(kernel));
    }

    private List<Expr> rows(List<Expr> exprs, boolean timed) {
        List<List<Expr>> columns = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            columns.add(system.tangents(exprs, k, timed));
        }
        List<Expr> rows = new ArrayList<>();
        for (int row = 0; row < exprs.size(); row++) {
            for (int k = 0; k < count; k++) {
                rows.add(columns.get(k).get(row));
            }
        }
        return rows;
    }

    private Expr integrand(Quantity reading) {
        return !Program.isExtreme(reading) && reading instanceof Quantity.Sensitivity(Quantity.Over over, _)
                ? Formula.of(over.of(), system.plain().definitions())
                : Expr.ZERO;
    }

    private static List<Expr> delay(Lowered.Event event) {
        Expr delay = event.delay();
        return List.of(delay == null ? Expr.ZERO : delay);
    }

    private static Expr volume(Lowered.Assignment assignment) {
        Expr volume = assignment.volume();
        return volume == null ? Expr.ONE : volume;
    }

    private static List<Expr> differences(Expr trigger) {
        List<Expr> found = new ArrayList<>();
        collect(trigger, found);
        return found;
    }

    private static void collect(Expr expr, List<Expr> found) {
        if (expr instanceof Expr.Call call) {
            switch (call.operator()) {
                case LT, LE, GT, GE, EQ, NE ->
                    found.add(Expr.call(Operator.SUB, call.argument(0), call.argument(1)));
                default -> call.arguments().forEach(argument -> collect(argument, found));
            }
        }
    }
}
