package org.orrery.network.structure;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;

/** Ensembles of decision trees: how many, and what they split on. */
final class Trees {
    private static final int SHOWN = 8;

    private Trees() {}

    static List<String> lines(Graph graph) {
        List<String> lines = new ArrayList<>();
        for (Node node : graph.nodes()) {
            long[] trees = node.wholes("nodes_treeids");
            long[] features = node.wholes("nodes_featureids");
            if (node.op().startsWith("TreeEnsemble") && trees != null && features != null
                    && node.attribute("nodes_modes") instanceof Attribute.Texts(List<ByteString> modes)
                    && modes.size() == features.length) {
                Map<Long, Integer> splits = new TreeMap<>();
                for (int i = 0; i < features.length; i++) {
                    if (!modes.get(i).toStringUtf8().equals("LEAF")) {
                        splits.merge(features[i], 1, Integer::sum);
                    }
                }
                lines.add(told(node, Arrays.stream(trees).distinct().count(), splits));
            } else if (node.op().equals("TreeEnsemble")) {
                long[] roots = node.wholes("tree_roots");
                long[] on = node.wholes("nodes_featureids");
                Map<Long, Integer> splits = new TreeMap<>();
                for (long feature : on == null ? new long[0] : on) {
                    splits.merge(feature, 1, Integer::sum);
                }
                lines.add(told(node, roots == null ? 0 : roots.length, splits));
            }
        }
        return lines;
    }

    private static String told(Node node, long trees, Map<Long, Integer> splits) {
        int all = splits.values().stream().mapToInt(Integer::intValue).sum();
        return node.op() + ": " + trees + (trees == 1 ? " tree, " : " trees, ") + all + " splits on " + splits.size()
                + " features of '" + node.inputs().getFirst() + "': "
                + splits.entrySet().stream().sorted(Map.Entry.<Long, Integer>comparingByValue().reversed()).limit(SHOWN)
                        .map(each -> "[" + each.getKey() + "] " + each.getValue()).collect(Collectors.joining(", "))
                + (splits.size() > SHOWN ? ", ..." : "");
    }
}
