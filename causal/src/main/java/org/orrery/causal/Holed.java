package org.orrery.causal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Query;
import org.orrery.causal.missing.Finding;
import org.orrery.causal.missing.MissingGraph;
import org.orrery.causal.missing.Recovery;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Method;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/** Questions of a graph that says why values are missing. */
final class Holed {
    static final Method METHOD = new Method("recovery from missing data",
            "Mohan, Pearl and Tian, NeurIPS 2013; Mohan and Pearl, JASA 116 (2021) 1023");

    private final MissingGraph missing;

    private Holed(MissingGraph missing) {
        this.missing = missing;
    }

    /**
     * @param text with indicators
     * @throws InvalidInput if the graph is of another kind, or an indicator causes a variable
     * @throws Refusal if cases are selected beside
     */
    static Holed of(GraphText text) {
        if (!text.selected().isEmpty()) {
            throw new Refusal("A graph with indicators of missing values and with selected cases is not supported.",
                    "Maybe leave one of them out.");
        }
        return new Holed(new MissingGraph(text.graph(), text.indicators()));
    }

    /** @throws Refusal if it asks what one case would have been */
    static Query query(Posed posed) {
        if (!posed.had().isEmpty()) {
            throw new Refusal("What one case would have been is not recovered from data with holes.",
                    "Maybe ask with do(...) in the place of had(...).");
        }
        return new Query(posed.outcomes(), posed.treatments(), posed.given());
    }

    Finding find(Query query) {
        return Recovery.of(missing, query);
    }

    NodeSet marks() {
        return NodeSet.of(missing.indicators().values().stream().distinct().mapToInt(Integer::intValue).toArray());
    }

    /** Nodes with holes. */
    NodeSet holes() {
        return NodeSet.of(missing.indicators().keySet().stream().mapToInt(Integer::intValue).toArray());
    }

    /** The licence if nothing were missing. */
    Licence plainly(Posed posed) {
        MixedGraph plain = Populations.without(missing.graph(), marks());
        return Licensing.of(new GraphText(plain, NodeSet.EMPTY, NodeSet.EMPTY, NodeSet.EMPTY),
                new Posed(target(posed.target(), plain), moved(posed.seen(), plain), moved(posed.done(), plain),
                        Map.of()));
    }

    private Target target(Target target, MixedGraph plain) {
        return switch (target) {
            case Target.Mean(int node) -> new Target.Mean(moved(node, plain));
            case Target.Whole(int node) -> new Target.Whole(moved(node, plain));
            case Target.Event(var tests) -> new Target.Event(tests.stream()
                    .map(test -> new Target.Test(moved(test.node(), plain), test.relation(), test.value())).toList());
        };
    }

    private Map<Integer, Value> moved(Map<Integer, Value> values, MixedGraph plain) {
        Map<Integer, Value> moved = new HashMap<>();
        values.forEach((node, value) -> moved.put(moved(node, plain), value));
        return moved;
    }

    private int moved(int node, MixedGraph plain) {
        return plain.node(missing.graph().name(node));
    }

    /** @param reason as found, its last sentence being advice */
    Licence.Withheld withheld(Query query, String reason) {
        MixedGraph graph = missing.graph();
        String what = query.treatments().isEmpty()
                ? "How " + graph.names(query.outcomes()) + " is distributed"
                : "The effect of " + graph.names(query.treatments()) + " on " + graph.names(query.outcomes());
        int advice = reason.lastIndexOf(" Maybe ");
        return new Licence.Withheld(what + " does not follow from data with these holes: "
                + reason.substring(0, advice), reason.substring(advice + 1), List.of(), METHOD);
    }

    /** Why values are missing, one line for people. */
    static String told(GraphText text) {
        MixedGraph graph = text.graph();
        return "values are missing, and why: " + String.join("; ", Arrays.stream(text.graph().all().toArray())
                .filter(text.indicators()::containsKey).mapToObj(v -> {
                    int mark = text.indicators().getOrDefault(v, v);
                    NodeSet causes = graph.parents(mark).or(graph.spouses(mark));
                    return graph.name(v) + " (" + graph.name(mark) + ") "
                            + (causes.isEmpty() ? "by chance" : "by " + graph.names(causes));
                }).toList());
    }
}
