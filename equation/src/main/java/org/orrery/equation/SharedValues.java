package org.orrery.equation;

import org.orrery.equation.LanePlan.Kind;
import org.orrery.equation.ValueGraph.Node;

/** What depends on shared parameters alone, worked out once a run, value by value. */
final class SharedValues {
    private final ValueGraph graph;
    private final LanePlan plan;
    private final int size;
    private final int[] slots;

    SharedValues(ValueGraph graph, LanePlan plan, LanePlaces places) {
        this.graph = graph;
        this.plan = plan;
        size = places.sharedSize();
        slots = new int[graph.size()];
        for (int node = 0; node < slots.length; node++) {
            slots[node] = places.slot(node);
        }
    }

    int size() {
        return size;
    }

    void into(double[] parameters, double[] s) {
        double[] value = new double[graph.size()];
        for (int node = 0; node < value.length; node++) {
            if (plan.kind(node) == Kind.SHARED) {
                value[node] = switch (graph.node(node)) {
                    case Node.Constant(double constant) -> constant;
                    case Node.Parameter(int index) -> parameters[index];
                    case Node.Apply apply -> apply(apply, value);
                    case Node.Time _,Node.State _ -> throw new IllegalStateException("a moving value is not shared");
                };
                if (slots[node] >= 0) {
                    s[slots[node]] = value[node];
                }
            }
        }
    }

    private static double apply(Node.Apply node, double[] value) {
        return switch (node.arity()) {
            case 1 -> Elementary.unary(node.operator(), value[node.a()]);
            case 2 -> Elementary.binary(node.operator(), value[node.a()], value[node.b()]);
            default -> value[node.a()] != 0 ? value[node.b()] : value[node.c()];
        };
    }
}
