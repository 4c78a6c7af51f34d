package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.InvalidInput;
import org.orrery.core.World;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

/**
 * An instrumented model made ready: rows in, exposed edges out. Several rows run as one batch where the examples have an
 * axis of their own.
 *
 * <p>What comes out of a row must not depend on the others. ONNX Runtime multiplies a single row by another routine than
 * two or more, with other last digits; a batch of one row is therefore run as two equal rows. Whether the rest of the model
 * keeps the law (some recurrent kernels share out a batch by its size) is tried out on the first example; where it does not,
 * every row is run by itself, doubled.
 */
final class WholeRig implements Rig {
    private static final int TRIED = 5;

    private final Session session;
    private final Subjects subjects;
    private final List<Slot> slots;
    private final Map<String, String> renamed;
    private final Map<String, Integer> axes;
    private final List<String> exposed;
    private final Map<String, RowShape> shapes = new LinkedHashMap<>();
    private final Batching batching;
    private final Got tried;
    /** Alive as long as any rig over the session is. */
    private final Object keeper;

    /**
     * @param model instrumented, with what is exposed as its outputs
     * @param renamed names under which the model's own inputs are given, where they changed
     * @param axes of the exposed edges the one of examples, -1 for none
     * @param trial worlds on which batches are tried out; one alone where the model takes one at a time
     * @throws InvalidInput if the runtime does not take the model or an input
     */
    WholeRig(OnnxModel model, RunSettings settings, List<Slot> slots, Map<String, String> renamed,
            Map<String, Integer> axes, Subjects subjects, List<World> trial) {
        this.slots = List.copyOf(slots);
        this.renamed = Map.copyOf(renamed);
        this.subjects = subjects;
        this.axes = Map.copyOf(axes);
        this.keeper = new Object();
        this.session = Keeper.open(keeper, model, settings);
        this.exposed = session.outputs();
        Row first = resting(trial.getFirst());
        Map<String, Tensor> two = trial.size() == 1 ? Map.of() : edges(padded(List.of(first), 2));
        this.batching = two.isEmpty() ? Batching.SINGLE : probe(trial, two);
        this.tried = batching == Batching.SINGLE ? new Got(edges(List.of(first)), 0, 1) : new Got(two, 0, 2);
        measure(tried.edges());
    }

    private WholeRig(WholeRig other, Subjects subjects) {
        this.session = other.session;
        this.slots = other.slots;
        this.renamed = other.renamed;
        this.axes = other.axes;
        this.exposed = other.exposed;
        this.shapes.putAll(other.shapes);
        this.batching = other.batching;
        this.tried = other.tried;
        this.subjects = subjects;
        this.keeper = other.keeper;
    }

    /** The same on other inputs. */
    WholeRig on(Subjects others) {
        return new WholeRig(this, others);
    }

    @Override
    public Batching batching() {
        return batching;
    }

    @Override
    public Got tried() {
        return tried;
    }

    @Override
    public RowShape shape(String edge) {
        RowShape shape = shapes.get(edge);
        if (shape == null) {
            throw new IllegalStateException("never exposed: " + edge);
        }
        return shape;
    }

    @Override
    public Row resting(World world) {
        return new Row(world, slots.stream().map(_ -> Dose.REST).toList());
    }

    /** Names of the edges that every run gives. */
    List<String> exposed() {
        return exposed;
    }

    @Override
    public List<Got> untouched(List<World> worlds) {
        return run(worlds.stream().map(this::resting).toList());
    }

    @Override
    public List<Got> run(List<Row> rows) {
        // At many sites the same untouched row is asked for.
        Map<List<Double>, Integer> known = new HashMap<>();
        List<Row> distinct = new ArrayList<>();
        int[] place = new int[rows.size()];
        for (int i = 0; i < place.length; i++) {
            Row row = rows.get(i);
            boolean resting = row.doses().stream().allMatch(Dose.Rest.class::isInstance);
            Integer before = resting ? known.putIfAbsent(Prefix.key(row.world()), distinct.size()) : null;
            place[i] = before == null ? distinct.size() : before;
            if (before == null) {
                distinct.add(row);
            }
        }
        List<Got> got = batches(distinct);
        return Arrays.stream(place).mapToObj(got::get).toList();
    }

    private List<Got> batches(List<Row> rows) {
        int size = switch (batching) {
            case TOGETHER -> MOST;
            case DOUBLED, SINGLE -> 1;
        };
        List<Got> all = new ArrayList<>(rows.size());
        for (int from = 0; from < rows.size();) {
            int to = from + 1;
            while (to < rows.size() && to - from < size && alike(rows.get(from), rows.get(to))) {
                to++;
            }
            List<Row> batch = rows.subList(from, to);
            from = to;
            int length = batching == Batching.SINGLE ? 1 : Math.max(2, batch.size());
            Map<String, Tensor> edges = edges(padded(batch, length));
            for (int row = 0; row < batch.size(); row++) {
                all.add(new Got(edges, row, length));
            }
        }
        return all;
    }

    /** Whether two rows do the same to what all examples share (weights): only then can they be of one batch. */
    private boolean alike(Row one, Row other) {
        for (int slot = 0; slot < slots.size(); slot++) {
            if (shape(slots.get(slot).after()).batch() < 0
                    && !Dose.same(one.doses().get(slot), other.doses().get(slot))) {
                return false;
            }
        }
        return true;
    }

    private static List<Row> padded(List<Row> rows, int length) {
        List<Row> padded = new ArrayList<>(rows);
        while (padded.size() < length) {
            padded.add(rows.getLast());
        }
        return padded;
    }

    private Map<String, Tensor> edges(List<Row> rows) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        List<World> worlds = rows.stream().map(Row::world).toList();
        Map<String, Tensor> given = subjects.inputs(worlds);
        given.forEach((name, tensor) -> inputs.put(renamed.getOrDefault(name, name), tensor));
        for (int slot = 0; slot < slots.size(); slot++) {
            int at = slot;
            Slot each = slots.get(slot);
            RowShape shape = shapes.get(each.after());
            List<Dose> doses = rows.stream().map(row -> row.doses().get(at)).toList();
            Doses.write(each, shape == null ? RowShape.unknown(each.rank()) : shape, doses, inputs);
        }
        List<Tensor> tensors = session.run(inputs);
        // What is read of a world as it came stands beside what was computed, which may have the same name and be moved.
        Map<String, Tensor> edges = new LinkedHashMap<>(given);
        edges.putAll(subjects.columns(worlds));
        for (int i = 0; i < exposed.size(); i++) {
            edges.put(exposed.get(i), tensors.get(i));
        }
        return edges;
    }

    /**
     * Tries batches of two lengths on the first example: whether rows keep out of each other's way.
     *
     * @param two edges of the first world, doubled
     */
    private Batching probe(List<World> trial, Map<String, Tensor> two) {
        Row first = resting(trial.getFirst());
        List<Row> more = new ArrayList<>(List.of(first));
        for (int i = 1; i < TRIED; i++) {
            more.add(resting(trial.get(i % trial.size())));
        }
        more.set(1, first);
        Map<String, Tensor> five = edges(more);
        boolean rows = true;
        boolean same = true;
        for (String edge : exposed) {
            Tensor of2 = RowShape.get(two, edge);
            Tensor of5 = RowShape.get(five, edge);
            int axis = axes.getOrDefault(edge, -1);
            rows &= axis < 0
                    ? of2.equals(of5)
                    : of2.shape()[axis] == 2 && of5.shape()[axis] == TRIED;
            if (rows && axis >= 0) {
                RowShape shape = RowShape.of(of2.shape(), axis);
                same &= Arrays.equals(shape.row(of2, 0, 2), shape.row(of5, 1, TRIED));
            }
        }
        if (!rows) {
            return Batching.SINGLE;
        }
        return same ? Batching.TOGETHER : Batching.DOUBLED;
    }

    private void measure(Map<String, Tensor> edges) {
        edges.forEach((name, tensor) -> shapes.put(name, RowShape.of(tensor.shape(), axes.getOrDefault(name, -1))));
    }

    @Override
    public String told() {
        return switch (batching) {
            case TOGETHER -> "up to " + MOST + " rows in a batch, at least two";
            case DOUBLED -> "each row by itself, doubled, since a row depends on its batch here";
            case SINGLE -> "each row by itself, since not all tensors have an axis of examples";
        };
    }
}
