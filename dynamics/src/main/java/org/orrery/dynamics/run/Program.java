package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
    final Lowered lowered;
    final Map<String, Integer> parameterIndex;
    final Map<String, Integer> stateIndex;
    final Kernel start;
    final Kernel rightHandSide;
    final Kernel triggers;
    final Kernel moments;
    final Kernel moved;
    final Kernel readings;
    final Kernel courses;
    final EventCode[] events;
    /** Whether some trigger must be looked for between stops. */
    final boolean scan;
    final List<Quantity> quantities;
    final double end;
    private final Supplier<Stiff> stiff;

    /** An event's own kernels: delay, priority, and for each assignment its value and its volume. */
    record EventCode(Lowered.Event event, Kernel delay, Kernel priority, Kernel values, Kernel volumes) {
    }

    /** What only an implicit method needs. */
    record Stiff(SparsityPattern pattern, Kernel jacobian, Kernel timeDerivative) {
    }

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
        moved = KernelCompiler.compile(layout,
                lowered.gates().stream().map(gate -> lowered.definitions().read(gate.symbol())).toList());
        quantities = plan.readings();
        readings = KernelCompiler.compile(layout, quantities.stream().map(this::formula).toList());
        courses = KernelCompiler.compile(layout,
                plan.courses().stream().map(address -> Formula.read(address, lowered.definitions())).toList());
        events = lowered.events().stream().map(event -> code(event, layout)).toArray(EventCode[]::new);
        end = Horizon.of(plan);
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
                KernelCompiler.compile(layout, List.of(priority == null ? Expr.num(Double.NEGATIVE_INFINITY) : priority)),
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

    Stiff stiff() {
        return stiff.get();
    }

    private static <T> Supplier<T> lazily(Supplier<T> make) {
        return new Supplier<>() {
            private volatile java.util.@org.jspecify.annotations.Nullable Optional<T> made;

            @Override
            public T get() {
                java.util.Optional<T> known = made;
                if (known == null) {
                    synchronized (this) {
                        known = made;
                        if (known == null) {
                            known = java.util.Optional.of(make.get());
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
