package org.orrery.network.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.network.SharedNetworks;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;

/** Derivatives of real networks, by their parameters and by inputs or the first edge behind an embedding. */
class NetworksTest {
    @Test
    void classifiersOfImages() {
        check("cxr-marker-cnn.onnx", "logits", List.of("image"));
        check("cxr-clean-cnn.onnx", "logits", List.of("image"));
        check("mnist-cnn-tribuo.onnx", "output_probs", List.of("input_image"));
        check("iris-lr-tribuo.onnx", "output", List.of("input"));
    }

    @Test
    void transformers() {
        check("count-equal-exact.onnx", "count", List.of());
        check("induction-exact.onnx", "logits", List.of());
        check("induction-trained.onnx", "logits", List.of());
        check("repeat-shortcut-trained.onnx", "logits", List.of());
        check("tinybert-tribuo.onnx", "output_1", List.of());
    }

    @Test
    void arithmetic() {
        check("modadd-p53-exact.onnx", "logits", List.of());
        check("modadd-p53-trained.onnx", "logits", List.of());
    }

    /** By the given edges, and by all parameters of real numbers on which the edge depends. */
    private static void check(String file, String of, List<String> by) {
        OnnxModel model = OnnxFile.read(SharedNetworks.file(file));
        Map<String, Tensor> inputs = inputs(model);
        List<String> all = new java.util.ArrayList<>(by);
        model.graph().initializers().forEach((name, tensor) -> {
            if (tensor.type().isReal() && tensor.rank() > 0) {
                all.add(name);
            }
        });
        List<String> names = model.graph().outputs().stream().map(Value::name).toList();
        OnnxModel reverse = Gradients.reverse(model, of, all);
        List<Tensor> before = Probe.plain(model, inputs, names);
        assertThat(Probe.plain(reverse, inputs, names)).as(file + " computes the same bits").isEqualTo(before);
        new Probe(file, shaken(model)).within(1e-5).stepping(1e-8).first(inputs, of, all);
    }

    /** Away from kinks: in networks made by hand many units stand exactly at 0. */
    private static OnnxModel shaken(OnnxModel model) {
        Map<String, Tensor> parameters = new LinkedHashMap<>(model.graph().initializers());
        Some some = new Some(6);
        parameters.replaceAll((_, tensor) -> {
            if (!tensor.type().isReal() || tensor.rank() == 0) {
                return tensor;
            }
            float[] values = tensor.floats();
            float[] noise = some.between(-0.03, 0.03, tensor.shape()).floats();
            for (int i = 0; i < values.length; i++) {
                values[i] += noise[i];
            }
            return Tensor.of(values, tensor.shape());
        });
        return model.with(model.graph().withInitializers(parameters));
    }

    private static Map<String, Tensor> inputs(OnnxModel model) {
        SplittableRandom random = new SplittableRandom(4);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Value input : model.graph().required()) {
            ValueType.OfTensor type = (ValueType.OfTensor) input.type();
            long[] shape = type.shape().stream()
                    .mapToLong(dim -> dim instanceof Dim.Known(long length)
                            ? length
                            : dim.toString().equals("batch") ? 3 : 5)
                    .toArray();
            int size = (int) java.util.stream.LongStream.of(shape).reduce(1, (a, b) -> a * b);
            inputs.put(input.name(), type.element() == ElementType.FLOAT
                    ? new Some(5).between(0, 1, shape)
                    : Tensor.of(random.longs(size, 0,
                            input.name().equals("attention_mask") || input.name().equals("token_type_ids") ? 2 : 6)
                            .toArray(), shape));
        }
        return inputs;
    }

}
