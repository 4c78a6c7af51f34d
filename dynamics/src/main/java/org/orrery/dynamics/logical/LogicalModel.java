package org.orrery.dynamics.logical;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.orrery.core.Claim;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.RunFailure;
import org.orrery.core.Variable;
import org.orrery.dynamics.logical.LogicalNetwork.Species;
import org.orrery.dynamics.logical.LogicalNetwork.Transition;
import org.orrery.equation.Infix;

/**
 * A logical network as a {@link Model}: its species are its variables, its time is the number of updates. The option
 * {@code method} says whether all species are updated at once ({@code synchronous}, the default) or one of those that
 * would change, picked by chance ({@code asynchronous}).
 */
public record LogicalModel(Source source, LogicalNetwork network) implements Model {
    private static final int TOLD = 20;
    private static final int LONGEST = 160;

    @Override
    public String kind() {
        return "logical";
    }

    @Override
    public List<Variable> variables() {
        return network.species().stream().map(LogicalModel::variable).toList();
    }

    private static Variable variable(Species each) {
        Integer initial = each.initial();
        return new Variable(each.id(), each.name().isBlank() ? each.id() : each.name(), "level", List.of(), null,
                initial == null ? Double.NaN : initial, true, true);
    }

    @Override
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add((network.name().isBlank() ? network.id() : network.name()).strip());
        Set<String> driven = new HashSet<>();
        network.transitions().forEach(each -> {
            driven.addAll(each.outputs());
            each.changes().forEach(change -> driven.add(change.species()));
        });
        long free = network.species().stream().filter(each -> !driven.contains(each.id())).count();
        lines.add(network.species().size() + " species (" + free + " that no transition moves), "
                + network.transitions().size() + " transitions; time in updates");
        lines.add("levels: " + network.species().stream().limit(TOLD).map(each -> each.id() + " 0.." + each.max())
                .collect(Collectors.joining(", ")) + more(network.species().size()));
        network.transitions().stream().limit(TOLD).forEach(each -> lines.add(told(each)));
        if (network.transitions().size() > TOLD) {
            lines.add((network.transitions().size() - TOLD) + " more transitions");
        }
        lines.addAll(attractors());
        lines.addAll(network.remarks());
        return lines;
    }

    private static String more(int size) {
        return size > TOLD ? " and " + (size - TOLD) + " more" : "";
    }

    private static String told(Transition transition) {
        String terms = transition.terms().stream()
                .map(term -> term.level() + " if " + Infix.print(term.condition()) + ", else ")
                .collect(Collectors.joining());
        List<String> parts = new ArrayList<>();
        if (!transition.outputs().isEmpty() || transition.changes().isEmpty()) {
            parts.add(String.join(", ", transition.outputs()) + " := ");
        }
        transition.changes().forEach(change -> parts.add(change.species() + " += "
                + (change.by() == 1 ? "" : change.by() == -1 ? "-" : change.by() + " * ")));
        String line = String.join("and ", parts) + "(" + terms + transition.otherwise() + ")";
        if (transition.changes().isEmpty()) {
            line = parts.getFirst() + terms + transition.otherwise();
        }
        return line.length() > LONGEST ? line.substring(0, LONGEST) + " ..." : line;
    }

    private List<String> attractors() {
        try {
            Attractors found = Attractors.of(network);
            return found == null
                    ? List.of("fixed points and cycles are not searched: more than " + Attractors.MOST + " states")
                    : found.lines(network.species());
        } catch (RunFailure failure) {
            return List.of("fixed points and cycles are not told: " + failure.getMessage());
        }
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        List<Claim.Assumption> assumptions = new ArrayList<>(List.of(
                new Claim.Assumption("levels are whole and jump to the level that a transition gives at once",
                        Claim.State.UNTESTED),
                new Claim.Assumption("steps count updates and are no physical time; the order of updates is that of the"
                        + " method", Claim.State.UNTESTED)));
        if (network.hasChanges()) {
            assumptions.add(new Claim.Assumption(
                    "a transition that takes and makes does so by the level of its term times"
                            + " the weight of each arc, all transitions at once or one after the other by the method",
                    Claim.State.UNTESTED));
        }
        return List.copyOf(assumptions);
    }

    @Override
    public Machine prepare(Plan plan) {
        return new LogicalMachine(network, plan);
    }
}
