package org.orrery.equation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

import org.orrery.equation.ValueGraph.Node;

/**
 * The part of a graph that one pass computes: which values get a name, and how the work falls into chunks.
 * <p>
 * A value used once is computed where it is used, which makes the branches of a piecewise lazy; a value used more often,
 * or too large to be written in place, is named. Time and space linear in the graph.
 */
final class Region {
    /**
     * One step of a chunk.
     *
     * @param node the value
     * @param define whether the value is computed here; otherwise it is only copied to the output
     * @param output where in {@code out} it goes, or -1
     */
    record Statement(int node, boolean define, int output) {}

    private final ValueGraph graph;
    private final IntPredicate given;
    private final int[] uses;
    private final boolean[] named;
    private final List<List<Statement>> chunks = new ArrayList<>();

    /**
     * @param given whether a value lies in the workspace already
     * @param targets values that are wanted whether or not they are used
     * @param outputs values that go to {@code out}, in its order
     */
    Region(ValueGraph graph, IntPredicate given, int[] targets, int[] outputs) {
        this.graph = graph;
        this.given = given;
        this.uses = new int[graph.size()];
        this.named = new boolean[graph.size()];
        countUses(targets, outputs);
        name(targets, outputs);
        divide(statements(outputs));
    }

    /** The steps, in order, in pieces of about the target size. */
    List<List<Statement>> chunks() {
        return chunks;
    }

    /** Whether the value is computed in place, as part of the expression that uses it. */
    boolean inline(int node) {
        return computed(node) && !named[node];
    }

    /** The named values that a chunk other than their own needs. */
    int[] crossing() {
        int[] home = new int[graph.size()];
        Arrays.fill(home, -1);
        Set<Integer> crossing = new HashSet<>();
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            for (Statement statement : chunks.get(chunk)) {
                for (int used : reads(statement)) {
                    if (named[used] && home[used] != chunk) {
                        crossing.add(used);
                    }
                }
                if (statement.define) {
                    home[statement.node] = chunk;
                }
            }
        }
        return crossing.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** The values that a statement takes from elsewhere, as often as it takes them. */
    List<Integer> reads(Statement statement) {
        List<Integer> reads = new ArrayList<>();
        if (statement.define) {
            collect((Node.Apply) graph.node(statement.node), reads);
        } else {
            reads.add(statement.node);
        }
        return reads;
    }

    private void collect(Node.Apply node, List<Integer> reads) {
        for (int i = 0; i < node.arity(); i++) {
            int argument = node.argument(i);
            if (inline(argument)) {
                collect((Node.Apply) graph.node(argument), reads);
            } else {
                reads.add(argument);
            }
        }
    }

    private boolean computed(int node) {
        return graph.node(node) instanceof Node.Apply && !given.test(node);
    }

    private void countUses(int[] targets, int[] outputs) {
        for (int target : targets) {
            uses[target]++;
        }
        for (int output : outputs) {
            uses[output]++;
        }
        for (int node = graph.size() - 1; node >= 0; node--) {
            if (uses[node] > 0 && computed(node)) {
                Node.Apply apply = (Node.Apply) graph.node(node);
                for (int i = 0; i < apply.arity(); i++) {
                    uses[apply.argument(i)]++;
                }
            }
        }
    }

    private void name(int[] targets, int[] outputs) {
        for (int target : targets) {
            named[target] = true;
        }
        for (int output : outputs) {
            named[output] = computed(output);
        }
        int[] size = new int[graph.size()];
        int[] height = new int[graph.size()];
        for (int node = 0; node < graph.size(); node++) {
            if (uses[node] == 0 || !computed(node)) {
                size[node] = CodeSize.FIRST_USE;
                continue;
            }
            Node.Apply apply = (Node.Apply) graph.node(node);
            size[node] = CodeSize.of(apply);
            for (int i = 0; i < apply.arity(); i++) {
                int argument = apply.argument(i);
                named[argument] |= computed(argument) && (uses[argument] > 1 || size[argument] > CodeSize.STATEMENT
                        || height[argument] > CodeSize.HEIGHT);
                size[node] += named[argument] ? CodeSize.FIRST_USE : size[argument];
                height[node] = Math.max(height[node], named[argument] ? 1 : height[argument] + 1);
            }
        }
    }

    private List<Statement> statements(int[] outputs) {
        int[] first = new int[graph.size()];
        Arrays.fill(first, -1);
        List<Statement> copies = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            if (computed(outputs[i]) && first[outputs[i]] < 0) {
                first[outputs[i]] = i;
            } else {
                copies.add(new Statement(outputs[i], false, i));
            }
        }
        List<Statement> statements = new ArrayList<>();
        for (int node = 0; node < graph.size(); node++) {
            if (named[node] && uses[node] > 0 && computed(node)) {
                statements.add(new Statement(node, true, first[node]));
            }
        }
        statements.addAll(copies);
        return statements;
    }

    private void divide(List<Statement> statements) {
        List<Statement> chunk = new ArrayList<>();
        Set<Integer> known = new HashSet<>();
        int size = 0;
        for (Statement statement : statements) {
            int more = size(statement, known);
            if (size + more > CodeSize.CHUNK && !chunk.isEmpty()) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                known.clear();
                size = 0;
                more = size(statement, known);
            }
            chunk.add(statement);
            known.addAll(reads(statement));
            known.add(statement.node);
            size += more;
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
    }

    private int size(Statement statement, Set<Integer> known) {
        int size = 2 * CodeSize.STORE;
        for (int used : reads(statement)) {
            size += known.contains(used) ? CodeSize.USE : CodeSize.FIRST_USE;
        }
        return size + (statement.define ? operations(statement.node) : 0);
    }

    private int operations(int node) {
        Node.Apply apply = (Node.Apply) graph.node(node);
        int size = CodeSize.of(apply);
        for (int i = 0; i < apply.arity(); i++) {
            size += inline(apply.argument(i)) ? operations(apply.argument(i)) : 0;
        }
        return size;
    }
}
