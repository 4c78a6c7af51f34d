package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Node;

/** One node on the way back: what it read and made, the cotangents of its outputs, and those given to its inputs. */
final class Site {
    private Node node;
    private final Set<String> active;
    private final Map<String, String> cotangents;
    private final Map<Integer, String> given = new LinkedHashMap<>();
    private final BitSet read = new BitSet();
    private final BitSet settled = new BitSet();

    /** A node to be written out. */
    Site(Node node) {
        this(node, Set.of(), Map.of());
    }

    Site(Node node, Set<String> active, Map<String, String> cotangents) {
        this.node = node;
        this.active = active;
        this.cotangents = cotangents;
    }

    Node node() {
        return node;
    }

    /** The edge of an input. */
    String in(int place) {
        return node.inputs().get(place);
    }

    /** The edge of an output. */
    String out(int place) {
        return node.outputs().get(place);
    }

    String y() {
        return out(0);
    }

    int inputs() {
        return node.inputs().size();
    }

    boolean has(int place) {
        return node.has(place);
    }

    /** Whether an input is there and its cotangent is asked for. */
    boolean wants(int place) {
        return node.has(place) && active.contains(in(place));
    }

    /** The edge of an output, which the node is made to write where it did not. */
    String also(int place, Emit to) {
        List<String> outputs = new ArrayList<>(node.outputs());
        while (outputs.size() <= place) {
            outputs.add("");
        }
        if (outputs.get(place).isEmpty()) {
            outputs.set(place, to.fresh());
            node = node.on(node.inputs(), outputs);
        }
        return outputs.get(place);
    }

    /** The cotangent of an output, null where nothing depends on it. */
    @Nullable
    String dy(int place) {
        read.set(place);
        return place < node.outputs().size() ? cotangents.get(out(place)) : null;
    }

    /** The cotangent of the only output that has one. */
    String dy() {
        String found = dy(0);
        if (found == null) {
            throw refusal("a derivative through an output of it other than the first is not supported");
        }
        return found;
    }

    /** How many axes an input has. */
    int rank(int place, Emit to) {
        int rank = to.types().rank(in(place));
        if (rank < 0) {
            throw refusal("the number of axes of its input number " + place + " is not known before a run");
        }
        return rank;
    }

    /** Gives an edge the name of an output, where somebody may read it: for nodes that are written out. */
    void makes(int place, String edge, Emit to) {
        if (place < node.outputs().size() && !out(place).isEmpty()) {
            to.name(edge, out(place));
        }
    }

    /** Hands an input its part; the edge must have the input's shape. */
    void give(int place, String cotangent) {
        given.put(place, cotangent);
        settled.set(place);
    }

    /** Says that an input has no influence but by jumps. */
    void zero(int place) {
        settled.set(place);
    }

    Map<Integer, String> given() {
        return given;
    }

    Refusal refusal(String reason) {
        return refusal(reason, "Take the derivative of, or by, an edge that leaves this node out.");
    }

    Refusal refusal(String reason, String license) {
        String name = node.name().isEmpty() ? "The node that makes '" + out(0) + "'" : "The node '" + node.name() + "'";
        return new Refusal(name + " (" + node.operator() + ") cannot be differentiated: " + reason + ".", license);
    }

    /** Nothing is left out in silence: all cotangents were read, all wanted inputs were dealt with. */
    void check() {
        for (int i = 0; i < node.outputs().size(); i++) {
            if (!out(i).isEmpty() && cotangents.containsKey(out(i)) && !read.get(i)) {
                throw refusal("a derivative through its output number " + i + " is not supported");
            }
        }
        for (int i = 0; i < inputs(); i++) {
            if (wants(i) && !settled.get(i)) {
                throw refusal("a derivative by its input number " + i + " is not supported");
            }
        }
    }
}
