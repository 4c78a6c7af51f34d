package org.orrery.equation;

import java.lang.classfile.CodeBuilder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.equation.LanePlan.Kind;
import org.orrery.equation.ValueGraph.Node;

/** Where each value lies: what lanes share in {@code s}, the rest in rows. Only values that another loop reads have a row. */
final class LanePlaces {
    /**
     * A row.
     *
     * @param array the local variable of the array
     * @param at the index of lane 0
     */
    record Row(int array, int at) {
        void load(CodeBuilder code, int counter) {
            index(code, counter).daload();
        }

        void store(CodeBuilder code, int counter, int value) {
            index(code, counter).dload(value).dastore();
        }

        private CodeBuilder index(CodeBuilder code, int counter) {
            code.aload(array).iload(counter);
            return at == 0 ? code : code.loadConstant(at).iadd();
        }
    }

    private final ValueGraph graph;
    private final int[] own;
    private final int stride;
    private final int[] slots;
    private final int[] row;
    private final int[] output;
    private int sharedSize;
    private int keptRows;
    private int rows;

    LanePlaces(ValueGraph graph, LanePlan plan, int[] own, int stride, List<List<Integer>> keptLoops,
            List<List<Integer>> movingLoops) {
        this.graph = graph;
        this.own = own;
        this.stride = stride;
        slots = filled(graph.size());
        row = filled(graph.size());
        output = filled(graph.size());
        int[] outputs = graph.outputs();
        for (int i = outputs.length - 1; i >= 0; i--) {
            output[outputs[i]] = plan.kind(outputs[i]) == Kind.MOVING && graph.node(outputs[i]) instanceof Node.Apply
                    ? i
                    : -1;
        }
        place(plan, keptLoops, outputs);
        for (int value : outputs) {
            if (plan.kind(value) == Kind.KEPT && graph.node(value) instanceof Node.Apply) {
                giveRow(value);
            }
        }
        Runnable moving = () -> place(plan, movingLoops, outputs);
        for (List<Integer> loop : movingLoops) {
            for (int node : loop) {
                reads(node, argument -> {
                    if (plan.kind(argument) == Kind.KEPT && graph.node(argument) instanceof Node.Apply) {
                        giveRow(argument);
                    }
                });
            }
        }
        keptRows = rows;
        moving.run();
    }

    private static int[] filled(int size) {
        int[] places = new int[size];
        Arrays.fill(places, -1);
        return places;
    }

    private void place(LanePlan plan, List<List<Integer>> loops, int[] outputs) {
        for (List<Integer> loop : loops) {
            for (int node : loop) {
                reads(node, argument -> {
                    if (plan.kind(argument) == Kind.SHARED) {
                        giveSlot(argument);
                    } else
                        if (graph.node(argument) instanceof Node.Apply && !loop.contains(argument)
                                && output[argument] < 0) {
                                    giveRow(argument);
                                }
                });
                if (plan.isSharedPower(node) && output[node] < 0) {
                    giveRow(node);
                }
            }
        }
        for (int value : outputs) {
            if (plan.kind(value) == Kind.SHARED) {
                giveSlot(value);
            }
        }
    }

    private void reads(int node, java.util.function.IntConsumer use) {
        Node.Apply apply = (Node.Apply) graph.node(node);
        for (int i = 0; i < apply.arity(); i++) {
            use.accept(apply.argument(i));
        }
    }

    private void giveSlot(int node) {
        if (slots[node] < 0 && !(graph.node(node) instanceof Node.Constant)) {
            slots[node] = sharedSize++;
        }
    }

    private void giveRow(int node) {
        if (row[node] < 0) {
            row[node] = rows++;
        }
    }

    int sharedSize() {
        return sharedSize;
    }

    int keptRows() {
        return keptRows;
    }

    int rows() {
        return rows;
    }

    /** Index in {@code s}, or -1. */
    int slot(int node) {
        return slots[node];
    }

    /** The row of a value that lanes have for themselves. */
    Row of(int node) {
        return switch (graph.node(node)) {
            case Node.Time _ -> new Row(LaneWriter.T, 0);
            case Node.State(int index) -> new Row(LaneWriter.Y, index * stride);
            case Node.Parameter(int index) -> new Row(LaneWriter.P, own[index] * stride);
            case Node.Constant _ -> throw new IllegalStateException("a constant has no row");
            case Node.Apply _ -> output[node] >= 0
                    ? new Row(LaneWriter.OUT, output[node] * stride)
                    : new Row(LaneWriter.W, row[node] * stride);
        };
    }

    /** Where a computed value must be written, null where nobody reads it outside of its loop. */
    @Nullable
    Row storedAt(int node) {
        return output[node] >= 0 || row[node] >= 0 ? of(node) : null;
    }

    /** Whether the loop that computes this value writes it to this output. */
    boolean isWritten(int node, int position) {
        return output[node] == position;
    }
}
