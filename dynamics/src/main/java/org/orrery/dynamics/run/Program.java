package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Window;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.dynamics.solve.SparsityPattern;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.Kernel;
import org.orrery.equation.KernelCompiler;
import org.orrery.equation.Layout;
import org.orrery.equation.SparseJacobian;

/** Everything that is compiled once for a plan and shared by its runs. */
final class Program {
    private static final int STRETCHES = 200;

    final Lowered lowered;
    final Map<String, Integer> parameterIndex;
    final Map<String, Integer> stateIndex;
    final Kernel start;
    final Kernel rightHandSide;
    final Kernel triggers;
    final Kernel moments;
    final Kernel moved;
    final Kernel movedVolumes;
    final Kernel readings;
    final Kernel courses;
    final EventCode[] events;
    /** Whether some trigger must be looked for between stops. */
    final boolean scan;
    final List<Quantity> quantities;
    final double end;
    final double[] grid;
    /** Steps are no longer where something must be looked for on them. */
    final double longestStep;
    private final Supplier<Stiff> stiff;

    /** An event's own kernels: delay, priority, and for each assignment its value and its volume. */
    record EventCode(Lowered.Event event, Kernel delay, Kernel priority, Kernel values, Kernel volumes) {}

    /** What only an implicit method needs. */
    record Stiff(SparsityPattern pattern, Kernel jacobian, Kernel timeDerivative) {}

    Program(Lowered lowered, Plan plan) {
        this.lowered = lowered;
        Layout layout = lowered.layout();
        parameterIndex = layout.parameterIndex();
        stateIndex = layout.stateIndex();
        List<Expr> starts = new ArrayList<>(lowered.startStates());
        starts.addAll(lowered.startParameters());
        start = KernelCompiler.compile(new Layout(List.of(), lowered.declared()), starts);
        rightHandSide = KernelCompiler.compile(layout, lowered.derivatives());
        List<Expr> conditions = lowered.events().stream().map(Lowered.Event::trigger).toList();
        triggers = KernelCompiler.compile(layout, conditions);
        List<Expr> watched = new ArrayList<>(lowered.derivatives());
        watched.addAll(conditions);
        Set<String> states = new HashSet<>(layout.states());
        TimeSwitches switches = TimeSwitches.in(watched, states);
        moments = KernelCompiler.compile(layout, switches.moments());
        scan = !conditions.stream().allMatch(condition -> switches.covers(condition, states));
        List<Lowered.Moved> gears = lowered.moved();
        moved = KernelCompiler.compile(layout,
                gears.stream().map(gear -> lowered.definitions().read(gear.gate().symbol())).toList());
        movedVolumes = KernelCompiler.compile(layout, gears.stream().map(Lowered.Moved::volume).toList());
        quantities = plan.readings();
        readings = KernelCompiler.compile(layout, quantities.stream().map(this::formula).toList());
        courses = KernelCompiler.compile(layout,
                plan.courses().stream().map(address -> Formula.read(address, lowered.definitions())).toList());
        events = lowered.events().stream().map(event -> code(event, layout)).toArray(EventCode[]::new);
        end = Horizon.of(plan);
        grid = plan.grid().stream().mapToDouble(Double::doubleValue).toArray();
        boolean folds = quantities.stream().anyMatch(Quantity.Over.class::isInstance);
        longestStep = scan || folds || switches.missesSome(watched)
                ? (end - Horizon.START) / STRETCHES
                : Double.POSITIVE_INFINITY;
        stiff = lazily(() -> compileStiff(layout));
    }

    private Expr formula(Quantity reading) {
        return switch (reading) {
            case Quantity.At at -> Formula.of(at.of(), lowered.definitions());
            case Quantity.Over over -> Formula.of(over.of(), lowered.definitions());
            default -> {
                Formula.of(reading, lowered.definitions());
                throw new InvalidInput(reading + " changes in time, and the question does not say when.",
                        "Maybe write: " + reading + " @ 100, or max(" + reading + ") over 0..100.");
            }
        };
    }

    private static EventCode code(Lowered.Event event, Layout layout) {
        Expr delay = event.delay();
        Expr priority = event.priority();
        List<Expr> volumes = new ArrayList<>();
        for (Lowered.Assignment assignment : event.assignments()) {
            Expr volume = assignment.volume();
            volumes.add(volume == null ? Expr.ONE : volume);
        }
        return new EventCode(event, KernelCompiler.compile(layout, List.of(delay == null ? Expr.ZERO : delay)),
                KernelCompiler.compile(layout,
                        List.of(priority == null ? Expr.num(Double.NEGATIVE_INFINITY) : priority)),
                KernelCompiler.compile(layout, event.assignments().stream().map(Lowered.Assignment::value).toList()),
                KernelCompiler.compile(layout, volumes));
    }

    private Stiff compileStiff(Layout layout) {
        SparseJacobian jacobian = SparseJacobian.of(lowered.derivatives(), layout.states());
        int n = layout.states().size();
        return new Stiff(new SparsityPattern(n, n, jacobian.rowPointer(), jacobian.column()),
                KernelCompiler.compile(layout, jacobian.entries()),
                KernelCompiler.compile(layout, lowered.derivatives().stream().map(Derivative::ofTime).toList()));
    }

    int state(String base) {
        return Objects.requireNonNull(stateIndex.get(base), base);
    }

    int parameter(String base) {
        return Objects.requireNonNull(parameterIndex.get(base), base);
    }

    Stiff stiff() {
        return stiff.get();
    }

    private static <T> Supplier<T> lazily(Supplier<T> make) {
        return new Supplier<>() {
            private volatile @Nullable Optional<T> made;

            @Override
            public T get() {
                Optional<T> known = made;
                if (known == null) {
                    synchronized (this) {
                        known = made;
                        if (known == null) {
                            known = Optional.of(make.get());
                            made = known;
                        }
                    }
                }
                return known.orElseThrow();
            }
        };
    }

    /** Whether a reading's window touches the stretch. */
    static Window window(Quantity reading) {
        return switch (reading) {
            case Quantity.At at -> Window.at(at.time());
            case Quantity.Over over -> over.window();
            default -> Window.ALWAYS;
        };
    }
}
