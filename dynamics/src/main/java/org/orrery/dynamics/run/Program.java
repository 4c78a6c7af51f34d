package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Window;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.dynamics.lower.Stillness;
import org.orrery.dynamics.lower.Variational;
import org.orrery.dynamics.solve.SparsityPattern;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.GrowingKernel;
import org.orrery.equation.Kernel;
import org.orrery.equation.Layout;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.SparseJacobian;
import org.orrery.equation.Symbols;

/** Everything that is compiled once for a plan and shared by its runs. */
final class Program {
    private static final int STRETCHES = 200;

    final Lowered lowered;
    final Map<String, Integer> parameterIndex;
    final Map<String, Integer> stateIndex;
    /** Of each state, whether it follows from an equation instead of a rate. */
    final boolean[] algebraic;
    final Kernel start;
    final Kernel rightHandSide;
    final Kernel triggers;
    final Kernel triggerCurves;
    final Kernel equalConditions;
    final TriggerCurves.Equality[] equalities;
    final Kernel moments;
    final Kernel moved;
    final Kernel movedVolumes;
    final Kernel readings;
    final Kernel courses;
    final EventCode[] events;
    final DelayCode[] delays;
    /** The delayed values by which a derivative or a trigger can change. */
    final int[] watchedDelays;
    /** The states that triggers depend on; all of them where they depend on the past. */
    final int[] triggering;
    /** Whether start values depend on the time, which matters before the start only. */
    final boolean startMoves;
    /** Whether some trigger must be looked for between stops. */
    final boolean scan;
    final List<Quantity> quantities;
    final @Nullable TangentCode tangent;
    private final @Nullable Variational variational;
    final double end;
    final double[] grid;
    /** Steps are no longer where something must be looked for on them. */
    final double longestStep;
    /** How far after a scheduled moment it is surely over, in the last place of the time. */
    final int pastMoment;
    private final Supplier<Stiff> stiff;
    private final Supplier<Kernel> volumes;
    private final Map<String, Integer> delayIndex;
    private final Map<Kernel, int[]> uses = Collections.synchronizedMap(new IdentityHashMap<>());

    /** An event's own kernels: delay, priority, and for each assignment its value and its volume. */
    record EventCode(Lowered.Event event, Kernel delay, Kernel priority, Kernel values, Kernel volumes) {}

    /** What only an implicit method needs. */
    record Stiff(SparsityPattern pattern, Kernel jacobian, Kernel timeDerivative, boolean autonomous) {}

    Program(Lowered lowered, Plan plan, @Nullable Variational variational) {
        this.lowered = lowered;
        this.variational = variational;
        Layout layout = lowered.wide();
        parameterIndex = layout.parameterIndex();
        stateIndex = lowered.layout().stateIndex();
        algebraic = new boolean[lowered.layout().states().size()];
        lowered.algebra().states().forEach(state -> algebraic[state(state)] = true);
        delayIndex = DelayCode.index(lowered);
        delays = DelayCode.compile(lowered, layout);
        List<Expr> starts = new ArrayList<>(lowered.startStates());
        starts.addAll(lowered.startParameters());
        start = compile(new Layout(List.of(), lowered.declared()), starts);
        startMoves = Symbols.of(starts).time();
        rightHandSide = compile(layout, lowered.derivatives());
        List<Expr> conditions = lowered.events().stream().map(Lowered.Event::trigger).toList();
        triggers = compile(layout, conditions);
        List<Expr> watched = new ArrayList<>(lowered.derivatives());
        watched.addAll(conditions);
        watchedDelays = watched(watched);
        Set<String> states = new HashSet<>(layout.states());
        TimeSwitches switches = TimeSwitches.in(watched, states);
        moments = compile(layout, switches.moments());
        pastMoment = switches.steps() ? 4 : 1;
        scan = !conditions.stream().allMatch(condition -> switches.covers(condition, states));
        TriggerCurves turning = TriggerCurves.of(conditions, switches, states);
        triggerCurves = compile(layout, turning.curves());
        List<Expr> followed = new ArrayList<>(conditions);
        followed.addAll(turning.curves());
        triggering = triggering(followed);
        equalities = turning.equalities().toArray(TriggerCurves.Equality[]::new);
        equalConditions = compile(layout,
                turning.equalities().stream().map(TriggerCurves.Equality::condition).toList());
        List<Lowered.Moved> gears = lowered.moved();
        moved = compile(layout,
                gears.stream().map(gear -> lowered.definitions().read(gear.gate().symbol())).toList());
        movedVolumes = compile(layout, gears.stream().map(Lowered.Moved::volume).toList());
        quantities = plan.readings().stream().map(Program::shape).toList();
        tangent = variational == null ? null : new TangentCode(variational, plan, switches.moments());
        readings = compile(layout, plan.readings().stream().map(this::formula).toList());
        courses = compile(layout,
                plan.courses().stream().map(address -> Formula.read(address, lowered.definitions())).toList());
        events = lowered.events().stream().map(event -> code(event, layout)).toArray(EventCode[]::new);
        end = Horizon.of(plan);
        grid = plan.grid().stream().mapToDouble(Double::doubleValue).toArray();
        boolean folds = quantities.stream().anyMatch(Quantity.Over.class::isInstance);
        longestStep = scan || folds || switches.missesSome(watched)
                ? (end - Horizon.START) / STRETCHES
                : Double.POSITIVE_INFINITY;
        stiff = lazily(() -> compileStiff(layout));
        volumes = lazily(() -> compile(layout, lowered.layout().states().stream().map(this::volume).toList()));
    }

    /** The same where nothing moves: without delays. */
    Program still(Plan plan) {
        return new Program(Stillness.of(lowered), plan, variational == null ? null : Stillness.of(variational));
    }

    private Expr volume(String state) {
        if (!state.endsWith(Simulation.AMOUNT)) {
            return Expr.ONE;
        }
        String species = state.substring(0, state.length() - Simulation.AMOUNT.length());
        return lowered.definitions().read(species) instanceof Expr.Call(Operator operator, List<Expr> parts)
                && operator == Operator.DIV && parts.getFirst().equals(Expr.sym(state)) ? parts.getLast() : Expr.ONE;
    }

    private Expr formula(Quantity reading) {
        return switch (reading) {
            case Quantity.At at -> Formula.of(at.of(), lowered.definitions());
            case Quantity.Over over -> Formula.of(over.of(), lowered.definitions());
            case Quantity.Steady steady -> Formula.of(steady.of(), lowered.definitions());
            case Quantity.Sensitivity asked when variational != null -> {
                if (isExtreme(asked)) {
                    yield formula(asked.of());
                }
                yield variational.tangent(formula(asked.of()), variational.by().indexOf(asked.to().name()));
            }
            default -> {
                Formula.of(reading, lowered.definitions());
                throw new InvalidInput(reading + " changes in time, and the question does not say when.",
                        "Maybe write: " + reading + " @ 100, max(" + reading + ") over 0..100, or steady(" + reading
                                + ").");
            }
        };
    }

    /** Whether it is the sensitivity of an extreme value, which is followed beside the value itself. */
    static boolean isExtreme(Quantity reading) {
        return reading instanceof Quantity.Sensitivity(Quantity.Over(Quantity.Fold fold, _, _), _)
                && (fold == Quantity.Fold.MAX || fold == Quantity.Fold.MIN);
    }

    private EventCode code(Lowered.Event event, Layout layout) {
        Expr delay = event.delay();
        Expr priority = event.priority();
        List<Expr> volumes = new ArrayList<>();
        for (Lowered.Assignment assignment : event.assignments()) {
            Expr volume = assignment.volume();
            volumes.add(volume == null ? Expr.ONE : volume);
        }
        return new EventCode(event, compile(layout, List.of(delay == null ? Expr.ZERO : delay)),
                compile(layout,
                        List.of(priority == null ? Expr.num(Double.NEGATIVE_INFINITY) : priority)),
                compile(layout, event.assignments().stream().map(Lowered.Assignment::value).toList()),
                compile(layout, volumes));
    }

    private Kernel compile(Layout layout, List<Expr> expressions) {
        Kernel kernel = GrowingKernel.of(layout, expressions);
        uses.put(kernel, DelayCode.uses(expressions, delayIndex));
        return kernel;
    }

    /** The delayed values that a kernel reads. */
    int[] uses(Kernel kernel) {
        return Objects.requireNonNull(uses.get(kernel));
    }

    private int[] triggering(List<Expr> followed) {
        return DelayCode.uses(followed, delayIndex).length > 0
                ? IntStream.range(0, stateIndex.size()).toArray()
                : Symbols.of(followed).names().stream().filter(stateIndex::containsKey).mapToInt(stateIndex::get)
                        .sorted()
                        .toArray();
    }

    private int[] watched(List<Expr> expressions) {
        BitSet seen = new BitSet();
        List<Expr> open = new ArrayList<>(expressions);
        while (!open.isEmpty()) {
            for (int used : DelayCode.uses(List.of(open.removeLast()), delayIndex)) {
                if (!seen.get(used)) {
                    seen.set(used);
                    open.add(lowered.delays().get(used).value());
                    open.add(lowered.delays().get(used).duration());
                }
            }
        }
        return seen.stream().toArray();
    }

    /**
     * A delayed value counts as a function of the time: exactly so where no state changes the delay, which is no
     * shorter than the step. What a state changes by changing a delay, or by being delayed less than the step, is
     * missing in the Jacobian; the error estimate sees it.
     */
    private Expr timeDerivative(Expr derivative) {
        List<Expr> terms = new ArrayList<>(List.of(Derivative.ofTime(derivative)));
        for (int used : DelayCode.uses(List.of(derivative), delayIndex)) {
            Lowered.Delay delay = lowered.delays().get(used);
            if (delay.rate() != null) {
                terms.add(Expr.call(Operator.MUL, Derivative.of(derivative, delay.name()), delay.rate()));
            }
        }
        return terms.size() == 1 ? terms.getFirst() : Simplifier.simplify(Expr.call(Operator.ADD, terms));
    }

    private Stiff compileStiff(Layout layout) {
        List<String> states = lowered.layout().states();
        SparseJacobian jacobian = SparseJacobian.of(lowered.derivatives(), states);
        int n = states.size();
        List<Expr> byTime = lowered.derivatives().stream().map(this::timeDerivative).toList();
        return new Stiff(new SparsityPattern(n, n, jacobian.rowPointer(), jacobian.column()),
                compile(layout, jacobian.entries()), compile(layout, byTime),
                byTime.stream().allMatch(slope -> slope instanceof Expr.Num(double value) && value == 0));
    }

    int state(String base) {
        return Objects.requireNonNull(stateIndex.get(base), base);
    }

    /** Of some states, in ascending order. */
    int[] places(Collection<String> states) {
        return states.stream().mapToInt(this::state).sorted().toArray();
    }

    int parameter(String base) {
        return Objects.requireNonNull(parameterIndex.get(base), base);
    }

    Stiff stiff() {
        return stiff.get();
    }

    /** How much of each state is one unit of the symbol that people see: the volume where that is a concentration. */
    Kernel volumes() {
        return volumes.get();
    }

    static <T> Supplier<T> lazily(Supplier<T> make) {
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

    /** How a run is read for it: a sensitivity like what it is the sensitivity of. */
    static Quantity shape(Quantity reading) {
        return reading instanceof Quantity.Sensitivity asked ? asked.of() : reading;
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
