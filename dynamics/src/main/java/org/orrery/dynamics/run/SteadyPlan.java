package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.dynamics.lower.Stillness;
import org.orrery.dynamics.lower.Variational;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.moiety.Moieties;
import org.orrery.dynamics.moiety.Moiety;
import org.orrery.dynamics.steady.Lags;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/** What the runs of a plan that asks for steady states have in common: the sums that are conserved. */
final class SteadyPlan {
    private final Mechanism mechanism;
    private final Set<String> unknown;
    private final Map<Set<String>, List<Moiety>> laws = new ConcurrentHashMap<>();
    private final @Nullable Program still;
    private final @Nullable LagCode lags;

    private SteadyPlan(Mechanism mechanism, Set<String> unknown, @Nullable Program still, @Nullable LagCode lags) {
        this.mechanism = mechanism;
        this.unknown = unknown;
        this.still = still;
        this.lags = lags;
    }

    /**
     * Null where the plan asks for no steady state.
     *
     * @param lowered without sensitivities
     * @throws Refusal where the equations go on depending on time, so that nothing comes to rest
     */
    static @Nullable SteadyPlan of(Mechanism mechanism, Lowered lowered, Plan plan, Program program) {
        List<Quantity.Steady> asked = plan.readings().stream().map(Program::shape)
                .filter(Quantity.Steady.class::isInstance)
                .map(Quantity.Steady.class::cast).toList();
        if (asked.isEmpty()) {
            return null;
        }
        if (!lowered.delays().isEmpty() && !lowered.algebra().extents().isEmpty()) {
            throw new Refusal("The model has delays beside fast reactions, and no steady state is searched for then.",
                    "Maybe read a late time, or a mean over one: x @ 1000, mean(x) over 900..1000.");
        }
        requireTimeless(Stillness.of(lowered), asked);
        Set<String> unknown = new HashSet<>(plan.inputs());
        lowered.moved().forEach(gear -> unknown.add(gear.gate().symbol()));
        return lowered.delays().isEmpty()
                ? new SteadyPlan(mechanism, unknown, null, null)
                : new SteadyPlan(mechanism, unknown, program.still(plan), new LagCode(program));
    }

    /** The equations where nothing moves; null for those of the run itself, which looks back at nothing. */
    @Nullable
    Program still() {
        return still;
    }

    /** How far the run looks back at a point. */
    double memory(double t, double[] y, double[] parameters) {
        return lags == null ? 0 : lags.memory(t, y, parameters);
    }

    @Nullable
    Lags lags(double[] parameters) {
        return lags == null ? null : lags.lags(parameters);
    }

    private static void requireTimeless(Lowered lowered, List<Quantity.Steady> asked) {
        List<Expr> watched = new ArrayList<>(lowered.derivatives());
        lowered.events().forEach(event -> watched.add(event.trigger()));
        TimeSwitches turns = TimeSwitches.in(watched, new HashSet<>(lowered.layout().states()));
        Set<Expr> switches = turns.scheduled();
        if (turns.missesSome(watched)) {
            throw refusal("a condition in its equations");
        }
        for (int i = 0; i < lowered.derivatives().size(); i++) {
            require(lowered.derivatives().get(i), switches,
                    "the rate of change of " + lowered.layout().states().get(i));
        }
        for (Lowered.Event event : lowered.events()) {
            require(event.trigger(), switches,
                    "the trigger of " + (event.id().isEmpty() ? "an event" : "event " + event.id()));
        }
        for (Quantity.Steady reading : asked) {
            require(Formula.of(reading.of(), lowered.definitions()), Set.of(), reading.of().toString());
        }
    }

    private static void require(Expr expr, Set<Expr> switches, String what) {
        if (readsTime(expr, switches, new IdentityHashMap<>())) {
            throw refusal(what);
        }
    }

    private static Refusal refusal(String what) {
        return new Refusal("There is no steady state: " + what + " depends on time, and goes on doing so.",
                "Maybe read a late time, or a mean over one: x @ 1000, mean(x) over 900..1000.");
    }

    /**
     * Whether time stands somewhere else than in a comparison that turns once, or in a branch that such comparisons
     * choose: whether the last branch depends on time is seen when the run is there.
     */
    private static boolean readsTime(Expr expr, Set<Expr> switches, Map<Expr, Boolean> seen) {
        return switch (expr) {
            case Expr.Time _ -> true;
            case Expr.Num _,Expr.Sym _ -> false;
            case Expr.Call call -> seen.put(call, true) == null && !switches.contains(call)
                    && parts(call, switches).anyMatch(argument -> readsTime(argument, switches, seen));
        };
    }

    private static Stream<Expr> parts(Expr.Call call, Set<Expr> switches) {
        List<Expr> all = call.arguments();
        if (call.operator() != Operator.PIECEWISE) {
            return all.stream();
        }
        List<Expr> conditions = IntStream.range(0, all.size()).filter(i -> i % 2 == 1).mapToObj(all::get).toList();
        return conditions.stream().anyMatch(condition -> turns(condition, switches))
                ? conditions.stream()
                : all.stream();
    }

    private static boolean turns(Expr condition, Set<Expr> switches) {
        return switches.contains(condition) || condition instanceof Expr.Call call
                && call.arguments().stream().anyMatch(argument -> turns(argument, switches));
    }

    /** Weights of the conserved sums over the states, while these symbols are held. */
    List<double[]> laws(Set<String> held, Stage stage) {
        List<double[]> rows = new ArrayList<>();
        for (Moiety law : laws.computeIfAbsent(held, symbols -> Moieties.laws(mechanism, symbols, unknown))) {
            int copies = stage.program.tangent == null ? 0 : stage.program.tangent.count;
            for (int k = -1; k < copies; k++) {
                String beside = k < 0 ? "" : Variational.besides(k);
                double[] row = weights(law, beside, stage);
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static double @Nullable [] weights(Moiety law, String beside, Stage stage) {
        double[] row = new double[stage.states.length];
        for (Moiety.Term term : law.terms()) {
            Integer state = stage.program.stateIndex.get(term.species() + ".amount" + beside);
            Integer factor = term.factor() == null ? null : stage.program.parameterIndex.get(term.factor());
            if (state == null || term.factor() != null && factor == null) {
                return null;
            }
            row[state] = factor == null ? term.weight() : term.weight() / stage.parameters[factor];
        }
        return row;
    }
}
