package org.orrery.network.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.Quantity;
import org.orrery.network.SharedNetworks;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

class FormulaTest {
    /** A reading written as nodes gives what the reading itself gives. */
    @Test
    void agreesWithTheReading() {
        OnnxModel model = OnnxFile.read(SharedNetworks.file("induction-trained.onnx"));
        List<Value> all = new ArrayList<>();
        model.graph().nodes().forEach(node -> node.outputs().forEach(name -> all.add(Value.untyped(name))));
        OnnxModel exposed = model.with(model.graph().withOutputs(all));
        long[] tokens = new long[40];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (i * 7 + i / 20) % 16;
        }
        Map<String, Tensor> input = Map.of("tokens", Tensor.of(tokens, 2, 20));
        try (Session session = Session.open(exposed, RunSettings.USUAL)) {
            Map<String, ValueType> types = session.types();
            Map<String, Tensor> run = new LinkedHashMap<>();
            List<Tensor> values = session.run(input);
            for (int i = 0; i < all.size(); i++) {
                run.put(all.get(i).name(), values.get(i));
            }
            Places places = Places.of(model.graph(), types);
            for (String text : List.of("logits[3] @ 19", "logits[3] @ 19 - logits[2] @ 19",
                    "mean(logits[0]) over 3..7", "max(`resid.1`[5])", "min(`resid.1`[5]) over 0..9",
                    "logits.probability[3] @ 4", "ln(logits.probability[3] @ 4) * 2",
                    "abs(`L0.H1.pattern`[9, 3]) / exp(logits[1] @ 2)", "-(logits[1] @ 2)^2")) {
                Reading reading = places.reading(Quantity.parse(text));
                Map<String, long[]> shapes = new LinkedHashMap<>();
                reading.tensors().forEach(name -> shapes.put(name, values(run, name).shape()));
                Formula formula = reading.formula(shapes, "new.");
                List<Node> nodes = new ArrayList<>(model.graph().nodes());
                nodes.addAll(formula.nodes());
                Map<String, Tensor> constants = new LinkedHashMap<>(model.graph().initializers());
                constants.putAll(formula.constants());
                Graph graph = model.graph().withNodes(nodes).withInitializers(constants)
                        .withOutputs(List.of(Value.untyped(formula.edge())));
                try (Session written = Session.open(model.with(graph), RunSettings.USUAL)) {
                    double[] found = written.run(input).getFirst().doubles();
                    for (int example = 0; example < 2; example++) {
                        assertThat(found[example]).as(text).isCloseTo(reading.of(run, example), within(1e-4));
                    }
                }
            }
        }
    }

    private static Tensor values(Map<String, Tensor> run, String name) {
        return java.util.Objects.requireNonNull(run.get(name));
    }
}
