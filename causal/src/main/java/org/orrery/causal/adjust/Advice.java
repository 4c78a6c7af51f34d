package org.orrery.causal.adjust;

import java.util.List;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.NodeSet;

/** What there is to adjust for. */
public sealed interface Advice {
    /** Nothing: every path that is no effect is blocked as it is. */
    record NoneNeeded() implements Advice {}

    /** These, all of them observed, none an effect of the treatment on the way to the outcome or after it. */
    record Adjust(NodeSet covariates) implements Advice {}

    /**
     * No set of observed nodes will do.
     *
     * @param path that stays open whatever is adjusted for, or is the effect itself seen the wrong way round; as nodes
     */
    record Impossible(List<Integer> path) implements Advice {
        public Impossible {
            path = List.copyOf(path);
        }
    }

    /**
     * The graph stands for a class of graphs, and they do not agree about the effect: no set is valid in all of them.
     *
     * @param path from a treatment along which it may have an effect, as nodes
     * @param edge its first one, which the class leaves in doubt
     * @param doubt in words: {@code x -- v may point either way}
     */
    record NotAmenable(List<Integer> path, Edge edge, String doubt) implements Advice {
        public NotAmenable {
            path = List.copyOf(path);
        }
    }
}
