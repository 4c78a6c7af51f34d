package org.orrery.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Attribution;
import org.orrery.core.Battery;
import org.orrery.core.Claim;
import org.orrery.core.Condition;
import org.orrery.core.Ensemble;
import org.orrery.core.Explainer;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Machine;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Variable;
import org.orrery.core.World;
import org.orrery.network.data.Card;
import org.orrery.network.data.DataFile;
import org.orrery.network.data.Examples;
import org.orrery.network.data.Feed;
import org.orrery.network.data.Fitting;
import org.orrery.network.explain.Explanation;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.place.Alias;
import org.orrery.network.place.Layout;
import org.orrery.network.place.Places;
import org.orrery.network.run.RunSettings;
import org.orrery.network.structure.Structure;
import org.orrery.network.surgery.NetworkBattery;
import org.orrery.network.surgery.NetworkMachine;
import org.orrery.network.surgery.Theatre;
import org.orrery.network.tree.Ensembles;

/** A trained network as a machine: its worlds are examples, its time the positions of a sequence. */
public final class NetworkModel implements Explainer {
    private final Source source;
    private final Unfolded unfolded;
    private final OnnxModel model;
    private final Places places;
    private final Structure structure;
    private final Ensembles ensembles;
    /** Why it cannot be run, empty where it can. */
    private final String broken;
    private final Card card;
    private final @Nullable Examples examples;
    private final String data;

    private NetworkModel(Source source, Unfolded unfolded, Places places, Structure structure, Ensembles ensembles,
            String broken, Card card, @Nullable Examples examples, String data) {
        this.source = source;
        this.unfolded = unfolded;
        this.model = unfolded.model();
        this.places = places;
        this.structure = structure;
        this.ensembles = ensembles;
        this.broken = broken;
        this.card = card;
        this.examples = examples;
        this.data = data;
    }

    /**
     * Opens a model of the program's own making.
     *
     * @param name as which it is told of
     */
    public static NetworkModel of(String name, OnnxModel model) {
        Source source = new Source(name, Fingerprint.of(model));
        Unfolded unfolded = Unfolded.of(model);
        return of(source, unfolded, places(unfolded.model()), "", Card.NONE);
    }

    /**
     * Opens a file.
     *
     * @throws InvalidInput if it cannot be read
     */
    public static NetworkModel open(Path file) {
        OnnxModel read = OnnxFile.read(file);
        Source source = new Source(String.valueOf(file.getFileName()), Fingerprint.of(file, read));
        Card card = Card.beside(file);
        Unfolded unfolded = Unfolded.of(read);
        try {
            return of(source, unfolded, places(unfolded.model()), "", card);
        } catch (InvalidInput e) {
            Graph graph = unfolded.model().graph();
            Places places = Places.of(graph, TensorTypes.declared(graph));
            return of(source, unfolded, places, String.valueOf(e.getMessage()), card);
        }
    }

    private static Places places(OnnxModel model) {
        return Places.of(model.graph(), TensorTypes.of(model));
    }

    private static NetworkModel of(Source source, Unfolded unfolded, Places places, String broken, Card card) {
        Structure structure = Structure.of(unfolded.model().graph(), places);
        Ensembles ensembles = Ensembles.of(unfolded.model().graph(), places);
        Places named = places.withTensors(ensembles.layouts()).withAliases(structure.aliases())
                .withAliases(ensembles.aliases());
        return new NetworkModel(source, unfolded, named, structure, ensembles, broken, card,
                null,
                "");
    }

    /** The same with examples that are held in memory. */
    public NetworkModel looking(Examples seen, String name) {
        return new NetworkModel(source, unfolded, places.withColumns(seen.columns().keySet()), structure, ensembles,
                broken, card,
                seen, name);
    }

    /** What it looks at. */
    public Examples examples() {
        if (examples == null) {
            throw new IllegalStateException(source.file() + " looks at nothing");
        }
        return examples;
    }

    @Override
    public NetworkModel with(Path file) {
        Examples read = Fitting.fit(file, card, inputs(), places.names());
        if (places.layout(Feed.ROW) != null) {
            throw new Refusal("The network has a tensor of its own named 'row', which is the name of the example.",
                    "Export it with another name.");
        }
        return new NetworkModel(source, unfolded, places.withColumns(read.columns().keySet()), structure, ensembles,
                broken, card,
                read,
                String.valueOf(file.getFileName()));
    }

    @Override
    public @Nullable String dataSha256() {
        return examples == null ? null : examples.sha256();
    }

    @Override
    public Ensemble sample(List<Condition.Observation> seen) {
        if (examples == null) {
            return Explainer.super.sample(seen);
        }
        double[][] rows = IntStream.range(0, examples.size()).mapToObj(row -> new double[]{row})
                .toArray(double[][]::new);
        if (!seen.isEmpty()) {
            List<Quantity> readings = seen.stream().<Quantity>map(each -> new Quantity.Read(each.address())).toList();
            double[] wanted = seen.stream().mapToDouble(Condition.Observation::number).toArray();
            Machine machine = prepare(new Plan(List.of(Feed.ROW), List.of(), readings, List.of(), List.of(), Map.of()));
            rows = Arrays.stream(rows).filter(row -> {
                double[] found = machine.run(new World(World.Arming.OFF, row, 0)).readings();
                return IntStream.range(0, found.length).allMatch(i -> found[i] == wanted[i]);
            }).toArray(double[][]::new);
            if (rows.length == 0) {
                throw new InvalidInput("No example of " + data + " has " + new Condition.See(seen) + ".",
                        "Maybe look at its columns with 'orrery open --with'.");
            }
        }
        return new Ensemble(List.of(Feed.ROW), List.of("the rows of " + data), rows,
                "the " + rows.length + " examples of "
                        + data + (seen.isEmpty() ? "" : " with " + new Condition.See(seen))
                        + " stand for those that the network will meet",
                true);
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
        List<String> lines = new ArrayList<>(Summary.of(unfolded, places, structure, broken));
        lines.addAll(ensembles.lines());
        if (examples != null) {
            lines.add("looks at " + data + ": " + examples.size() + " examples, chosen by 'row'");
        }
        return lines;
    }

    @Override
    public List<Claim.Assumption> assumptions() {
        return examples == null ? List.of() : examples.assumptions();
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
        Set<String> made = graph.nodes().stream().flatMap(node -> node.outputs().stream()).collect(Collectors.toSet());
        Map<String, List<Variable>> byKind = new LinkedHashMap<>();
        for (String kind : List.of("example", "data", "input", "output", "part", "parameter", "tensor")) {
            byKind.put(kind, new ArrayList<>());
        }
        Set<String> columns = examples == null ? Set.of() : examples.columns().keySet();
        if (examples != null) {
            byKind.getOrDefault("example", new ArrayList<>())
                    .add(new Variable(Feed.ROW, "which of the " + examples.size()
                            + " examples of " + data, "example", List.of(), null, 0, true, false));
        }
        for (Layout layout : places.layouts().values()) {
            String name = layout.tensor();
            String kind = inputs.contains(name)
                    ? "input"
                    : outputs.contains(name)
                            ? "output"
                            : graph.initializers().containsKey(name)
                                    ? "parameter"
                                    : columns.contains(name) && !made.contains(name) ? "data" : "tensor";
            byKind.getOrDefault(kind, new ArrayList<>()).add(variable(layout, kind));
        }
        places.aliases().forEach(alias -> byKind.getOrDefault("part", new ArrayList<>()).add(part(alias)));
        return byKind.values().stream().flatMap(List::stream).toList();
    }

    /** A friendly name: what it stands for, and the axes in the order that an address has them. */
    private Variable part(Alias alias) {
        Layout layout = places.layout(alias.tensors().getFirst());
        List<Integer> shape = new ArrayList<>();
        if (layout != null) {
            layout.axes().stream().skip(alias.within().size()).forEach(
                    axis -> shape.add(axis == alias.lead() ? 0 : shape.size(), length(layout.shape().get(axis))));
        }
        if (alias.lead() == Alias.PARTS) {
            shape.addFirst(alias.tensors().size());
        }
        String of = alias.within().isEmpty()
                ? String.join(", ", alias.tensors())
                : new Address(alias.tensors().getFirst(), alias.within()).toString();
        return new Variable(alias.name(), "= " + of, "part", shape, null, Double.NaN,
                false,
                layout != null && layout.batchAxis() >= 0);
    }

    private static int length(Dim dim) {
        return dim instanceof Dim.Known(long length) ? Math.toIntExact(length) : -1;
    }

    private static Variable variable(Layout layout, String kind) {
        List<Integer> shape = layout.exampleShape().stream().map(NetworkModel::length).toList();
        boolean flows = layout.batchAxis() >= 0;
        return new Variable(layout.tensor(), new ValueType.OfTensor(layout.element(), layout.shape()).toString(), kind,
                shape, null, Double.NaN, kind.equals("input") && Feed.isNumber(layout), flows && !kind.equals("data"));
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

    @Override
    public int places(Address address, int selector) {
        return places.lengths(address, selector);
    }

    private Theatre theatre() {
        return new Theatre(model, model, ensembles, places, examples, path -> DataFile.arrays(Path.of(path)),
                RunSettings.USUAL);
    }

    @Override
    public List<String> methods() {
        return Explanation.methods();
    }

    @Override
    public Answer explain(Attribution asked, Lab lab) {
        if (asked.against() != null) {
            throw new InvalidInput("A network explains one example against a baseline, not data against other data.",
                    "Maybe use --baseline, and leave --against out.");
        }
        Attribution attribution = asked.or("integrated-gradients", "zero");
        if (!broken.isEmpty()) {
            throw new InvalidInput(broken, "It can be looked at with 'orrery open', and not be run.");
        }
        if (examples == null) {
            throw new InvalidInput("An explanation needs an example, and none is given.",
                    "Maybe bring some: --input data.npz");
        }
        Set<String> touched = new LinkedHashSet<>(places.reading(attribution.target()).tensors());
        attribution.by().forEach(address -> touched.add(places.place(address).tensor()));
        return Explanation.of(attribution, ensembles.opened(model, touched), places, examples, source,
                RunSettings.USUAL);
    }
}
