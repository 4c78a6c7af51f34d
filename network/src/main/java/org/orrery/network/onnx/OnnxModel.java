package org.orrery.network.onnx;

import com.google.protobuf.UnknownFieldSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as the file holds it.
 *
 * @param irVersion of the format
 * @param producer the tool that wrote it
 * @param opsets version of each operator set by domain; ONNX's own has the empty name
 * @param functions operators of its own
 * @param rest what else the file says: documentation, metadata
 */
public record OnnxModel(long irVersion, String producer, Map<String, Long> opsets, Graph graph,
        List<Function> functions,
        UnknownFieldSet rest) {
    public OnnxModel {
        opsets = Collections.unmodifiableMap(new LinkedHashMap<>(opsets));
        functions = List.copyOf(functions);
    }

    /** A model of one graph in ONNX's own operator set. */
    public static OnnxModel of(Graph graph, long opset) {
        return new OnnxModel(8, "orrery", Map.of("", opset), graph, List.of(), UnknownFieldSet.getDefaultInstance());
    }

    /** The same with another graph. */
    public OnnxModel with(Graph other) {
        return new OnnxModel(irVersion, producer, opsets, other, functions, rest);
    }

    /** Version of ONNX's own operator set; 1 where the file does not say. */
    public int opset() {
        return Math.toIntExact(opsets.getOrDefault("", 1L));
    }
}
