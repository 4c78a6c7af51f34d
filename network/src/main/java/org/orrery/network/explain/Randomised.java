package org.orrery.network.explain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;

/**
 * The parameter-randomisation test: an attribution that is the same when the network has forgotten what it learned does not
 * speak of what it learned. Source: Adebayo et al., NeurIPS 2018. All parameters of real numbers are shuffled, each within
 * its tensor, so that their distribution stays. What trees and other operators of {@code ai.onnx.ml} learned stands in their
 * attributes: those are shuffled too, and with them which feature a fork asks for.
 */
final class Randomised {
    /** Parted by NaN, or meaning something else at each place. */
    private static final Set<String> FIXED = Set.of("membership_values", "kernel_params");

    private Randomised() {}

    static OnnxModel of(OnnxModel model, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> shuffled = new LinkedHashMap<>();
        model.graph().initializers().forEach((name, tensor) -> shuffled.put(name,
                tensor.type().isReal() && tensor.size() > 1 ? shuffle(tensor, random.split()) : tensor));
        List<Node> nodes = model.graph().nodes().stream()
                .map(node -> node.domain().equals("ai.onnx.ml") ? shuffled(node, random) : node).toList();
        return model.with(model.graph().withNodes(nodes).withInitializers(shuffled));
    }

    private static Node shuffled(Node node, SplittableRandom random) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
        attributes.replaceAll((key, value) -> FIXED.contains(key) ? value : shuffled(key, value, random));
        return new Node(node.op(), node.domain(), node.name(), node.inputs(), node.outputs(), attributes, node.rest());
    }

    private static Attribute shuffled(String key, Attribute attribute, SplittableRandom random) {
        return switch (attribute) {
            case Attribute.Reals(float[] values) ->
                new Attribute.Reals(shuffle(Tensor.of(values, values.length), random.split()).floats());
            case Attribute.OfTensor(Tensor values) when values.type().isReal() ->
                new Attribute.OfTensor(shuffle(values, random.split()));
            case Attribute.Wholes(long[] values) when key.equals("nodes_featureids") ->
                new Attribute.Wholes(shuffle(Tensor.of(values, values.length), random.split()).longs());
            case Attribute.Wholes _,Attribute.OfTensor _,Attribute.Real _,Attribute.Whole _,Attribute.Text _,Attribute.OfGraph _,Attribute.Texts _,Attribute.Tensors _,Attribute.Graphs _,Attribute.Reference _,Attribute.Opaque _ ->
                attribute;
        };
    }

    private static Tensor shuffle(Tensor tensor, SplittableRandom random) {
        int width = (int) tensor.type().bytes(1);
        ByteBuffer from = tensor.bytes();
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        byte[] held = new byte[width];
        for (int i = tensor.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            System.arraycopy(bytes, i * width, held, 0, width);
            System.arraycopy(bytes, j * width, bytes, i * width, width);
            System.arraycopy(held, 0, bytes, j * width, width);
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.LITTLE_ENDIAN).put(bytes).flip();
        return Tensor.raw(tensor.type(), tensor.shape(), direct);
    }

    /**
     * Spearman's rank correlation of the magnitudes of two attributions over the parts that differ from the baseline (the
     * others have none by construction); 0 where one of them is constant.
     */
    static double correlation(Attributed one, Attributed other, Ends ends) {
        double[] a = ranks(magnitudes(one, ends));
        double[] b = ranks(magnitudes(other, ends));
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    private static double[] magnitudes(Attributed attributed, Ends ends) {
        return ends.input().keySet().stream().flatMapToDouble(edge -> {
            double[] input = Slope.of(ends.input(), edge);
            double[] baseline = Slope.of(ends.baseline(), edge);
            double[] values = Slope.of(attributed.parts(), edge);
            return IntStream.range(0, input.length).filter(i -> input[i] != baseline[i])
                    .mapToDouble(i -> Math.abs(values[i]));
        }).toArray();
    }

    /** Ties share their mean rank. */
    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length).boxed()
                .sorted((i, j) -> Double.compare(values[i], values[j])).mapToInt(Integer::intValue).toArray();
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length;) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
