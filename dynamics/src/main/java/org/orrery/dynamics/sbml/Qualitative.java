package org.orrery.dynamics.sbml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.dynamics.logical.LogicalNetwork;
import org.orrery.dynamics.logical.LogicalNetwork.Species;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Suggestion;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.equation.Expr;

/**
 * Makes the logical network of a file with the package qual (SBML Level 3 Package: Qualitative Models, version 1). What
 * has no meaning that all readers share is refused by name.
 */
final class Qualitative {
    private final Prefixed model;
    private final Mechanism mechanism;
    private final Conditions conditions;
    private final Map<String, Prefixed> elements = new LinkedHashMap<>();
    /** The levels of species whose highest level the file does not give. */
    private final Map<String, Integer> highest = new HashMap<>();
    /** Species that transitions take from or add to. */
    private final Map<String, Prefixed> changed = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    private Qualitative(Prefixed model, Mechanism mechanism, Level level) {
        this.model = model;
        this.mechanism = mechanism;
        conditions = new Conditions(new Mathematics(model.element(), level, new Draft()));
        remarks.addAll(mechanism.remarks());
        mechanism.compartments().forEach(each -> ids.add(each.id()));
    }

    /** The network, or null where the file has no transitions and no species of the package, or other dynamics and no transitions. */
    static @Nullable LogicalNetwork of(Element model, Mechanism mechanism, Level level) {
        String namespace = Packages.namespace(model, "qual");
        if (namespace == null) {
            return null;
        }
        Prefixed whole = new Prefixed(model, namespace);
        whole.children(Set.of("listOfQualitativeSpecies", "listOfTransitions"));
        boolean moves = !whole.list("listOfTransitions", "transition").isEmpty();
        boolean other = !mechanism.reactions().isEmpty() || !mechanism.rules().isEmpty()
                || !mechanism.events().isEmpty();
        if (moves && other) {
            throw new Refusal(model.where() + "holds transitions of the SBML package qual beside reactions, rules or"
                    + " events: two kinds of dynamics in one model, which is not supported.",
                    "Part them into two files.");
        }
        return other || !moves && whole.list("listOfQualitativeSpecies", "qualitativeSpecies").isEmpty()
                ? null
                : new Qualitative(whole, mechanism, level).network();
    }

    private LogicalNetwork network() {
        for (Prefixed element : model.list("listOfQualitativeSpecies", "qualitativeSpecies")) {
            only(element, "id name compartment constant initialLevel maxLevel");
            String id = identify(element, element.required("id"));
            element.required("constant");
            String place = element.required("compartment");
            if (mechanism.compartments().stream().noneMatch(each -> each.id().equals(place))) {
                throw element.element().invalid("species " + id + " lies in " + place + ", which is no compartment.",
                        "Maybe correct the name of the compartment.");
            }
            elements.put(id, element);
        }
        if (!mechanism.species().isEmpty() || !mechanism.parameters().isEmpty()) {
            remarks.add("species and parameters of the core stand still and play no part in the logical network");
        }
        List<Prefixed> read = model.list("listOfTransitions", "transition");
        List<LogicalNetwork.Transition> transitions = new ArrayList<>();
        Set<String> assigned = new HashSet<>();
        for (Prefixed element : read) {
            transitions.add(transition(element, "transition " + (transitions.size() + 1), assigned));
        }
        changed.forEach((id, element) -> {
            if (assigned.contains(id)) {
                throw new Refusal(element.element().where() + id + " is assigned a level by one transition and taken or"
                        + " made by another: how both act together is left open by the package qual.",
                        "Part them into two species.");
            }
        });
        List<Species> species = elements.entrySet().stream().map(each -> species(each.getKey(), each.getValue()))
                .toList();
        Map<String, Integer> most = new HashMap<>();
        species.forEach(each -> most.put(each.id(), each.max()));
        LogicalNetwork network = new LogicalNetwork(mechanism.id(), mechanism.name(), species, transitions,
                List.copyOf(remarks));
        for (int i = 0; i < read.size(); i++) {
            check(read.get(i), transitions.get(i), network, most);
        }
        return network;
    }

    private void check(Prefixed element, LogicalNetwork.Transition transition, LogicalNetwork network,
            Map<String, Integer> most) {
        for (Prefixed input : element.list("listOfInputs", "input")) {
            Integer threshold = whole(input, "thresholdLevel");
            String id = input.required("qualitativeSpecies");
            if (threshold != null && threshold > most.getOrDefault(id, 0)) {
                throw beyond(input, "thresholdLevel", threshold, id, most);
            }
        }
        for (Prefixed term : element.list("listOfFunctionTerms", Set.of("functionTerm", "defaultTerm"))) {
            for (String id : transition.outputs()) {
                int level = level(term);
                if (level > most.getOrDefault(id, 0)) {
                    throw beyond(term, "resultLevel", level, id, most);
                }
            }
        }
        String contradiction = network.contradiction(transition);
        if (contradiction != null) {
            throw element.element().invalid(contradiction + ".", "Make the conditions exclude each other.");
        }
    }

    private static RuntimeException beyond(Prefixed element, String what, int level, String id,
            Map<String, Integer> most) {
        return element.element().invalid("the " + what + " " + level + " of <" + element.name()
                + "> is beyond the highest level of " + id + ", which is " + most.get(id) + ".",
                "Correct it, or the maxLevel of " + id + ".");
    }

    private Species species(String id, Prefixed element) {
        Integer initial = whole(element, "initialLevel");
        Integer max = whole(element, "maxLevel");
        if (max == null && changed.containsKey(id)) {
            max = (int) Short.MAX_VALUE;
            remarks.add("highest level of " + id + ": not given, as high as transitions make it");
        } else if (max == null) {
            max = Math.max(Math.max(1, initial == null ? 0 : initial), highest.getOrDefault(id, 0));
            remarks.add("highest level of " + id + ": not given, " + max + " by what the model does with it");
        }
        if (initial != null && initial > max) {
            throw element.element().invalid("the initialLevel " + initial + " of " + id + " is beyond its maxLevel "
                    + max + ".", "Correct one of them.");
        }
        return new Species(id, element.text("name", ""), max, initial, element.truth("constant", false));
    }

    private LogicalNetwork.Transition transition(Prefixed element, String otherName, Set<String> assigned) {
        only(element, "id name");
        element.children(Set.of("listOfInputs", "listOfOutputs", "listOfFunctionTerms"));
        String id = element.has("id") ? identify(element, element.required("id")) : otherName;
        Map<String, Expr> thresholds = new HashMap<>();
        for (Prefixed input : element.list("listOfInputs", "input")) {
            input(input, thresholds);
        }
        List<String> outputs = new ArrayList<>();
        List<LogicalNetwork.Change> changes = new ArrayList<>();
        List<QualitativeArc> arcs = new ArrayList<>();
        for (Prefixed input : element.list("listOfInputs", "input")) {
            if (input.text("transitionEffect", "").equals("consumption")) {
                arcs.add(new QualitativeArc(input, known(input), -1, whole(input, "thresholdLevel")));
            }
        }
        for (Prefixed output : element.list("listOfOutputs", "output")) {
            String target = output(output);
            if (output.text("transitionEffect", "").equals("production")) {
                arcs.add(new QualitativeArc(output, target, 1, whole(output, "outputLevel")));
                continue;
            }
            if (!assigned.add(target)) {
                throw output.element().invalid(target + " is given its level by more than one output.",
                        "One transition may assign a species its level; join them.");
            }
            outputs.add(target);
        }
        List<LogicalNetwork.Term> terms = new ArrayList<>();
        Integer otherwise = null;
        for (Prefixed term : element.list("listOfFunctionTerms", Set.of("functionTerm", "defaultTerm"))) {
            only(term, "id name resultLevel");
            int level = level(term);
            outputs.forEach(target -> highest.merge(target, level, Math::max));
            arcs.forEach(arc -> arc.check(level));
            if (term.name().equals("functionTerm")) {
                terms.add(new LogicalNetwork.Term(conditions.of(term.element(), thresholds, elements.keySet(), id),
                        level));
            } else if (otherwise == null) {
                otherwise = level;
            } else {
                throw term.element().invalid("transition " + id + " has more than one <defaultTerm>.", "Keep one.");
            }
        }
        if (otherwise == null) {
            throw element.element().invalid("transition " + id + " has no <defaultTerm>.",
                    "Say which level holds where no condition does.");
        }
        for (QualitativeArc arc : arcs) {
            moving(arc.element(), arc.species());
            changes.add(arc.change());
            changed.putIfAbsent(arc.species(), arc.element());
        }
        return new LogicalNetwork.Transition(id, outputs, changes, terms, otherwise);
    }

    private void input(Prefixed input, Map<String, Expr> thresholds) {
        only(input, "id name sign qualitativeSpecies transitionEffect thresholdLevel");
        String source = known(input);
        oneOf(input, "sign", input.text("sign", "unknown"), Set.of("positive", "negative", "dual", "unknown"));
        oneOf(input, "transitionEffect", input.required("transitionEffect"), Set.of("none", "consumption"));
        Integer threshold = whole(input, "thresholdLevel");
        if (threshold != null) {
            highest.merge(source, threshold, Math::max);
        }
        if (input.has("id")) {
            String id = identify(input, input.required("id"));
            thresholds.put(id, Expr.num(threshold == null ? Double.NaN : threshold));
        }
    }

    private String output(Prefixed output) {
        only(output, "id name qualitativeSpecies transitionEffect outputLevel");
        String target = known(output);
        if (output.has("id")) {
            identify(output, output.required("id"));
        }
        String effect = oneOf(output, "transitionEffect", output.required("transitionEffect"),
                Set.of("assignmentLevel", "production"));
        if (effect.equals("assignmentLevel") && whole(output, "outputLevel") != null) {
            remarks.add(
                    "the outputLevel of an output that is assigned its level: ignored, the resultLevel is assigned");
        }
        moving(output, target);
        return target;
    }

    private void moving(Prefixed part, String target) {
        if (elements.get(target) instanceof Prefixed species && species.truth("constant", false)) {
            throw part.element().invalid(target + " is constant and yet an " + part.name() + " of a transition.",
                    "Say constant=\"false\", or take the " + part.name() + " out.");
        }
    }

    private String known(Prefixed element) {
        String id = element.required("qualitativeSpecies");
        if (!elements.containsKey(id)) {
            throw element.element().invalid("<" + element.name() + "> speaks of " + id
                    + ", which is no qualitative species.",
                    Suggestion.of(id, elements.keySet(), "Add it to the list of species."));
        }
        return id;
    }

    private static String oneOf(Prefixed element, String attribute, String value, Set<String> values) {
        if (!values.contains(value)) {
            throw element.element().invalid("<" + element.name() + "> has " + attribute + "=\"" + value + "\".",
                    "It is one of: " + String.join(", ", values.stream().sorted().toList()) + ".");
        }
        return value;
    }

    private String identify(Prefixed element, String id) {
        if (!ids.add(id)) {
            throw element.element().invalid("the id " + id + " is given twice.", "Give each thing an id of its own.");
        }
        return id;
    }

    private static int level(Prefixed term) {
        term.required("resultLevel");
        Integer level = whole(term, "resultLevel");
        return level == null ? 0 : level;
    }

    private static @Nullable Integer whole(Prefixed element, String attribute) {
        if (!element.has(attribute)) {
            return null;
        }
        double value = element.number(attribute, 0);
        if (value != Math.rint(value) || value < 0 || value > Short.MAX_VALUE) {
            throw element.element().invalid("<" + element.name() + "> has " + attribute + "=\""
                    + element.text(attribute, "") + "\", which is no level.",
                    "Levels are whole numbers from 0 to " + Short.MAX_VALUE + ".");
        }
        return (int) value;
    }

    /** What an attribute of the package means that we do not know could change the levels. */
    private static void only(Prefixed element, String words) {
        String prefix = "{" + element.namespace() + "}";
        for (String key : element.element().attributes().keySet()) {
            String word = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
            if (!word.isEmpty() && !Set.of(words.split(" ")).contains(word)) {
                throw new Refusal(element.element().where() + "<" + element.name() + "> has the attribute " + word
                        + ", which the package qual does not have here.", "Take it out.");
            }
        }
    }
}
