package org.orrery.causal;

import java.util.List;
import org.orrery.causal.adjust.Adjustment;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/** The path that no adjustment closes, in words. */
final class OpenPath {
    private OpenPath() {}

    /**
     * Where no set of covariates is valid: a path that is open when all that are allowed are adjusted for. One without a
     * collider on it is open whatever is.
     */
    static String of(MixedGraph graph, Adjustment adjustment, NodeSet ends) {
        NodeSet allowed = graph.ancestors(ends).minus(adjustment.forbidden()).minus(graph.latent());
        List<Integer> path = adjustment.openPath(allowed);
        NodeSet inside = NodeSet.of(path.stream().mapToInt(Integer::intValue).toArray()).minus(ends);
        return adjustment.drawn(path, allowed) + (inside.intersects(allowed)
                ? " is open when all that may be adjusted for is"
                : " stays open whatever is adjusted for");
    }
}
