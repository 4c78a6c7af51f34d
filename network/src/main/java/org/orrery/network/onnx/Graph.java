package org.orrery.network.onnx;

import com.google.protobuf.UnknownFieldSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes joined by named edges, in an order in which each comes after what it reads.
 *
 * @param inputs to be given by the caller; before IR version 4 the initializers stand among them, too
 * @param outputs read by the caller
 * @param hints types that the file gives for edges inside
 * @param initializers constants by name: the parameters
 * @param rest what else the file says of it
 */
public record Graph(String name, List<Node> nodes, List<Value> inputs, List<Value> outputs, List<Value> hints,
        Map<String, Tensor> initializers, UnknownFieldSet rest) {
    public Graph {
        nodes = List.copyOf(nodes);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        hints = List.copyOf(hints);
        initializers = Collections.unmodifiableMap(new LinkedHashMap<>(initializers));
    }

    /** A graph of which the file says nothing else. */
    public Graph(String name, List<Node> nodes, List<Value> inputs, List<Value> outputs,
            Map<String, Tensor> initializers) {
        this(name, nodes, inputs, outputs, List.of(), initializers, UnknownFieldSet.getDefaultInstance());
    }

    /** The same with other nodes. */
    public Graph withNodes(List<Node> others) {
        return new Graph(name, others, inputs, outputs, hints, initializers, rest);
    }

    /** The same with other inputs. */
    public Graph withInputs(List<Value> others) {
        return new Graph(name, nodes, others, outputs, hints, initializers, rest);
    }

    /** The same with other outputs. */
    public Graph withOutputs(List<Value> others) {
        return new Graph(name, nodes, inputs, others, hints, initializers, rest);
    }

    /** The same with other constants. */
    public Graph withInitializers(Map<String, Tensor> others) {
        return new Graph(name, nodes, inputs, outputs, hints, others, rest);
    }

    /** The inputs that a caller must give: those that are no initializers. */
    public List<Value> required() {
        return inputs.stream().filter(input -> !initializers.containsKey(input.name())).toList();
    }
}
