package org.orrery.network.place;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Address.Selector;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Quantity;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.ValueType;

/** All tensors of a network and how they are addressed: by the author's names, and by friendly ones where these are free. */
public final class Places {
    private final Map<String, Layout> layouts;
    private final Map<String, Alias> aliases;
    private final Set<String> mixed;

    private Places(Map<String, Layout> layouts, Map<String, Alias> aliases, Set<String> mixed) {
        this.layouts = layouts;
        this.aliases = aliases;
        this.mixed = mixed;
    }

    /**
     * Of a graph.
     *
     * @param types of its tensors, as far as they are known; inputs and parameters are known from the graph
     */
    public static Places of(Graph graph, Map<String, ValueType> types) {
        Map<String, ValueType.OfTensor> tensors = new LinkedHashMap<>();
        graph.required().forEach(input -> keep(input.name(), input.type(), tensors));
        graph.initializers().forEach((name, tensor) -> tensors.put(name, new ValueType.OfTensor(tensor.type(),
                dims(tensor))));
        types.forEach((name, type) -> keep(name, type, tensors));
        Map<String, List<Dim>> shapes = new LinkedHashMap<>();
        tensors.forEach((name, type) -> shapes.put(name, shape(type)));
        Tracks.Found found = Tracks.of(graph, shapes, Inputs.of(graph));
        Map<String, Layout> layouts = new LinkedHashMap<>();
        tensors.forEach((name, type) -> {
            Tracks.Track track = found.tracks().getOrDefault(name, Tracks.Track.NONE);
            layouts.put(name, new Layout(name, type.element(), shape(type), track.batch(), track.position()));
        });
        return new Places(layouts, Map.of(), found.lost());
    }

    private static void keep(String name, ValueType type, Map<String, ValueType.OfTensor> tensors) {
        if (type instanceof ValueType.OfTensor tensor && tensor.shape() != null) {
            tensors.put(name, tensor);
        }
    }

    private static List<Dim> shape(ValueType.OfTensor type) {
        List<Dim> shape = type.shape();
        return shape == null ? List.of() : shape;
    }

    private static List<Dim> dims(Tensor tensor) {
        List<Dim> dims = new ArrayList<>();
        for (long length : tensor.shape()) {
            dims.add(new Dim.Known(length));
        }
        return dims;
    }

    /** The same with friendly names, as far as the author has not given them to something else. */
    public Places withAliases(List<Alias> more) {
        Map<String, Alias> all = new LinkedHashMap<>(aliases);
        more.stream().filter(alias -> !layouts.containsKey(alias.name()))
                .forEach(alias -> all.put(alias.name(), alias));
        return new Places(layouts, all, mixed);
    }

    /** The same with tensors that the graph holds only where they are asked for. */
    public Places withTensors(Map<String, Layout> more) {
        Map<String, Layout> all = new LinkedHashMap<>(layouts);
        all.putAll(more);
        return new Places(all, aliases, mixed);
    }

    /** The same with columns of data beside: one number an example. The graph's own names win. */
    public Places withColumns(Collection<String> columns) {
        Map<String, Layout> all = new LinkedHashMap<>(layouts);
        columns.forEach(column -> all.putIfAbsent(column,
                new Layout(column, ElementType.DOUBLE, List.of(new Dim.Free()), 0, -1)));
        return new Places(all, aliases, mixed);
    }

    /**
     * Tensors that depend on the examples and have no axis of them: examples are folded together, or mixed, as a scale that
     * is taken from all of them. Where there is one, what comes out of an example may depend on the others of its batch.
     */
    public Set<String> mixed() {
        return Collections.unmodifiableSet(mixed);
    }

    /** All names, the author's and the friendly ones. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(layouts.keySet());
        names.addAll(aliases.keySet());
        return names;
    }

    /** Axes of all tensors by name. */
    public Map<String, Layout> layouts() {
        return Collections.unmodifiableMap(layouts);
    }

    /** The axes of one tensor, null where there is none of this name or nothing is known of its shape. */
    public @Nullable Layout layout(String tensor) {
        return layouts.get(tensor);
    }

    /** Friendly names. */
    public List<Alias> aliases() {
        return List.copyOf(aliases.values());
    }

    /**
     * What an address means.
     *
     * @throws InvalidInput if there is no such tensor, with the nearest names, or the selectors do not fit
     */
    public Place place(Address address) {
        Layout layout = layouts.get(address.name());
        if (layout != null) {
            return Place.of(layout, address);
        }
        Alias alias = aliases.get(address.name());
        if (alias == null) {
            throw unknown(address.name());
        }
        if (!alias.within().isEmpty()) {
            return within(alias, address);
        }
        return alias.lead() == Alias.PARTS ? oneOfSeveral(alias, address) : led(alias, address);
    }

    private Place within(Alias alias, Address address) {
        Layout layout = layouts.get(alias.tensors().getFirst());
        if (layout == null) {
            throw unknown(alias.tensors().getFirst());
        }
        List<Selector> selectors = new ArrayList<>(alias.within());
        selectors.addAll(address.selectors());
        return Place.of(layout, new Address(layout.tensor(), selectors));
    }

    /**
     * How many places one selector of an address has to choose from; 0 where there is no such axis or its length is open.
     * As many selectors as one example has axes are one for each; fewer leave out the positions.
     */
    public int lengths(Address address, int selector) {
        Alias alias = layouts.containsKey(address.name()) ? null : aliases.get(address.name());
        Layout layout = layouts.get(alias == null ? address.name() : alias.tensors().getFirst());
        if (layout == null) {
            throw unknown(address.name());
        }
        List<Integer> axes = new ArrayList<>(layout.axes());
        int given = address.selectors().size();
        int asked = selector;
        if (alias != null && alias.lead() == Alias.PARTS) {
            if (selector == 0) {
                return alias.tensors().size();
            }
            asked--;
            given--;
        } else if (alias != null && alias.lead() >= 0 && axes.remove(Integer.valueOf(alias.lead()))) {
            axes.addFirst(alias.lead());
        }
        if (alias != null) {
            asked += alias.within().size();
            given += alias.within().size();
        }
        if (given < axes.size()) {
            axes.remove(Integer.valueOf(layout.positionAxis()));
        }
        return asked < axes.size() && layout.shape().get(axes.get(asked)) instanceof Dim.Known(long length)
                ? Math.toIntExact(length)
                : 0;
    }

    private InvalidInput unknown(String name) {
        return new InvalidInput("The network has no tensor '" + name + "'.", Nearest.advice(name, names()));
    }

    private Place oneOfSeveral(Alias alias, Address address) {
        int parts = alias.tensors().size();
        if (address.selectors().isEmpty() || !(address.selectors().getFirst() instanceof Selector.Index(int part))
                || part >= parts) {
            throw new InvalidInput("'" + address + "': " + alias.name() + " has " + parts
                    + " parts with a tensor each, and the first selector says which.",
                    "Maybe " + alias.name() + "[0], up to [" + (parts - 1) + "]: " + alias.what() + ".");
        }
        Layout layout = layouts.get(alias.tensors().get(part));
        if (layout == null) {
            throw unknown(alias.tensors().get(part));
        }
        return Place.of(layout,
                new Address(address.name(), address.selectors().subList(1, address.selectors().size())));
    }

    private Place led(Alias alias, Address address) {
        Layout layout = layouts.get(alias.tensors().getFirst());
        if (layout == null) {
            throw unknown(alias.tensors().getFirst());
        }
        List<Selector> given = address.selectors();
        int lead = layout.axes().indexOf(alias.lead());
        if (lead <= 0 || given.isEmpty()) {
            return Place.of(layout, address);
        }
        // The first selector belongs to the axis in the lead; the others follow in the order of the axes.
        List<Integer> axes = new ArrayList<>(layout.axes());
        axes.remove(Integer.valueOf(alias.lead()));
        boolean all = given.size() == axes.size() + 1;
        if (given.size() > axes.size() + 1) {
            return Place.of(layout, address);
        }
        Map<Integer, Selector> chosen = new LinkedHashMap<>();
        chosen.put(alias.lead(), given.getFirst());
        int next = 1;
        for (int axis : axes) {
            boolean left = next >= given.size() || !all && axis == layout.positionAxis();
            chosen.put(axis, left ? new Selector.All() : given.get(next++));
        }
        return Place.of(layout, new Address(address.name(), layout.axes().stream().map(axis -> {
            Selector selector = chosen.get(axis);
            return selector == null ? new Selector.All() : selector;
        }).toList()));
    }

    /**
     * A quantity, ready to be read from a run.
     *
     * @throws InvalidInput if an address does not fit, or means more than one number
     */
    public Reading reading(Quantity quantity) {
        return new Reading(quantity, this);
    }

    Element element(Address address) {
        boolean known = layouts.containsKey(address.name()) || aliases.containsKey(address.name());
        for (Readout readout : Readout.values()) {
            String suffix = readout.suffix();
            String stem = address.name().endsWith(suffix)
                    ? address.name().substring(0, address.name().length() - suffix.length())
                    : "";
            if (!known && readout != Readout.VALUE && !stem.isEmpty()) {
                return element(address, stem, readout);
            }
        }
        return Element.of(address, place(address), Readout.VALUE, -1);
    }

    private Element element(Address address, String stem, Readout readout) {
        Place whole = place(Address.of(stem));
        int axes = whole.selectors().size();
        if (axes == 0 || whole.layout().axes().getLast() == whole.positionAxis()) {
            throw new InvalidInput("'" + address + "': " + stem + " has no last axis to look along; it has "
                    + whole.layout().describe() + ".", "Maybe ask for the tensor that holds the scores.");
        }
        List<Selector> given = new ArrayList<>();
        if (!layouts.containsKey(stem) && aliases.get(stem) instanceof Alias alias) {
            given.addAll(alias.within());
        }
        given.addAll(address.selectors());
        int picked = -1;
        if (readout == Readout.PROBABILITY) {
            if (given.isEmpty() || !(given.getLast() instanceof Selector.Index(int index))) {
                throw new InvalidInput("'" + address + "' does not say whose probability.",
                        "Maybe " + address.name() + "[0]: the place on the last axis.");
            }
            picked = index;
        } else if (given.size() >= axes) {
            throw new InvalidInput("'" + address + "' selects on the axis along which the largest is looked for.",
                    "Maybe " + address.name() + (axes > 1 ? "[...] with fewer selectors." : " by itself."));
        }
        // All axes but the last, or all but that and the positions.
        List<Selector> others = readout == Readout.PROBABILITY ? given.subList(0, given.size() - 1) : given;
        boolean full = others.size() == axes - 1;
        List<Selector> selectors = new ArrayList<>();
        int next = 0;
        for (int axis : whole.layout().axes().subList(0, axes - 1)) {
            boolean left = next >= others.size() || !full && axis == whole.positionAxis();
            selectors.add(left ? new Selector.All() : others.get(next++));
        }
        selectors.add(new Selector.All());
        return Element.of(address, Place.of(whole.layout(), new Address(address.name(), selectors)), readout, picked);
    }
}
