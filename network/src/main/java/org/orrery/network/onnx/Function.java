package org.orrery.network.onnx;

import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Map;

/**
 * An operator that the model itself defines by other nodes.
 *
 * @param attributes names of the attributes that a call must give
 * @param defaults attributes with a value for when a call gives none
 * @param opsets versions of the operator sets that its nodes are written in
 */
public record Function(String domain, String name, String overload, List<String> inputs, List<String> outputs,
        List<String> attributes, Map<String, Attribute> defaults, List<Node> nodes, Map<String, Long> opsets,
        UnknownFieldSet rest) {}
