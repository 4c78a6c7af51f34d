package org.orrery.network.onnx;

import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation.
 *
 * @param op the operator: Conv, MatMul
 * @param domain of the operator set, empty for ONNX's own
 * @param name the author's, often empty
 * @param inputs names of edges in order; an empty name is an input left out
 * @param outputs names of edges in order; an empty name is an output that nobody reads
 * @param attributes by name
 * @param rest what else the file says of it
 */
public record Node(String op, String domain, String name, List<String> inputs, List<String> outputs,
        Map<String, Attribute> attributes, UnknownFieldSet rest) {
    public Node {
        domain = domain.equals("ai.onnx") ? "" : domain;
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** A node of ONNX's own operator set. */
    public static Node of(String op, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
        return new Node(op, "", "", inputs, outputs, attributes, UnknownFieldSet.getDefaultInstance());
    }

    /** A node without attributes and with one output. */
    public static Node of(String op, List<String> inputs, String output) {
        return of(op, inputs, List.of(output), Map.of());
    }

    /** The same operation on other edges. */
    public Node on(List<String> newInputs, List<String> newOutputs) {
        return new Node(op, domain, name, newInputs, newOutputs, attributes, rest);
    }

    /** The same operation a second time, on other edges and without the author's name, which only one node may have. */
    public Node again(List<String> newInputs, List<String> newOutputs) {
        return new Node(op, domain, "", newInputs, newOutputs, attributes, rest);
    }

    /** The same operation reading {@code to} wherever it read {@code from}. */
    public Node reading(String from, String to) {
        List<String> changed = new ArrayList<>(inputs);
        changed.replaceAll(each -> each.equals(from) ? to : each);
        return on(changed, outputs);
    }

    /** Whether it is this operator of ONNX's own set. */
    public boolean is(String operator) {
        return op.equals(operator) && domain.isEmpty();
    }

    /** Whether an input is there. */
    public boolean has(int input) {
        return input < inputs.size() && !inputs.get(input).isEmpty();
    }

    /** Operator with its domain, for people: {@code Conv}, {@code com.microsoft.Attention}. */
    public String operator() {
        return domain.isEmpty() ? op : domain + "." + op;
    }

    public @Nullable Attribute attribute(String key) {
        return attributes.get(key);
    }

    /** A whole number, or the default where the node does not say. */
    public long whole(String key, long byDefault) {
        return attributes.get(key) instanceof Attribute.Whole(long value) ? value : byDefault;
    }

    /** A real number, or the default. */
    public float real(String key, float byDefault) {
        return attributes.get(key) instanceof Attribute.Real(float value) ? value : byDefault;
    }

    /** A text, or the default. */
    public String text(String key, String byDefault) {
        return attributes.get(key) instanceof Attribute.Text text ? text.text() : byDefault;
    }

    /** Whole numbers, null where the node does not say. */
    public long @Nullable [] wholes(String key) {
        return attributes.get(key) instanceof Attribute.Wholes(long[] values) ? values : null;
    }

    /** Real numbers, null where the node does not say. */
    public float @Nullable [] reals(String key) {
        return attributes.get(key) instanceof Attribute.Reals(float[] values) ? values : null;
    }
}
