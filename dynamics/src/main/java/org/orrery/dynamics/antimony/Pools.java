package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Node.Passage;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.dynamics.mechanism.Mechanism.Compartment;
import org.orrery.dynamics.mechanism.Mechanism.InitialAssignment;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/**
 * Decides what each name is and builds what has a value. Antimony's rules: participants are species, what something is in
 * is a compartment, everything else with a value is a parameter. A species under {@code $} or {@code const} is a boundary
 * species, and so is one that takes part in a reaction and has a rule. A parameter is constant unless a rule or an event
 * sets it or it stands in an algebraic rule.
 */
final class Pools {
    private static final String DEFAULT_COMPARTMENT = "default_compartment";

    final List<Compartment> compartments = new ArrayList<>();
    /** Compartments without a size, read as 1. */
    final List<String> unsized = new ArrayList<>();
    final List<Species> species = new ArrayList<>();
    final List<Parameter> parameters = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final List<InitialAssignment> initialAssignments = new ArrayList<>();

    private final Library library;
    private final Whole whole;
    private final Meaning meaning;
    private final Map<String, String> homes;
    private final Set<String> taking;
    private final Set<String> setByEvents;
    private final Set<String> algebraic;
    private final Map<Object, Span> places;

    /**
     * @param homes compartments of reactions by the paths of their participants
     * @param taking the paths of participants
     * @param setByEvents names that events set
     * @param algebraic names that algebraic rules use
     */
    Pools(Library library, Whole whole, Meaning meaning, Map<String, String> homes, Set<String> taking,
            Set<String> setByEvents, Set<String> algebraic, Map<Object, Span> places) {
        this.library = library;
        this.whole = whole;
        this.meaning = meaning;
        this.homes = homes;
        this.taking = taking;
        this.setByEvents = setByEvents;
        this.algebraic = algebraic;
        this.places = places;
    }

    void build() {
        for (Node node : whole.nodes.values()) {
            if (node.kind == Kind.OPEN) {
                node.kind = node.compartment == null ? Kind.PARAMETER : Kind.SPECIES;
            }
            if (!whole.deleted.contains(node.path)) {
                node(node);
            }
        }
    }

    private <T> T from(Span place, T part) {
        places.put(part, place);
        return part;
    }

    private void node(Node node) {
        switch (node.kind) {
            case COMPARTMENT -> from(node.place, compartment(node));
            case SPECIES -> from(node.place, species(node));
            case OPEN, PARAMETER -> from(node.place, parameter(node));
            case REACTION, EVENT -> {
                return;
            }
        }
        String id = Whole.id(node.path);
        Expr operator = node.operator;
        if (operator != null) {
            rules.add(from(node.place, new Rule.Assignment(id, operator)));
        } else if (node.rule != null) {
            rule(node.rule, new Rule.Assignment(id, meaning.value(node.rule)));
        }
        if (node.rate != null) {
            rule(node.rate, new Rule.Rate(id, meaning.rateRule(node.rate)));
        }
    }

    private void rule(Passage passage, Rule rule) {
        Expr value = switch (rule) {
            case Rule.Assignment assignment -> assignment.value();
            case Rule.Rate rate -> rate.value();
            case Rule.Algebraic algebraic -> algebraic.value();
        };
        if (Meaning.isDeleted(value)) {
            lost("the rule for " + passage.target());
        } else {
            rules.add(from(passage.span(), rule));
        }
    }

    private void lost(String what) {
        library.remark(what + ": left out, it uses what was deleted");
    }

    /** The start value as the author wrote it, or null where there is none or it was lost with something deleted. */
    private @Nullable Expr initial(Node node) {
        Expr value = node.initial == null ? null : meaning.value(node.initial);
        if (value != null && Meaning.isDeleted(value)) {
            lost("the start value of " + node.path);
            return null;
        }
        return value;
    }

    /** The value if it is a number; NaN otherwise, and then there is an initial assignment. */
    private double number(Node node, @Nullable Expr initial) {
        if (initial == null) {
            return Double.NaN;
        }
        Double number = Formulas.number(initial);
        if (number != null) {
            return number;
        }
        Span place = node.initial == null ? node.place : node.initial.span();
        initialAssignments.add(from(place, new InitialAssignment(Whole.id(node.path), initial)));
        return Double.NaN;
    }

    private Compartment compartment(Node node) {
        double size = number(node, initial(node));
        if (node.initial == null && node.rule == null && !node.withoutValue) {
            size = 1;
            unsized.add(Whole.id(node.path));
        }
        Compartment compartment = new Compartment(Whole.id(node.path), node.label, 3, size, constant(node));
        compartments.add(compartment);
        return compartment;
    }

    private Species species(Node node) {
        String home = home(node);
        if (home.equals(DEFAULT_COMPARTMENT) && !whole.nodes.containsKey(home)
                && compartments.stream().noneMatch(place -> place.id().equals(home))) {
            compartments.addFirst(from(node.place, new Compartment(home, "", 3, 1, true)));
        }
        String id = Whole.id(node.path);
        boolean ruled = node.rule != null || node.rate != null;
        boolean fixed = Boolean.TRUE.equals(node.constant);
        boolean boundary = node.boundary || fixed || ruled && taking.contains(node.path);
        Expr initial = initial(node);
        Double other = otherKind(initial, Whole.id(home), node.onlySubstance);
        double value = other == null ? number(node, initial) : other;
        boolean amount = node.onlySubstance == (other == null);
        Species pool = new Species(id, node.label, Whole.id(home), amount ? value : Double.NaN,
                amount ? Double.NaN : value, node.onlySubstance, boundary,
                fixed && !ruled && !setByEvents.contains(id),
                node.conversionFactor == null ? null : Whole.id(whole.target(node.conversionFactor).path()));
        species.add(pool);
        return pool;
    }

    /** {@code S = 3/c} gives an amount where the name is a concentration, {@code S = 3*c} the other way round. */
    private static @Nullable Double otherKind(@Nullable Expr initial, String home, boolean onlySubstance) {
        Operator operator = onlySubstance ? Operator.MUL : Operator.DIV;
        return initial instanceof Expr.Call call && call.operator() == operator && call.arguments().size() == 2
                && call.argument(1).equals(Expr.sym(home)) ? Formulas.number(call.argument(0)) : null;
    }

    /** Where a species is: where it says, where its last reaction is, where its submodel is, or the default. */
    private String home(Node node) {
        String own = node.compartment == null ? homes.get(node.path) : whole.target(node.compartment).path();
        if (own != null) {
            return own;
        }
        String home = DEFAULT_COMPARTMENT;
        for (Instance instance : whole.instances) {
            for (Instance at = instance; at != null && node.path.startsWith(instance.prefix); at = at.parent) {
                if (at.use != null && at.parent != null && at.use.compartment() != null
                        && node.path.startsWith(at.prefix) && home.equals(DEFAULT_COMPARTMENT)) {
                    home = whole.target(at.parent.full(at.use.compartment())).path();
                }
            }
        }
        return home;
    }

    private Parameter parameter(Node node) {
        boolean operates = node.operator != null;
        Parameter parameter = new Parameter(Whole.id(node.path), node.label,
                operates ? Double.NaN : number(node, initial(node)), !operates && constant(node),
                node.stoichiometry ? Role.STOICHIOMETRY : Role.GLOBAL);
        parameters.add(parameter);
        return parameter;
    }

    private boolean constant(Node node) {
        String id = Whole.id(node.path);
        boolean varies = node.rule != null || node.rate != null || setByEvents.contains(id) || algebraic.contains(id);
        return node.constant != null ? node.constant : node.boundary || !varies;
    }
}
