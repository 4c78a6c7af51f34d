package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.orrery.core.Quantity;
import org.orrery.dynamics.lanes.LaneEquations;
import org.orrery.dynamics.lanes.LaneSettings;
import org.orrery.dynamics.lower.Gate;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.dynamics.lower.Rewriter;
import org.orrery.dynamics.solve.SparsityPattern;
import org.orrery.dynamics.solve.Tolerances;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.LaneCompiler;
import org.orrery.equation.LaneKernel;
import org.orrery.equation.Layout;
import org.orrery.equation.SparseJacobian;
import org.orrery.equation.Symbols;

/**
 * What a plan needs to be run in lanes. The modes of the gates are written into the code, so that a gate costs nothing
 * where it rests: for each combination of modes that occurs there is one compiled system, made when first needed. The
 * values are those of the general system bit for bit; derivatives are taken before the modes are put in.
 */
final class LaneProgram {
    private static final int LANES = 128;
    private static final int LARGEST = 500;

    private final Program program;
    private final Layout layout;
    private final List<String> own;
    private final int[] ownIndex;
    private final int[] modeIndex;
    private final int[] gateIndex;
    private final int[] guarded;
    private final Map<List<Double>, LaneEquations> compiled = new ConcurrentHashMap<>();

    /**
     * @param inputs what worlds bring values for
     * @param moves those that may be armed
     */
    LaneProgram(Program program, List<String> inputs, List<Move> moves) {
        this.program = program;
        layout = program.lowered.layout();
        own = own(program.lowered, Set.copyOf(inputs), moves);
        ownIndex = own.stream().mapToInt(program::parameter).toArray();
        List<String> states = layout.states();
        guarded = IntStream.range(0, states.size()).filter(i -> states.get(i).endsWith(Simulation.AMOUNT)).toArray();
        List<Gate> gates = program.lowered.moved().stream().map(Lowered.Moved::gate).toList();
        modeIndex = gates.stream().mapToInt(gate -> program.parameter(gate.mode())).toArray();
        gateIndex = gates.stream().flatMap(gate -> List.of(gate.mode(), gate.factor(), gate.addend()).stream())
                .filter(name -> !own.contains(name)).mapToInt(program::parameter).toArray();
    }

    /** Whether the plan's runs can be made in lanes at all; if not, each is run by itself. */
    static boolean fits(Program program, SolverSettings settings) {
        int n = program.lowered.layout().states().size();
        boolean method = switch (settings.choice()) {
            case AUTO, TSIT5 -> n <= LARGEST;
            case RODAS5P -> n <= LANES;
            case BDF, VERN7, RADAU5 -> false;
        };
        boolean rests = program.quantities.stream().anyMatch(Quantity.Steady.class::isInstance);
        return method && !rests && program.tangent == null && !program.scan && program.lowered.algebra().isEmpty()
                && program.lowered.delays().isEmpty();
    }

    /** Parameters that members may have for themselves: what follows from inputs, what events set, where gears are frozen. */
    private static List<String> own(Lowered lowered, Set<String> inputs, List<Move> moves) {
        Set<String> own = new LinkedHashSet<>();
        List<String> parameters = lowered.layout().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (Symbols.of(lowered.startParameters().get(i)).names().stream().anyMatch(inputs::contains)) {
                own.add(parameters.get(i));
            }
        }
        for (Lowered.Event event : lowered.events()) {
            event.assignments().stream().map(Lowered.Assignment::target).filter(parameters::contains).forEach(own::add);
        }
        moves.stream().filter(Move::freeze).map(move -> move.gate().addend()).forEach(own::add);
        return List.copyOf(own);
    }

    double[] own(double[] parameters) {
        double[] values = new double[ownIndex.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters[ownIndex[i]];
        }
        return values;
    }

    /** Where the gates stand, as far as all members share it: runs that differ here cannot be in lanes side by side. */
    List<Double> gates(double[] parameters) {
        return gateIndex.length == 0 ? List.of() : IntStream.of(gateIndex).mapToObj(i -> parameters[i]).toList();
    }

    LaneSettings settings(SolverSettings settings, Tolerances tolerances) {
        return new LaneSettings(tolerances.relative(), program.longestStep, settings.maxSteps(), settings.choice(),
                guarded);
    }

    /** Whether steps must be looked into: for a fold over time, or for a course. */
    boolean watchesSteps() {
        return program.grid.length > 0 || program.quantities.stream().anyMatch(Quantity.Over.class::isInstance);
    }

    LaneEquations equations(double[] parameters) {
        List<Double> modes = IntStream.of(modeIndex).mapToObj(i -> parameters[i]).toList();
        return compiled.computeIfAbsent(modes, this::compile);
    }

    private LaneEquations compile(List<Double> modes) {
        Map<String, Expr> known = new HashMap<>();
        for (int i = 0; i < modeIndex.length; i++) {
            known.put(layout.parameters().get(modeIndex[i]), Expr.num(modes.get(i)));
        }
        List<Expr> derivatives = program.lowered.derivatives();
        int n = derivatives.size();
        int lanes = n > LARGEST / 5 ? LANES / 2 : LANES;
        LaneKernel rightHandSide = kernel(derivatives, known, lanes);
        return new LaneEquations(n, own.size(), rightHandSide, Program.lazily(() -> {
            SparseJacobian jacobian = SparseJacobian.of(derivatives, layout.states());
            List<Expr> times = derivatives.stream().map(Derivative::ofTime).toList();
            return LaneEquations.Stiff.of(new SparsityPattern(n, n, jacobian.rowPointer(), jacobian.column()),
                    kernel(jacobian.entries(), known, lanes), times.stream().allMatch(Expr.ZERO::equals)
                            ? null
                            : kernel(times, known, lanes));
        }));
    }

    private LaneKernel kernel(List<Expr> expressions, Map<String, Expr> known, int lanes) {
        Rewriter rewriter = new Rewriter(
                leaf -> leaf instanceof Expr.Sym(String name) ? known.getOrDefault(name, leaf) : leaf, _ -> null);
        List<Expr> ready = new ArrayList<>();
        expressions.forEach(expression -> ready.add(rewriter.rewrite(expression)));
        return LaneCompiler.compile(layout, own, ready, lanes);
    }

    /** The number of worlds that fill the lanes for long enough. */
    static int block() {
        return 4 * LANES;
    }

}
