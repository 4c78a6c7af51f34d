package org.orrery.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.OrreryException;
import org.orrery.core.Plan;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.lower.AlgebraicVariables;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.dynamics.lower.Lowering;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.run.MechanismMachine;
import org.orrery.equation.Expr;
import org.orrery.equation.Symbols;

/**
 * A mechanism that can start although its file leaves out what a run needs: a compartment's size (1 is taken), the start
 * value of a species or of what has a rate rule (0), a reaction's kinetic law (rate 0). Nothing is taken where the file
 * gives it in any other way, by an initial assignment, a rule or an event at the start; nor where a run can do without,
 * since what the standard leaves undefined stays undefined: a mechanism that starts is left as it is. Any other parameter
 * without a value is asked for when a run needs it.
 *
 * @param mechanism with what was taken
 * @param texts what was taken, by the symbol that it was taken for
 */
record Assumed(Mechanism mechanism, Map<String, String> texts) {
    Assumed {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** Costs a few lowerings and starts; nothing where the file leaves out nothing. */
    static Assumed in(Mechanism mechanism) {
        Map<String, String> texts = new LinkedHashMap<>();
        mechanism.unsized().forEach(id -> texts.put(id, size(id)));
        Set<String> open = open(mechanism);
        boolean lawless = mechanism.reactions().stream().anyMatch(reaction -> reaction.rate() == null);
        if (open.isEmpty() && !lawless || starts(mechanism)) {
            return new Assumed(mechanism, texts);
        }
        Mechanism running = mechanism;
        Lowered lowered = lowered(mechanism);
        if (lowered == null && lawless) {
            running = withLaws(mechanism, texts);
            lowered = lowered(running);
        }
        if (lowered == null) {
            // What is wrong is something else, and whoever runs it will hear of it.
            return new Assumed(mechanism, Map.of());
        }
        if (open.isEmpty() || starts(running)) {
            return new Assumed(running, texts);
        }
        open.retainAll(needed(lowered));
        List<String> unsized = mechanism.compartments().stream().map(Mechanism.Compartment::id).filter(open::contains)
                .toList();
        unsized.forEach(open::remove);
        Mechanism started = withValues(running, open, texts);
        return new Assumed(withValues(started, felt(started, unsized), texts), texts);
    }

    private static boolean starts(Mechanism mechanism) {
        try {
            return starts(new MechanismMachine(mechanism, plan(List.of())), new double[0]);
        } catch (OrreryException _) {
            return false;
        }
    }

    private static boolean starts(MechanismMachine machine, double[] inputs) {
        try {
            machine.run(new World(World.Arming.OFF, inputs, 0));
            return true;
        } catch (OrreryException | RunFailure _) {
            return false;
        }
    }

    private static Plan plan(List<String> inputs) {
        return new Plan(inputs, List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    /** The compartments, of those without a size, that a run cannot start without. */
    private static Set<String> felt(Mechanism mechanism, List<String> unsized) {
        Set<String> felt = new LinkedHashSet<>(unsized);
        MechanismMachine machine = new MechanismMachine(mechanism, plan(unsized));
        double[] sizes = new double[unsized.size()];
        Arrays.fill(sizes, 1);
        for (int i = 0; i < sizes.length && (i > 0 || starts(machine, sizes)); i++) {
            sizes[i] = Double.NaN;
            if (starts(machine, sizes)) {
                felt.remove(unsized.get(i));
            } else {
                sizes[i] = 1;
            }
        }
        return felt;
    }

    private static @Nullable Lowered lowered(Mechanism mechanism) {
        try {
            return Lowering.lower(mechanism, Set.of(), Set.of());
        } catch (OrreryException _) {
            return null;
        }
    }

    /** What has no value and may be taken to have one. */
    private static Set<String> open(Mechanism mechanism) {
        Set<String> given = new HashSet<>();
        Set<String> rates = new HashSet<>();
        mechanism.initialAssignments().forEach(assignment -> given.add(assignment.target()));
        for (Mechanism.Rule rule : mechanism.rules()) {
            switch (rule) {
                case Mechanism.Rule.Assignment assignment -> given.add(assignment.target());
                case Mechanism.Rule.Rate rate -> rates.add(rate.target());
                case Mechanism.Rule.Algebraic _ -> {
                }
            }
        }
        AlgebraicVariables algebraic = AlgebraicVariables.of(mechanism);
        given.addAll(algebraic.solved());
        given.addAll(algebraic.searched());
        Set<String> open = new LinkedHashSet<>();
        mechanism.compartments().stream().filter(place -> Double.isNaN(place.size()) && place.dimensions() != 0)
                .map(Mechanism.Compartment::id).forEach(open::add);
        mechanism.species().stream().filter(pool -> Double.isNaN(pool.amount()) && Double.isNaN(pool.concentration()))
                .map(Mechanism.Species::id).forEach(open::add);
        mechanism.parameters().stream().filter(it -> Double.isNaN(it.value()) && rates.contains(it.id()))
                .map(Mechanism.Parameter::id).forEach(open::add);
        open.removeAll(given);
        return open;
    }

    /** The declared values that the states at the start, or their rates of change, are computed from. */
    private static Set<String> needed(Lowered lowered) {
        Map<String, Expr> starts = new HashMap<>();
        List<String> parameters = lowered.layout().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            starts.put(parameters.get(i), lowered.startParameters().get(i));
        }
        List<Expr> read = new ArrayList<>(lowered.derivatives());
        lowered.delays().forEach(delay -> read.addAll(List.of(delay.value(), delay.duration())));
        Set<String> needed = new HashSet<>(Symbols.of(lowered.startStates()).names());
        for (String name : Symbols.of(read).names()) {
            Expr start = starts.get(name);
            if (start != null) {
                needed.addAll(Symbols.of(start).names());
            }
        }
        return needed;
    }

    private static Mechanism withLaws(Mechanism old, Map<String, String> texts) {
        List<Mechanism.Reaction> reactions = old.reactions().stream().map(reaction -> {
            if (reaction.rate() != null) {
                return reaction;
            }
            texts.put(reaction.id(), "the file gives no kinetic law for reaction " + reaction.id()
                    + ": the rate 0 is taken, as other simulators do, unless a question moves it");
            return new Mechanism.Reaction(reaction.id(), reaction.name(), reaction.reactants(), reaction.products(),
                    reaction.modifiers(), Expr.ZERO, reaction.reversible(), reaction.fast());
        }).toList();
        return with(old, old.compartments(), old.species(), old.parameters(), reactions);
    }

    private static Mechanism withValues(Mechanism old, Set<String> open, Map<String, String> texts) {
        List<Mechanism.Compartment> compartments = old.compartments().stream().map(place -> {
            if (!open.contains(place.id())) {
                return place;
            }
            texts.put(place.id(), size(place.id()));
            return new Mechanism.Compartment(place.id(), place.name(), place.dimensions(), 1, place.constant());
        }).toList();
        List<Mechanism.Species> species = old.species().stream().map(pool -> {
            if (!open.contains(pool.id())) {
                return pool;
            }
            texts.put(pool.id(), start(pool.id(), ", as other simulators do"));
            return new Mechanism.Species(pool.id(), pool.name(), pool.compartment(), 0, Double.NaN,
                    pool.onlySubstance(), pool.boundary(), pool.constant(), pool.conversionFactor());
        }).toList();
        List<Mechanism.Parameter> parameters = old.parameters().stream().map(parameter -> {
            if (!open.contains(parameter.id())) {
                return parameter;
            }
            texts.put(parameter.id(), start(parameter.id(), ""));
            return new Mechanism.Parameter(parameter.id(), parameter.name(), 0, parameter.constant(),
                    parameter.role());
        }).toList();
        return with(old, compartments, species, parameters, old.reactions());
    }

    private static Mechanism with(Mechanism old, List<Mechanism.Compartment> compartments,
            List<Mechanism.Species> species, List<Mechanism.Parameter> parameters,
            List<Mechanism.Reaction> reactions) {
        return new Mechanism(old.id(), old.name(), old.functions(), compartments, species, parameters, reactions,
                old.rules(), old.initialAssignments(), old.events(), old.conversionFactor(), old.timeUnit(),
                old.units(), old.remarks(), old.unsized());
    }

    private static String size(String id) {
        return "the file gives no size for compartment " + id + ": 1 is taken, as other simulators do, unless --set "
                + id
                + "=... gives one";
    }

    private static String start(String id, String precedent) {
        return "the file gives no start value for " + id + ": 0 is taken" + precedent + ", unless --set " + id
                + "=... gives one";
    }
}
