package org.orrery.network.surgery;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.World;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.run.Session;

/**
 * The part of a network behind one tensor. The tensor's rows come from the untouched run of each world, are changed here, and
 * go into the rest of the network: nothing before the cut is run again, and nothing stands in the graph. Rows that go in
 * with the same bits as another untouched one are run once.
 */
final class CutRig implements Rig {
    /** The edge under which the tensor is known as it would have been. */
    static final String BEFORE = "/before";

    private final String tensor;
    private final Prefix prefix;
    private final Suffix suffix;
    private final Subjects subjects;
    private final int slots;
    private final ElementType type;
    private final Session session;
    private final Got tried;
    private final Batching batching;

    CutRig(Theatre theatre, String tensor, int slots, Suffix suffix, Prefix prefix, Casting casting) {
        this.tensor = tensor;
        this.slots = slots;
        this.suffix = suffix;
        this.prefix = prefix;
        this.subjects = casting;
        this.session = Keeper.open(this, theatre.model().with(suffix.graph()), theatre.settings());
        Map<String, Tensor> trial = prefix.of(casting.trial().subList(0, 1)).getFirst().edges();
        this.type = RowShape.get(trial, tensor).type();
        this.tried = new Got(edges(Collections.nCopies(2, resting(casting.trial().getFirst()))), 0, 2);
        this.batching = probe(casting.trial(), tried.edges());
    }

    /** @param small edges of the first world, doubled */
    private Batching probe(List<World> trial, Map<String, Tensor> small) {
        List<World> five = new ArrayList<>(Collections.nCopies(2, trial.getFirst()));
        for (int i = 2; i < 5; i++) {
            five.add(trial.get(i % trial.size()));
        }
        Map<String, Tensor> large = edges(five.stream().map(this::resting).toList());
        for (String output : suffix.outputs()) {
            RowShape shape = shape(output);
            if (!java.util.Arrays.equals(shape.row(RowShape.get(small, output), 0, 2),
                    shape.row(RowShape.get(large, output), 1, 5))) {
                return Batching.DOUBLED;
            }
        }
        return Batching.TOGETHER;
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
        return prefix.rig().shape(edge.equals(tensor + BEFORE) ? tensor : edge);
    }

    @Override
    public Row resting(World world) {
        return new Row(world, Collections.nCopies(slots, Dose.REST));
    }

    @Override
    public List<Got> untouched(List<World> worlds) {
        return prefix.of(worlds).stream().map(got -> {
            Map<String, Tensor> edges = new LinkedHashMap<>(got.edges());
            edges.put(tensor + BEFORE, RowShape.get(edges, tensor));
            return new Got(edges, got.row(), got.rows());
        }).toList();
    }

    @Override
    public List<Got> run(List<Row> rows) {
        // The same untouched row is asked for at every site.
        Map<List<Object>, Integer> places = new HashMap<>();
        List<Row> distinct = new ArrayList<>();
        int[] place = new int[rows.size()];
        for (int i = 0; i < place.length; i++) {
            Row row = rows.get(i);
            boolean idle = row.world().arming() != World.Arming.ON;
            List<Object> key = idle
                    ? List.of(row.world().arming(), Prefix.key(row.world()), filled(List.of(row), tensor))
                    : List.of(i);
            Integer known = places.putIfAbsent(key, distinct.size());
            place[i] = known == null ? distinct.size() : known;
            if (known == null) {
                distinct.add(row);
            }
        }
        List<Got> got = new ArrayList<>();
        int size = batching == Batching.TOGETHER ? MOST : 1;
        for (int from = 0; from < distinct.size(); from += size) {
            List<Row> batch = new ArrayList<>(distinct.subList(from, Math.min(distinct.size(), from + size)));
            int meant = batch.size();
            while (batch.size() < 2) {
                batch.add(batch.getLast());
            }
            Map<String, Tensor> edges = edges(batch);
            for (int row = 0; row < meant; row++) {
                got.add(new Got(edges, row, batch.size()));
            }
        }
        return java.util.Arrays.stream(place).mapToObj(got::get).toList();
    }

    private Map<String, Tensor> edges(List<Row> rows) {
        List<World> worlds = rows.stream().map(Row::world).toList();
        Map<String, Tensor> own = subjects.inputs(worlds);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        suffix.own(own).forEach(name -> inputs.put(name, RowShape.get(own, name)));
        suffix.graph().inputs().stream().map(value -> value.name()).filter(suffix.given()::contains)
                .forEach(name -> inputs.put(name, filled(rows, name)));
        Map<String, Tensor> edges = new LinkedHashMap<>(own);
        edges.putAll(subjects.columns(worlds));
        List<Tensor> outputs = session.run(inputs);
        for (String edge : prefix.rig().exposed()) {
            if (!suffix.outputs().contains(edge) && prefix.rig().shape(edge).batch() == 0) {
                edges.put(edge, inputs.containsKey(edge) ? RowShape.get(inputs, edge) : filled(rows, edge));
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            edges.put(session.outputs().get(i), outputs.get(i));
        }
        edges.put(tensor + BEFORE, filled(rows.stream().map(row -> resting(row.world())).toList(), tensor));
        return edges;
    }

    /** Rows of an edge as the untouched runs have them; of the cut tensor with the doses. */
    private Tensor filled(List<Row> rows, String edge) {
        List<Got> offs = prefix.of(rows.stream().map(Row::world).toList());
        RowShape shape = prefix.rig().shape(edge);
        ElementType element = RowShape.get(offs.getFirst().edges(), edge).type();
        int bytes = Math.toIntExact(element.bytes(shape.size()));
        ByteBuffer all = ByteBuffer.allocateDirect(Math.multiplyExact(bytes, rows.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows.size(); i++) {
            Got off = offs.get(i);
            all.put(i * bytes, RowShape.get(off.edges(), edge).bytes(), off.row() * bytes, bytes);
            if (edge.equals(tensor)) {
                for (Dose dose : rows.get(i).doses()) {
                    apply(dose, all.slice(i * bytes, bytes).order(ByteOrder.LITTLE_ENDIAN));
                }
            }
        }
        return Tensor.raw(element, shape.of(rows.size()), all);
    }

    /** In the tensor's own arithmetic, so that every bit is the one that a selection in the graph would give. */
    private void apply(Dose dose, ByteBuffer row) {
        switch (dose) {
            case Dose.Rest _ -> {
            }
            case Dose.Put(int[] indices, double[] values) -> {
                for (int i = 0; i < indices.length; i++) {
                    put(row, indices[i], values[i]);
                }
            }
            case Dose.Bend(int[] indices, double factor, double[] addends) -> {
                for (int i = 0; i < indices.length; i++) {
                    int at = indices[i];
                    put(row, at, type == ElementType.FLOAT
                            ? (float) factor * row.getFloat(4 * at) + (float) addends[i]
                            : factor * row.getDouble(8 * at) + addends[i]);
                }
            }
        }
    }

    private void put(ByteBuffer row, int at, double value) {
        if (type == ElementType.FLOAT) {
            row.putFloat(4 * at, (float) value);
        } else {
            row.putDouble(8 * at, value);
        }
    }

    @Override
    public String told() {
        return "the network cut at " + tensor + ", " + (batching == Batching.TOGETHER
                ? "up to " + MOST + " rows in a batch, at least two"
                : "each row by itself, doubled, since a row depends on its batch here");
    }

    /** Whether a tensor can be cut at by this rig. */
    static boolean takes(Theatre theatre, String tensor, @Nullable ElementType element) {
        return theatre.isBatched() && theatre.axis(tensor) == 0
                && (element == ElementType.FLOAT || element == ElementType.DOUBLE);
    }
}
