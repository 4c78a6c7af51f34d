package org.orrery.dynamics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Variable;
import org.orrery.dynamics.lower.AlgebraicVariables;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.run.MechanismMachine;
import org.orrery.equation.Unit;

/**
 * A mechanism in time as a {@link Model}: species, compartments, parameters and reactions are its variables.
 *
 * @param source where it came from
 * @param mechanism what was read
 * @param assumed what is run: the mechanism with what its file leaves out
 * @param totals what its reactions conserve
 */
public record MechanismModel(Source source, Mechanism mechanism, Assumed assumed, ConservedTotals totals)
        implements
            Model {
    public MechanismModel(Source source, Mechanism mechanism) {
        this(source, mechanism, Assumed.in(mechanism));
    }

    private MechanismModel(Source source, Mechanism mechanism, Assumed assumed) {
        this(source, mechanism, assumed, new ConservedTotals(assumed.mechanism()));
    }

    @Override
    public String kind() {
        return "mechanism";
    }

    @Override
    public @Nullable String timeUnit() {
        return mechanism.timeUnit();
    }

    @Override
    public List<Variable> variables() {
        Mechanism mechanism = assumed.mechanism();
        Set<String> ruled = new HashSet<>();
        for (Mechanism.Rule rule : mechanism.rules()) {
            if (rule instanceof Mechanism.Rule.Assignment assignment) {
                ruled.add(assignment.target());
            }
        }
        AlgebraicVariables algebraic = AlgebraicVariables.of(mechanism);
        ruled.addAll(algebraic.solved());
        Map<Unit, String> texts = new HashMap<>();
        List<Variable> variables = new ArrayList<>();
        for (Mechanism.Species pool : mechanism.species()) {
            double size = size(pool.compartment());
            double start = pool.onlySubstance()
                    ? first(pool.amount(), pool.concentration() * size)
                    : first(pool.concentration(), pool.amount() / size);
            variables.add(variable(pool.id(), pool.name(), "species", start, ruled, texts));
        }
        for (Mechanism.Compartment place : mechanism.compartments()) {
            variables.add(variable(place.id(), place.name(), "compartment", place.size(), ruled, texts));
        }
        for (Mechanism.Parameter parameter : mechanism.parameters()) {
            String kind = switch (parameter.role()) {
                case GLOBAL -> "parameter";
                case LOCAL -> "local parameter";
                case STOICHIOMETRY -> "stoichiometry";
            };
            variables.add(variable(parameter.id(), parameter.name(), kind, parameter.value(), ruled, texts));
        }
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            variables
                    .add(new Variable(reaction.id(), label(reaction.name(), reaction.id()), "reaction", List.of(), null,
                            Double.NaN, false, true));
        }
        variables.addAll(totals.variables());
        variables
                .replaceAll(variable -> algebraic.searched().contains(variable.name()) ? searched(variable) : variable);
        return variables;
    }

    /** Where the search for it starts can be set, but its declared value is not yet that of a run. */
    private static Variable searched(Variable variable) {
        return new Variable(variable.name(), variable.label(), variable.kind(), variable.shape(), variable.unit(),
                Double.NaN, true, variable.movable());
    }

    private static double first(double preferred, double otherwise) {
        return Double.isNaN(preferred) ? otherwise : preferred;
    }

    private double size(String compartment) {
        for (Mechanism.Compartment place : assumed.mechanism().compartments()) {
            if (place.id().equals(compartment)) {
                return place.dimensions() == 0 ? 1 : place.size();
            }
        }
        return 1;
    }

    private Variable variable(String id, String name, String kind, double value, Set<String> ruled,
            Map<Unit, String> texts) {
        Unit unit = mechanism.units().get(id);
        boolean free = !ruled.contains(id);
        return new Variable(id, label(name, id), kind, List.of(),
                unit == null ? null : texts.computeIfAbsent(unit, Unit::text),
                free ? value : Double.NaN, free, true);
    }

    private static String label(String name, String id) {
        return name.isBlank() ? id : name;
    }

    @Override
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add((mechanism.name().isBlank() ? mechanism.id() : mechanism.name()).strip());
        lines.add(count(mechanism.species().size(), "species", "species") + ", "
                + count(mechanism.reactions().size(), "reaction", "reactions") + ", "
                + count(mechanism.parameters().size(), "parameter", "parameters") + ", "
                + count(mechanism.compartments().size(), "compartment", "compartments") + ", "
                + count(mechanism.rules().size(), "rule", "rules") + ", "
                + count(mechanism.events().size(), "event", "events"));
        String unit = mechanism.timeUnit();
        lines.add(unit == null ? "the file gives no unit of time" : "time in units of 1 " + unit);
        lines.addAll(totals.lines());
        lines.addAll(mechanism.remarks());
        return lines;
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        List<Claim.Assumption> all = new ArrayList<>(List.of(
                new Claim.Assumption("the equations and numbers are those of the file; nothing outside of them acts",
                        Claim.State.UNTESTED),
                new Claim.Assumption("well mixed and deterministic: quantities are continuous, chance plays no part",
                        Claim.State.UNTESTED)));
        assumed.texts().values().forEach(text -> all.add(new Claim.Assumption(text, Claim.State.UNTESTED)));
        return all;
    }

    @Override
    public Map<String, String> taken() {
        return assumed.texts();
    }

    @Override
    public Machine prepare(Plan plan) {
        return new MechanismMachine(assumed.mechanism(), plan);
    }
}
