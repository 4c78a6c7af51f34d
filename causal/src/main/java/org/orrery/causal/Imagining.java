package org.orrery.causal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.orrery.causal.counterfactual.Counterfactuals;
import org.orrery.causal.counterfactual.Event;
import org.orrery.causal.counterfactual.Finding;
import org.orrery.causal.counterfactual.Imagined;
import org.orrery.causal.data.Levels;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;
import org.orrery.core.Method;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/**
 * Puts a question of what would have been to a graph: the outcome in the world where some nodes were set, among those for
 * whom something else was seen. Values are told apart by number: 0 for the one that is asked for.
 */
final class Imagining {
    static final Method METHOD = new Method("identification of counterfactuals (ID*, IDC*)",
            "Shpitser and Pearl, JMLR 9 (2008) 1941; Correa, Lee and Bareinboim, NeurIPS 2021");

    private final MixedGraph graph;
    private final Posed posed;
    private final Map<Integer, List<Value>> values = new HashMap<>();

    private Imagining(MixedGraph graph, Posed posed) {
        this.graph = graph;
        this.posed = posed;
    }

    /**
     * @throws InvalidInput if a latent node is asked about, or a mean of what was seen already
     * @throws Refusal if something is set beside
     */
    static Finding of(MixedGraph graph, Posed posed) {
        return Counterfactuals.of(graph, new Imagining(graph, posed).imagined());
    }

    /** Why a finding is no answer. */
    static Licence.Withheld withheld(Finding finding, Posed posed, Wording wording) {
        String what = "What would have been with " + wording.values(posed.had());
        return switch (finding) {
            case Finding.Identified _ -> throw new IllegalArgumentException("this is an answer");
            case Finding.FromExperiments experiments -> withheld(what + " does not follow from what is observed: "
                    + experiments.hedge().witness() + ".",
                    "What would license it: an experiment, for it is " + experiments.formula() + ".");
            case Finding.Conflict conflict -> withheld(what + " follows neither from what is observed nor from any"
                    + " experiment: " + conflict.witness() + ".",
                    "What would license it: the equations of the model, or data to fit them to (--with, --row).");
            case Finding.Impossible(var _, String why) -> withheld("This cannot be, whatever the model: " + why + ".",
                    "Its probability is 0.");
            case Finding.Undefined(var _, String why) -> withheld("What was seen cannot be, whatever the model: " + why
                    + ".", "Maybe a value in see(...) is another one.");
        };
    }

    private static Licence.Withheld withheld(String reason, String license) {
        return new Licence.Withheld(reason, license, List.of(), METHOD);
    }

    private Imagined imagined() {
        if (!posed.done().isEmpty()) {
            throw new Refusal("do(...) and had(...) in one question are not supported on a graph.",
                    "Maybe put all that is set into had(...).");
        }
        NodeSet asked = posed.outcomes().or(posed.given());
        for (int node : posed.had().keySet()) {
            asked = asked.with(node);
        }
        int latent = asked.and(graph.latent()).next(0);
        if (latent >= 0) {
            throw new InvalidInput("'" + graph.name(latent) + "' is latent: nobody observes it.",
                    "Maybe ask about a node that is observed.");
        }
        Map<Integer, Integer> under = new HashMap<>();
        posed.had().forEach((node, value) -> under.put(node, number(node, value)));
        List<Event> events = new ArrayList<>();
        switch (posed.target()) {
            case Target.Mean(int node) -> events.add(new Event(node, under, any(node)));
            case Target.Whole(int node) -> events.add(new Event(node, under, any(node)));
            case Target.Event(List<Target.Test> tests) -> tests.forEach(test -> events.add(new Event(test.node(), under,
                    test.relation() == Quantity.Relation.EQUAL
                            ? number(test.node(), test.value())
                            : any(test.node()))));
        }
        List<Event> given = new ArrayList<>();
        posed.seen().forEach((node, value) -> given.add(Event.seen(node, number(node, value))));
        return new Imagined(events, given);
    }

    /** The number that stands for each of an outcome's values in turn. */
    private int any(int node) {
        if (posed.seen().containsKey(node)) {
            String name = graph.name(node);
            throw new InvalidInput("'" + name + "' was seen already, so on a graph one value of it is to be asked for.",
                    "Maybe ask: P(" + name + " = "
                            + Levels.text(Objects.requireNonNull(posed.seen().get(node))) + ")");
        }
        return 0;
    }

    private int number(int node, Value value) {
        List<Value> known = values.computeIfAbsent(node, _ -> new ArrayList<>());
        if (!known.contains(value)) {
            known.add(value);
        }
        return known.indexOf(value);
    }
}
