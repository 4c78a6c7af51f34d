package org.orrery.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.orrery.core.Quantity;
import org.orrery.network.explain.IntegratedGradients;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

/**
 * Our side of {@code bench/attributions.py}: {@code Attributions MODEL EXAMPLES TARGET STEPS}. Each line on the standard
 * input is the number of an example and is answered by a line of seconds and attributions.
 */
public final class Attributions {
    private Attributions() {}

    public static void main(String[] arguments) throws IOException {
        OnnxModel model = OnnxFile.read(Path.of(arguments[0]));
        int steps = Integer.parseInt(arguments[3]);
        List<Value> all = new ArrayList<>();
        model.graph().nodes().forEach(node -> node.outputs().forEach(name -> all.add(Value.untyped(name))));
        Map<String, ValueType> types;
        try (Session session = Session.open(model.with(model.graph().withOutputs(all)), RunSettings.USUAL)) {
            types = session.types();
        }
        Value input = model.graph().required().getFirst();
        List<Dim> axes = input.type() instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
        long[] shape = Objects.requireNonNull(axes).stream()
                .mapToLong(dim -> dim instanceof Dim.Known(long length) ? length : 1).toArray();
        ByteBuffer data = ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[1]))).order(ByteOrder.LITTLE_ENDIAN);
        try (IntegratedGradients gradients = new IntegratedGradients(model, Places.of(model.graph(), types),
                Quantity.parse(arguments[2]), List.of(), Map.of(input.name(), example(data, shape, 0)),
                RunSettings.USUAL);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, Tensor> example = new LinkedHashMap<>();
                example.put(input.name(), example(data, shape, Integer.parseInt(line)));
                long began = System.nanoTime();
                double[] parts = Objects.requireNonNull(gradients.attribute(example, steps).get(input.name()));
                double seconds = 1e-9 * (System.nanoTime() - began);
                StringBuilder answer = new StringBuilder().append(seconds);
                for (double part : parts) {
                    answer.append(' ').append((float) part);
                }
                System.out.println(answer);
            }
        }
    }

    private static Tensor example(ByteBuffer data, long[] shape, int number) {
        int size = 1;
        for (long length : shape) {
            size *= (int) length;
        }
        float[] values = new float[size];
        data.slice(4 * number * size, 4 * size).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return Tensor.of(values, shape);
    }
}
