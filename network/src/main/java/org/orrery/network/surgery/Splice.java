package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;

/**
 * Puts selections into a graph. The maker of a moved tensor x (a node, an input, a constant) is given another name for
 * what it makes, and the selection makes x: so every reader sees it, outputs and graphs inside other nodes too. A slot that
 * rests passes every bit on. Slots of one site act in the order in which they were asked for.
 */
public final class Splice {
    private final OnnxModel model;
    private final Function<String, ValueType> types;
    private final List<Node> nodes;
    private final List<Value> inputs;
    private final Map<String, Tensor> constants;
    private final Set<String> names = new HashSet<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Map<Site, String> arrows = new LinkedHashMap<>();
    private final Ears ears;
    private final Map<String, String> renamed = new LinkedHashMap<>();

    /**
     * @param types of tensors, as far as they are known
     * @throws Refusal if the model is so old that its operators would change their meaning beside ours
     */
    public Splice(OnnxModel model, Function<String, ValueType> types) {
        this.model = Lift.toSelections(model);
        this.types = types;
        Graph graph = this.model.graph();
        nodes = new ArrayList<>(graph.nodes());
        inputs = new ArrayList<>(graph.inputs());
        constants = new LinkedHashMap<>(graph.initializers());
        graph.inputs().forEach(input -> names.add(input.name()));
        names.addAll(constants.keySet());
        nodes.forEach(node -> names.addAll(node.outputs()));
        ears = new Ears(nodes, constants, this::fresh);
    }

    /**
     * Adds a slot behind those that are there.
     *
     * @throws InvalidInput if there is no such tensor or reader
     * @throws Refusal if the tensor lies inside a loop or a branch, holds no numbers, or if the arrow is no direct one
     */
    public void add(Site site, Slot.Kind kind) {
        require(site.tensor());
        switch (site) {
            case Site.Everywhere _ -> everywhere(site, kind);
            case Site.Arrow arrow -> arrow(arrow, kind);
        }
    }

    /** The slots in the order in which they were added. */
    public List<Slot> slots() {
        return List.copyOf(slots);
    }

    private void everywhere(Site site, Slot.Kind kind) {
        String tensor = site.tensor();
        String before = fresh(tensor + "/before");
        rename(tensor, before);
        // An earlier slot of the same tensor now hands on to this one.
        slots.replaceAll(slot -> slot.after().equals(tensor) ? slot.handingTo(before) : slot);
        select(slot(site, kind, before, tensor, ""));
    }

    private void arrow(Site.Arrow arrow, Slot.Kind kind) {
        String seen = arrows.getOrDefault(arrow, arrow.tensor());
        String moved = fresh(arrow.tensor() + "/" + arrow.reader());
        require(arrow.reader());
        String ear = ears.of(arrow);
        String path = new Arrows(nodes, this::fresh).redirect(arrow, ear, seen, moved);
        arrows.put(arrow, moved);
        select(slot(arrow, kind, seen, moved, path));
    }

    private Slot slot(Site site, Slot.Kind kind, String before, String after, String path) {
        if (!(types
                .apply(site.tensor()) instanceof ValueType.OfTensor(ElementType element, @Nullable List<Dim> shape))) {
            throw new Refusal("'" + site.tensor() + "' is no tensor of numbers and cannot be moved.",
                    "Maybe move a tensor before it.");
        }
        String stem = site + "/" + slots.size();
        Slot slot = new Slot(site, kind, element, shape == null ? -1 : shape.size(), before, after,
                fresh(stem + "/mask"), fresh(stem + "/value"),
                kind == Slot.Kind.AFFINE ? fresh(stem + "/factor") : "", path);
        slots.add(slot);
        return slot;
    }

    private void select(Slot slot) {
        ElementType carrier = slot.carrier();
        boolean cast = carrier != slot.type();
        String x = slot.before();
        if (cast) {
            x = cast(x, fresh(slot.before() + "/" + carrier), carrier);
        }
        inputs.add(input(slot.mask(), ElementType.BOOL, slot));
        inputs.add(input(slot.value(), carrier, slot));
        String value = slot.value();
        if (slot.kind() == Slot.Kind.AFFINE) {
            inputs.add(input(slot.factor(), carrier, slot));
            String scaled = fresh(slot.after() + "/scaled");
            value = fresh(slot.after() + "/shifted");
            nodes.add(Node.of("Mul", List.of(slot.factor(), x), scaled));
            nodes.add(Node.of("Add", List.of(scaled, slot.value()), value));
        }
        String chosen = cast ? fresh(slot.after() + "/" + carrier) : slot.after();
        nodes.add(Node.of("Where", List.of(slot.mask(), value, x), chosen));
        if (cast) {
            cast(chosen, slot.after(), slot.type());
        }
    }

    private String cast(String from, String to, ElementType type) {
        nodes.add(Node.of("Cast", List.of(from), List.of(to), Map.of("to", new Attribute.Whole(type.number()))));
        return to;
    }

    private static Value input(String name, ElementType type, Slot slot) {
        // Of the right rank, so that the runtime goes on inferring the shapes behind; axes of length 1 are stretched.
        return new Value(name, new ValueType.OfTensor(type,
                slot.rank() < 0 ? null : Collections.nCopies(slot.rank(), new Dim.Free())));
    }

    private void rename(String tensor, String to) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.outputs().contains(tensor)) {
                List<String> outputs = new ArrayList<>(node.outputs());
                outputs.replaceAll(each -> each.equals(tensor) ? to : each);
                nodes.set(i, node.on(node.inputs(), outputs));
                return;
            }
        }
        Tensor constant = constants.remove(tensor);
        if (constant != null) {
            constants.put(to, constant);
        } else {
            renamed.put(tensor, to);
        }
        inputs.replaceAll(input -> input.name().equals(tensor) ? new Value(to, input.type()) : input);
    }

    private void require(String tensor) {
        if (names.contains(tensor)) {
            return;
        }
        for (Node node : nodes) {
            if (Inside.makes(node, tensor)) {
                throw new Refusal("'" + tensor + "' lies inside a " + node.operator()
                        + ", where it is made as often as the loop or branch wants.",
                        "Maybe move what goes into the " + node.operator() + " or comes out of it.");
            }
        }
        throw new InvalidInput("The graph has no tensor '" + tensor + "'.",
                org.orrery.core.Nearest.advice(tensor, names));
    }

    private String fresh(String wanted) {
        String name = wanted;
        while (!names.add(name)) {
            name += "'";
        }
        return name;
    }

    /** Names under which the model's own inputs are to be given now, where they changed. */
    public Map<String, String> renamed() {
        return Collections.unmodifiableMap(renamed);
    }

    /**
     * The instrumented model.
     *
     * @param outputs edges to be read
     */
    public OnnxModel model(List<String> outputs) {
        Graph graph = model.graph();
        List<Node> ordered = new Order(nodes).nodes();
        List<Value> read = outputs.stream().map(Value::untyped).toList();
        return model.with(new Graph(graph.name(), ordered, inputs, read, List.of(), constants, graph.rest()));
    }
}
