package org.orrery.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Battery;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Machine;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Refusal;
import org.orrery.core.Variable;
import org.orrery.network.data.Feed;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.place.Layout;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;
import org.orrery.network.surgery.NetworkBattery;
import org.orrery.network.surgery.NetworkMachine;
import org.orrery.network.surgery.Theatre;

/** A trained network as a machine: its worlds are examples, its time the positions of a sequence. */
final class NetworkModel implements Model {
    private final Source source;
    private final OnnxModel model;
    private final Places places;
    private final List<String> summary;
    /** Why it cannot be run, empty where it can. */
    private final String broken;

    private NetworkModel(Source source, OnnxModel model, Map<String, ValueType> types, String broken) {
        this.source = source;
        this.model = model;
        this.broken = broken;
        this.places = Places.of(model.graph(), types);
        this.summary = Summary.of(model, places, broken);
    }

    static NetworkModel open(Path file) {
        OnnxModel model = OnnxFile.read(file);
        Source source = new Source(String.valueOf(file.getFileName()), Fingerprint.of(file, model));
        try {
            return new NetworkModel(source, model, TensorTypes.of(model), "");
        } catch (InvalidInput e) {
            return new NetworkModel(source, model, TensorTypes.declared(model.graph()), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public String kind() {
        return "network";
    }

    @Override
    public List<String> summary() {
        return summary;
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return List.of();
    }

    @Override
    public boolean isTimed() {
        return inputs().stream().anyMatch(input -> input.positionAxis() >= 0);
    }

    @Override
    public @Nullable String timeUnit() {
        return isTimed() ? "position" : null;
    }

    private List<Layout> inputs() {
        return model.graph().required().stream().map(Value::name).map(places::layout).filter(layout -> layout != null)
                .toList();
    }

    @Override
    public List<Variable> variables() {
        Graph graph = model.graph();
        Set<String> outputs = graph.outputs().stream().map(Value::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> inputs = graph.required().stream().map(Value::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, List<Variable>> byKind = new LinkedHashMap<>();
        for (String kind : List.of("input", "output", "parameter", "tensor")) {
            byKind.put(kind, new ArrayList<>());
        }
        for (Layout layout : places.layouts().values()) {
            String name = layout.tensor();
            String kind = inputs.contains(name)
                    ? "input"
                    : outputs.contains(name)
                            ? "output"
                            : graph.initializers().containsKey(name) ? "parameter" : "tensor";
            byKind.getOrDefault(kind, new ArrayList<>()).add(variable(layout, kind));
        }
        return byKind.values().stream().flatMap(List::stream).toList();
    }

    private static Variable variable(Layout layout, String kind) {
        List<Integer> shape = layout.exampleShape().stream()
                .map(dim -> dim instanceof Dim.Known(long length) ? Math.toIntExact(length) : -1).toList();
        boolean flows = layout.batchAxis() >= 0;
        return new Variable(layout.tensor(), new ValueType.OfTensor(layout.element(), layout.shape()).toString(), kind,
                shape, null, Double.NaN, kind.equals("input") && Feed.isNumber(layout), flows);
    }

    @Override
    public Machine prepare(Plan plan) {
        requirePlain(plan);
        return NetworkMachine.of(theatre(), plan);
    }

    private void requirePlain(Plan plan) {
        if (!broken.isEmpty()) {
            throw new InvalidInput(broken, "It can be looked at with 'orrery open', and not be run.");
        }
        new TreeMap<>(plan.options()).keySet().stream().findFirst().ifPresent(option -> {
            throw new InvalidInput("A network has no setting '" + option + "'.", "Maybe leave it out.");
        });
    }

    @Override
    public Battery prepareAll(List<Plan> plans) {
        plans.forEach(this::requirePlain);
        return NetworkBattery.of(theatre(), plans);
    }

    /** As many selectors as one example has axes are one for each; fewer leave out the positions. */
    @Override
    public int places(Address address, int selector) {
        Layout layout = places.place(Address.of(address.name())).layout();
        List<Integer> axes = new ArrayList<>(layout.axes());
        if (address.selectors().size() < axes.size()) {
            axes.remove(Integer.valueOf(layout.positionAxis()));
        }
        return selector < axes.size() && layout.shape().get(axes.get(selector)) instanceof Dim.Known(long length)
                ? Math.toIntExact(length)
                : 0;
    }

    private Theatre theatre() {
        return new Theatre(model, places, null, path -> {
            throw new Refusal("Patching from '" + path + "' is not supported yet.", "Maybe hold a value.");
        }, RunSettings.USUAL);
    }
}
