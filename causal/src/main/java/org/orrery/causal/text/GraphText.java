package org.orrery.causal.text;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * A causal graph as somebody wrote it down.
 *
 * @param graph with its latent nodes
 * @param selected nodes that decide who is in the data at all
 * @param exposures nodes that the author marked as treatments
 * @param outcomes nodes that the author marked as outcomes
 * @param population the node that says of which population a case is, null where there is but one
 * @param indicators for each node that is not always measured, the node that says whether it was
 */
public record GraphText(MixedGraph graph, NodeSet selected, NodeSet exposures, NodeSet outcomes,
        @Nullable Population population, Map<Integer, Integer> indicators) {
    public GraphText {
        indicators = Map.copyOf(indicators);
    }

    /** Of one population, and all of it measured. */
    public GraphText(MixedGraph graph, NodeSet selected, NodeSet exposures, NodeSet outcomes) {
        this(graph, selected, exposures, outcomes, null, Map.of());
    }

    /** Nodes that are no variables of a case but tell how it came to be seen. */
    public NodeSet aside() {
        NodeSet aside = NodeSet.of(indicators.values().stream().distinct().mapToInt(Integer::intValue).toArray());
        return population == null ? aside : aside.with(population.node());
    }

    /**
     * Reads arrows: {@code dag { z -> x; z -> y; x -> y; u [latent] }} as in dagitty, {@code digraph { ... }} as in DOT, or
     * the statements alone. Arrows are {@code ->, <-, <->, --} and, with a circle, {@code @->, <-@, @-@, @--, --@}, or as other
     * programs write them, {@code -->, ---, o->, o-o}; braces group: {@code x -> {a b}}. Of DOT, frames and default looks are passed over.
     *
     * <p>A process is drawn once, {@code dag { times=3; x(t-1) -> y(t) }}, and unfolded into a node a moment, {@code x.1} to {@code x.3}; what
     * lies before the first moment is latent, and {@code past=no} says that nothing does.
     *
     * @param file for messages
     * @throws org.orrery.core.InvalidInput with the line, if something else stands in it
     */
    public static GraphText arrows(String text, String file) {
        return new ArrowParser(text, file).graph();
    }

    /**
     * Reads equations: {@code y ~ x + z} (y is caused by), {@code x ~~ y} (a common cause that nobody observed),
     * {@code f =~ a + b} (f is latent and causes). Factors such as {@code 0.5*x} are allowed and carry no meaning here.
     */
    public static GraphText equations(String text, String file) {
        return new EquationParser(text, file).graph();
    }

    /**
     * Whether a file looks like a graph: by its ending ({@code .dag, .dagitty, .dot, .gv, .lav, .lavaan}) or by how it begins.
     *
     * @param head its first bytes as Latin-1 text
     */
    public static boolean accepts(Path file, String head) {
        return GraphFile.accepts(file, head);
    }

    /**
     * Reads a file in the one syntax or the other: in equations where the ending says so, or where it has tildes and no arrow.
     *
     * @throws org.orrery.core.InvalidInput with the line, if it is no graph; if it is too large
     */
    public static GraphText read(Path file) {
        return GraphFile.read(file);
    }
}
