package org.orrery.equation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.equation.ValueGraph.Node;

/**
 * What of a graph is the same in all lanes, what is a lane's own but stands still between changes of parameters, and what
 * moves; and in which loops each part is computed.
 *
 * <p>Arithmetic that the JVM makes vector instructions of stands in loops of its own. Calls and choices stand in loops
 * between them: one of them in a loop keeps the whole loop from being vectorised.
 */
final class LanePlan {
    /** Who has a value of his own. */
    enum Kind {
        SHARED, KEPT, MOVING
    }

    /**
     * Operations in the body of one loop. A loop is vectorised if it can be unrolled within LoopUnrollLimit; with the
     * limit of 500 that the launcher sets, bodies of this size are (measured), and larger ones save few loads.
     */
    static final int LOOP = 24;

    private final ValueGraph graph;
    private final Kind[] kinds;
    private final boolean[] wanted;
    private final int[] own;

    /**
     * @param own for each parameter its row among those that lanes have for themselves, or -1
     */
    LanePlan(ValueGraph graph, int[] own) {
        this.graph = graph;
        this.own = own;
        kinds = new Kind[graph.size()];
        wanted = new boolean[graph.size()];
        for (int node = 0; node < kinds.length; node++) {
            kinds[node] = kind(graph.node(node));
        }
        for (int output : graph.outputs()) {
            wanted[output] = true;
        }
        for (int node = kinds.length - 1; node >= 0; node--) {
            if (wanted[node] && graph.node(node) instanceof Node.Apply apply) {
                for (int i = 0; i < apply.arity(); i++) {
                    wanted[apply.argument(i)] = true;
                }
            }
        }
    }

    private Kind kind(Node node) {
        return switch (node) {
            case Node.Constant _ -> Kind.SHARED;
            case Node.Time _,Node.State _ -> Kind.MOVING;
            case Node.Parameter(int index) -> own[index] < 0 ? Kind.SHARED : Kind.KEPT;
            case Node.Apply apply -> {
                Kind kind = Kind.SHARED;
                for (int i = 0; i < apply.arity(); i++) {
                    Kind of = kinds[apply.argument(i)];
                    kind = of.compareTo(kind) > 0 ? of : kind;
                }
                yield kind;
            }
        };
    }

    Kind kind(int node) {
        return kinds[node];
    }

    /** Whether a wanted value is time itself. */
    boolean readsTime() {
        for (int node = 0; node < kinds.length; node++) {
            if (wanted[node] && graph.node(node) instanceof Node.Time) {
                return true;
            }
        }
        return false;
    }

    /** The computed values of one kind, in order. */
    int[] computed(Kind kind) {
        List<Integer> nodes = new ArrayList<>();
        for (int node = 0; node < kinds.length; node++) {
            if (wanted[node] && kinds[node] == kind && graph.node(node) instanceof Node.Apply) {
                nodes.add(node);
            }
        }
        return nodes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The values of one kind in loops; a loop is the list of what it computes, arguments first. */
    List<List<Integer>> loops(Kind kind) {
        int[] nodes = computed(kind);
        int[] level = new int[graph.size()];
        int deepest = 0;
        for (int node : nodes) {
            Node.Apply apply = (Node.Apply) graph.node(node);
            int own = 0;
            for (int i = 0; i < apply.arity(); i++) {
                int argument = apply.argument(i);
                if (kinds[argument] == kind && graph.node(argument) instanceof Node.Apply before) {
                    own = Math.max(own, level[argument] + (isPlain(before) == isPlain(apply) ? 0 : 1));
                }
            }
            level[node] = own + (own % 2 == (isPlain(apply) ? 0 : 1) ? 0 : 1);
            deepest = Math.max(deepest, level[node]);
        }
        List<List<Integer>> loops = new ArrayList<>();
        for (int at = 0; at <= deepest; at++) {
            int now = at;
            divide(Arrays.stream(nodes).filter(node -> level[node] == now).toArray(), loops);
        }
        return loops;
    }

    private void divide(int[] nodes, List<List<Integer>> loops) {
        List<Integer> loop = new ArrayList<>();
        int size = 0;
        for (int node : nodes) {
            int more = weight(node);
            if (size + more > LOOP && !loop.isEmpty()) {
                loops.add(loop);
                loop = new ArrayList<>();
                size = 0;
            }
            loop.add(node);
            size += more;
        }
        if (!loop.isEmpty()) {
            loops.add(loop);
        }
    }

    private int weight(int node) {
        Node.Apply apply = (Node.Apply) graph.node(node);
        Double exponent = exponent(apply);
        if (isSharedPower(node)) {
            return LOOP;
        }
        return exponent == null
                ? 1
                : 2 + 2 * (31 - Integer.numberOfLeadingZeros(Math.max(1, (int) Math.abs(exponent))));
    }

    /** Whether this is a power whose exponent all lanes share but is known at the start of a run only. */
    boolean isSharedPower(int node) {
        return graph.node(node) instanceof Node.Apply apply && apply.operator() == Operator.POW
                && kinds[apply.b()] == Kind.SHARED && !(graph.node(apply.b()) instanceof Node.Constant);
    }

    /** Whether vector instructions exist for it. */
    private boolean isPlain(Node.Apply apply) {
        return switch (apply.operator()) {
            case ADD, SUB, MUL, DIV, NEG, SQRT, ABS, MIN, MAX -> true;
            case POW -> exponent(apply) != null;
            default -> false;
        };
    }

    /** The exponent of a power that is multiplied out or a root; null for other nodes. */
    private @Nullable Double exponent(Node.Apply apply) {
        if (apply.operator() == Operator.POW && graph.node(apply.b()) instanceof Node.Constant(double exponent)) {
            int n = (int) exponent;
            return n == exponent && Math.abs(n) <= Elementary.MOST_MULTIPLIED || exponent == 0.5 ? exponent : null;
        }
        return null;
    }
}
