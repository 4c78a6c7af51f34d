package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.World;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.place.Layout;
import org.orrery.network.run.Session;

/**
 * The network instrumented for some gears, and compared with itself as it was.
 *
 * @param rows tells which example each world is
 * @param slots one for each gear, in their order
 */
record Stage(Theatre theatre, Rig rig, Reference reference, Casting rows, List<Slot> slots, Claim.Check sameAsBare) {
    /** Largest difference that is put down to the runtime's rewriting of a graph whose edges are read. */
    private static final double TOLERANCE = 1e-5;

    /**
     * @param inputs names of the plan's inputs
     * @param read tensors that must be exposed beside the slots
     */
    static Stage of(Theatre theatre, List<String> inputs, List<Gear> gears, Set<String> read) {
        Splice splice = new Splice(theatre.model(), theatre::type);
        gears.forEach(gear -> splice.add(gear.site(), gear.kind()));
        List<Slot> slots = splice.slots();
        Map<String, Integer> axes = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            axes.put(slots.get(i).before(), gears.get(i).place().batchAxis());
            axes.put(slots.get(i).after(), gears.get(i).place().batchAxis());
        }
        List<String> outputs = numbers(theatre);
        Set<String> made = new LinkedHashSet<>();
        theatre.model().graph().nodes().forEach(node -> made.addAll(node.outputs()));
        read.stream().filter(made::contains).forEach(tensor -> axes.putIfAbsent(tensor, theatre.axis(tensor)));
        outputs.forEach(output -> axes.putIfAbsent(output, theatre.axis(output)));
        Casting casting = new Casting(theatre, inputs);
        Rig rig = new Rig(splice.model(List.copyOf(axes.keySet())), theatre.settings(), slots, splice.renamed(), axes,
                casting, casting.trial());
        return new Stage(theatre, rig, new Reference(rig, casting.examples()), casting, slots,
                compare(theatre, rig, casting, outputs));
    }

    /** The model's outputs that are tensors of numbers. */
    private static List<String> numbers(Theatre theatre) {
        List<String> names = new ArrayList<>();
        for (Value output : theatre.model().graph().outputs()) {
            Layout layout = theatre.places().layout(output.name());
            if (layout != null && (layout.element().isReal() || layout.element().isWhole())) {
                names.add(output.name());
            }
        }
        return names;
    }

    private static Claim.Check compare(Theatre theatre, Rig rig, Casting casting, List<String> outputs) {
        String name = "same as the bare model";
        if (outputs.isEmpty()) {
            return new Claim.Check(name, true, "the model has no output of numbers to compare");
        }
        int rows = rig.batching() == Rig.Batching.SINGLE ? 1 : 2;
        World first = casting.trial().getFirst();
        Map<String, Tensor> inputs = casting.inputs(java.util.Collections.nCopies(rows, first));
        List<Tensor> bare;
        try (Session session = Session.open(theatre.model(), theatre.settings())) {
            bare = session.run(inputs, outputs);
        }
        Rig.Got got = rig.run(List.of(rig.resting(first))).getFirst();
        double largest = 0;
        double scale = 0;
        boolean finite = true;
        for (int i = 0; i < outputs.size(); i++) {
            RowShape shape = rig.shape(outputs.get(i));
            double[] here = got.values(outputs.get(i), shape);
            double[] there = shape.row(bare.get(i), 0, rows);
            for (int k = 0; k < here.length; k++) {
                boolean alike = here[k] == there[k] || Double.isNaN(here[k]) && Double.isNaN(there[k]);
                double difference = alike ? 0 : Math.abs(here[k] - there[k]);
                finite &= Double.isFinite(difference);
                largest = Math.max(largest, difference);
                scale = Math.max(scale, Double.isFinite(there[k]) ? Math.abs(there[k]) : 0);
            }
        }
        String detail = largest == 0
                ? "instrumented and untouched it gives every bit of the model as it was"
                : "instrumented and untouched it differs by at most %.2g from the model as it was, on a scale of %.3g"
                        .formatted(largest, scale);
        return new Claim.Check(name, finite && largest <= TOLERANCE * scale, detail);
    }

    /** One gear made ready. */
    Operation operation(Gear gear, int slot, Map<String, FromFile> files) {
        Intervention.Source.@Nullable From from = gear.file();
        if (from == null) {
            return new Operation(gear, slots.get(slot), this, null, null);
        }
        FromFile file = files.computeIfAbsent(from.path(), path -> new FromFile(path, theatre.files(), rows));
        if (file.array(gear) != null) {
            return new Operation(gear, slots.get(slot), this, file, null);
        }
        file.requireInputs(theatre.inputs(), gear.place().tensor());
        if (file.size() != 1 && file.size() != theatre.size()) {
            throw new InvalidInput("'" + from.path() + "' holds " + file.size() + " examples, and there are "
                    + theatre.size() + ".", "Maybe give one for all, or one for each.");
        }
        return new Operation(gear, slots.get(slot), this, file, rig.on(file));
    }

    /** Tensors that stand in the graph from the start and change only where they are moved. */
    Map<String, Tensor> constants() {
        return theatre.model().graph().initializers();
    }
}
