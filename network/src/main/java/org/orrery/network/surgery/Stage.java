package org.orrery.network.surgery;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Method;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.ValueType;

/**
 * The network instrumented for some gears, and compared with itself as it was.
 *
 * @param rows tells which example each world is
 * @param slots one for each gear, in their order
 */
record Stage(Theatre theatre, Rig rig, Reference reference, Casting rows, List<Slot> slots, Claim.Check sameAsBare) {
    /**
     * @param inputs names of the plan's inputs
     * @param read tensors that must be exposed beside the slots
     */
    static Stage of(Theatre theatre, Casting casting, List<Gear> gears, Set<String> read, Bare bare) {
        Splice splice = new Splice(theatre.model(), theatre::type);
        gears.forEach(gear -> splice.add(gear.site(), gear.kind()));
        List<Slot> slots = splice.slots();
        Map<String, Integer> axes = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            axes.put(slots.get(i).before(), gears.get(i).place().batchAxis());
            axes.put(slots.get(i).after(), gears.get(i).place().batchAxis());
        }
        List<String> outputs = bare.outputs();
        Set<String> made = new LinkedHashSet<>();
        theatre.model().graph().nodes().forEach(node -> made.addAll(node.outputs()));
        read.stream().filter(made::contains).forEach(tensor -> axes.putIfAbsent(tensor, theatre.axis(tensor)));
        outputs.forEach(output -> axes.putIfAbsent(output, theatre.axis(output)));
        WholeRig rig = new WholeRig(splice.model(List.copyOf(axes.keySet())), theatre.settings(), slots,
                splice.renamed(), axes,
                casting, casting.trial());
        return new Stage(theatre, rig, new Reference(rig, casting.examples()), casting, slots,
                bare.compare(rig, outputs));
    }

    /**
     * The part behind one tensor, for gears that move it and nothing else.
     *
     * @param kinds of slots, the same tensor at each
     */
    static Stage cut(Theatre theatre, Casting casting, String tensor, List<Slot.Kind> kinds, Suffix suffix,
            Prefix prefix, Bare bare) {
        ElementType element = theatre.type(tensor) instanceof ValueType.OfTensor type
                ? type.element()
                : ElementType.FLOAT;
        List<Slot> slots = kinds.stream().map(kind -> new Slot(new Site.Everywhere(tensor), kind, element, -1,
                tensor + CutRig.BEFORE, tensor, "", "", "", "")).toList();
        CutRig rig = new CutRig(theatre, tensor, slots.size(), suffix, prefix, casting);
        List<String> outputs = bare.outputs().stream().filter(suffix.outputs()::contains).toList();
        return new Stage(theatre, rig, new Reference(rig, casting.examples()), casting, slots,
                bare.compare(rig, outputs));
    }

    /** How rows are computed, for a claim. */
    Method method() {
        return new Method(theatre.settings() + ", " + rig.told(), "https://onnxruntime.ai");
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
        if (!(rig instanceof WholeRig whole)) {
            throw new IllegalStateException("values from another run need the whole network");
        }
        return new Operation(gear, slots.get(slot), this, file, whole.on(file));
    }

    /** Tensors that stand in the graph from the start and change only where they are moved. */
    Map<String, Tensor> constants() {
        return theatre.model().graph().initializers();
    }
}
