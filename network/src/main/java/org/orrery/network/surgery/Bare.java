package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.World;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.place.Layout;
import org.orrery.network.run.Session;

/** The network as it was, with its own outputs alone: what an instrumented or a cut one, untouched, must agree with. */
final class Bare {
    /** Largest difference that is put down to the runtime's rewriting of a graph whose edges are read. */
    private static final double TOLERANCE = 1e-5;

    private final Theatre theatre;
    private final Casting casting;
    private final List<String> outputs = new ArrayList<>();
    private final Map<Integer, Map<String, Tensor>> runs = new LinkedHashMap<>();

    Bare(Theatre theatre, Casting casting) {
        this.theatre = theatre;
        this.casting = casting;
        for (Value output : theatre.bare().graph().outputs()) {
            Layout layout = theatre.places().layout(output.name());
            if (layout != null && (layout.element().isReal() || layout.element().isWhole())) {
                outputs.add(output.name());
            }
        }
    }

    /** The model's outputs that are tensors of numbers. */
    List<String> outputs() {
        return outputs;
    }

    /** Whether the first world comes out the same. */
    Claim.Check compare(Rig rig, List<String> compared) {
        String name = "same as the bare model";
        if (compared.isEmpty()) {
            return new Claim.Check(name, true, "no output of numbers to compare");
        }
        int rows = rig.batching() == Rig.Batching.SINGLE ? 1 : 2;
        World first = casting.trial().getFirst();
        Map<String, Tensor> bare = run(first, rows);
        Rig.Got got = rig.tried();
        double largest = 0;
        double scale = 0;
        boolean finite = true;
        for (String output : compared) {
            RowShape shape = rig.shape(output);
            double[] here = got.values(output, shape);
            double[] there = shape.row(RowShape.get(bare, output), 0, rows);
            for (int k = 0; k < here.length; k++) {
                boolean alike = here[k] == there[k] || Double.isNaN(here[k]) && Double.isNaN(there[k]);
                double difference = alike ? 0 : Math.abs(here[k] - there[k]);
                finite &= Double.isFinite(difference);
                largest = Math.max(largest, difference);
                scale = Math.max(scale, Double.isFinite(there[k]) ? Math.abs(there[k]) : 0);
            }
        }
        String detail = largest == 0
                ? "untouched it gives every bit of the model as it was"
                : "untouched it differs by at most %.2g from the model as it was, on a scale of %.3g"
                        .formatted(largest, scale);
        return new Claim.Check(name, finite && largest <= TOLERANCE * scale, detail);
    }

    private Map<String, Tensor> run(World first, int rows) {
        @Nullable
        Map<String, Tensor> known = runs.get(rows);
        if (known != null) {
            return known;
        }
        Map<String, Tensor> run = new LinkedHashMap<>();
        try (Session session = Session.open(theatre.bare(), theatre.settings())) {
            List<Tensor> tensors = session.run(casting.inputs(Collections.nCopies(rows, first)), outputs);
            for (int i = 0; i < outputs.size(); i++) {
                run.put(outputs.get(i), tensors.get(i));
            }
        }
        runs.put(rows, run);
        return run;
    }
}
