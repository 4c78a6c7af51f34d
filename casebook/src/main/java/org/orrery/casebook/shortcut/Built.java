package org.orrery.casebook.shortcut;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.orrery.casebook.HeldExamples;
import org.orrery.core.Seeds;
import org.orrery.network.NetworkModel;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/**
 * Two networks written by hand, and films of which is known what is on them. Both networks have the same two filters, one
 * matched to a lesion and one to the marker; they differ in which of them the last layer reads.
 */
final class Built {
    private static final int FILMS = 400;
    private static final int FILTER = 5;
    /** A lesion's filter gives 0.3 without a lesion, about 0.62 with one and at most 0.41 at a marker. */
    private static final float LESION = 0.515f;
    /** The marker's filter gives 1 at a marker and less than 0.2 elsewhere. */
    private static final float MARKER = 0.6f;

    private Built() {}

    static NetworkModel network(boolean readsMarker) {
        float[] filters = new float[2 * FILTER * FILTER];
        Arrays.fill(filters, 0, FILTER * FILTER, 1f / (FILTER * FILTER));
        for (int row = Marker.TOP; row <= Marker.BOTTOM; row++) {
            for (int column = Marker.LEFT; column <= Marker.RIGHT; column++) {
                filters[(FILTER + row - Marker.TOP) * FILTER + column - Marker.LEFT] = Marker.ink(row, column) == 1
                        ? 1f / 7
                        : -1f / 13;
            }
        }
        float[] head = readsMarker ? new float[]{0, 0, 0, 10} : new float[]{0, 20, 0, 0};
        Graph graph = new Graph(readsMarker ? "marker" : "clean", List.of(
                Node.of("Conv", List.of("image", "filters", "thresholds"), "conv.pre"),
                Node.of("Relu", List.of("conv.pre"), "conv"),
                Node.of("GlobalMaxPool", List.of("conv"), "pooled"),
                Node.of("Flatten", List.of("pooled"), List.of("flat"), Map.of("axis", new Attribute.Whole(1))),
                Node.of("Gemm", List.of("flat", "head", "bias"), "logits")),
                List.of(Value.tensor("image", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(1),
                        new Dim.Known(Marker.SIDE), new Dim.Known(Marker.SIDE))),
                List.of(Value.tensor("logits", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(2))),
                Map.of("filters", Tensor.of(filters, 2, 1, FILTER, FILTER), "thresholds",
                        Tensor.of(new float[]{-LESION, -MARKER}, 2), "head", Tensor.of(head, 2, 2), "bias",
                        Tensor.of(new float[]{1, 0}, 2)));
        return NetworkModel.of(readsMarker ? "built-marker-cnn" : "built-clean-cnn", OnnxModel.of(graph, 17));
    }

    /** Grey films with grain; every second one has a lesion, a soft bright spot somewhere in the lower part. */
    static HeldExamples films(long seed) {
        SplittableRandom random = new SplittableRandom(Seeds.stream(seed, "films"));
        int area = Marker.SIDE * Marker.SIDE;
        float[] pixels = new float[FILMS * area];
        double[] sick = new double[FILMS];
        for (int film = 0; film < FILMS; film++) {
            sick[film] = film % 2;
            double down = random.nextDouble(12, 23);
            double across = random.nextDouble(5, 23);
            for (int i = 0; i < area; i++) {
                double far = Math.pow(i / Marker.SIDE - down, 2) + Math.pow(i % Marker.SIDE - across, 2);
                double grey = 0.3 + random.nextDouble(-0.08, 0.08) + sick[film] * 0.5 * Math.exp(-far / 8);
                pixels[film * area + i] = (float) Math.clamp(grey, 0, 1);
            }
        }
        return new HeldExamples(Map.of("image", Tensor.of(pixels, FILMS, 1, Marker.SIDE, Marker.SIDE)),
                Map.of("sick", sick));
    }
}
