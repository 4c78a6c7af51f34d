package org.orrery.network.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address.Selector;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.place.Alias;
import org.orrery.network.place.Layout;
import org.orrery.network.place.Places;

/**
 * The ensembles of trees of a graph, each with a tensor of the votes of its trees that the graph does not hold yet. Where
 * one is asked for, the ensemble is taken apart: the same trees vote for targets of their own (trees x targets), and what
 * the operator made of the votes is written out behind them. A vote keeps every bit; sums are taken in float64, where the
 * operator takes them in float32, so that a score may differ from the operator's in its last digits.
 */
public final class Ensembles {
    /** A graph without trees. */
    public static final Ensembles NONE = new Ensembles(Map.of(), Map.of(), Set.of());

    private final Map<String, Ensemble> byName;
    private final Map<String, Layout> layouts;
    /** Those that read whole numbers. */
    private final Set<String> whole;

    private Ensembles(Map<String, Ensemble> byName, Map<String, Layout> layouts, Set<String> whole) {
        this.whole = whole;
        this.byName = byName;
        this.layouts = layouts;
    }

    /** Of a graph: those that read a table of known layout. */
    public static Ensembles of(Graph graph, Places places) {
        List<Ensemble> found = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Ensemble ensemble = Ensemble.is(node) ? read(node) : null;
            if (ensemble != null && places.layout(node.inputs().getFirst()) instanceof Layout layout
                    && layout.shape().size() == 2 && layout.batchAxis() <= 0) {
                found.add(ensemble);
            }
        }
        Map<String, Ensemble> byName = new LinkedHashMap<>();
        Map<String, Layout> layouts = new LinkedHashMap<>();
        Set<String> whole = new HashSet<>();
        for (int k = 0; k < found.size(); k++) {
            String name = found.size() == 1 ? "tree" : "ensemble." + k + ".tree";
            while (places.layout(name) != null) {
                name += "_";
            }
            Ensemble ensemble = found.get(k);
            byName.put(name, ensemble);
            Layout table = places.layout(ensemble.node().inputs().getFirst());
            if (table != null) {
                layouts.put(name, new Layout(name, element(ensemble, table.element()), List.of(
                        table.shape().getFirst(), new Dim.Known(ensemble.trees()), new Dim.Known(ensemble.targets())),
                        table.batchAxis(), -1));
                if (!table.element().isReal()) {
                    whole.add(name);
                }
            }
        }
        return new Ensembles(byName, layouts, whole);
    }

    private static @Nullable Ensemble read(Node node) {
        return switch (node.op()) {
            case "TreeEnsembleRegressor", "TreeEnsembleClassifier" -> Classic.read(node);
            case "TreeEnsemble" -> Modern.read(node);
            default -> null;
        };
    }

    /** The older operators give float32, whatever they are given. */
    private static ElementType element(Ensemble ensemble, ElementType given) {
        return ensemble.node().op().equals("TreeEnsemble") && given == ElementType.DOUBLE
                ? ElementType.DOUBLE
                : ElementType.FLOAT;
    }

    /** The tensors of votes: examples x trees x targets. */
    public Map<String, Layout> layouts() {
        return layouts;
    }

    /** {@code tree.7} for each tree. */
    public List<Alias> aliases() {
        List<Alias> aliases = new ArrayList<>();
        byName.forEach((name, ensemble) -> {
            for (int tree = 0; tree < ensemble.trees(); tree++) {
                aliases.add(new Alias(name + "." + tree, "the vote of a tree", List.of(name), -1,
                        List.of(new Selector.Index(tree))));
            }
        });
        return aliases;
    }

    /** What can be asked of each, one line for people. */
    public List<String> lines() {
        return byName.entrySet().stream().map(each -> {
            Ensemble ensemble = each.getValue();
            String obstacle = ensemble.obstacle();
            String name = each.getKey();
            return obstacle.isEmpty()
                    ? name + ".0 to " + name + "." + (ensemble.trees() - 1) + ": the vote of each tree, "
                            + switch (ensemble.how()) {
                                case SUM -> "summed";
                                case AVERAGE -> "averaged";
                                case MIN -> "of which the least counts";
                                case MAX -> "of which the largest counts";
                            } + (ensemble.finish() == Post.NONE ? "" : ", then " + ensemble.finish())
                    : name + " cannot be taken apart: " + obstacle;
        }).toList();
    }

    /**
     * The model with those ensembles taken apart whose votes are among some tensors; the model itself where there are none.
     *
     * @throws Refusal if one cannot be taken apart
     */
    public OnnxModel opened(OnnxModel model, Set<String> tensors) {
        OnnxModel opened = model;
        for (Map.Entry<String, Ensemble> each : byName.entrySet()) {
            Layout layout = layouts.get(each.getKey());
            if (!tensors.contains(each.getKey()) || layout == null) {
                continue;
            }
            String obstacle = each.getValue().obstacle();
            if (!obstacle.isEmpty()) {
                throw new Refusal("The " + each.getValue().node().operator() + " cannot be taken apart into its trees: "
                        + obstacle + ".", "Maybe move its input or its output instead.");
            }
            opened = new Apart(opened, each.getValue(), layout, !whole.contains(each.getKey())).model();
        }
        return opened;
    }
}
