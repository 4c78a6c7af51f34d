package org.orrery.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Battery;
import org.orrery.core.Intervention;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.World;
import org.orrery.network.data.Examples;
import org.orrery.network.data.Feed;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.place.Places;
import org.orrery.network.run.Bound;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;
import org.orrery.network.surgery.NetworkBattery;
import org.orrery.network.surgery.Site;
import org.orrery.network.surgery.Slot;
import org.orrery.network.surgery.Splice;
import org.orrery.network.surgery.Theatre;
import org.orrery.network.tree.Ensembles;

/**
 * Our side of {@code bench/networks.py}: {@code Networks MODEL TOKENS ROWS}. Each line on the standard input asks for the sweep
 * on the next example and is answered by a line of seconds and values; after the last come the costs of instrumenting.
 */
public final class Networks {
    private static final int LAYERS = 8;
    private static final int TOKENS = 32;
    private static final int SECONDS = 3;

    private Networks() {}

    public static void main(String[] arguments) throws IOException {
        OnnxModel model = OnnxFile.read(Path.of(arguments[0]));
        int rows = Integer.parseInt(arguments[2]);
        long[] tokens = new long[rows * TOKENS];
        ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[1]))).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer()
                .get(tokens);
        Map<String, ValueType> types = types(model);
        Theatre theatre = new Theatre(model, model, Ensembles.NONE, Places.of(model.graph(), types),
                examples(tokens, rows), path -> {
                    throw new IllegalArgumentException(path);
                }, RunSettings.USUAL);
        sweeps(theatre);
        instrumenting(model, theatre, Arrays.copyOf(tokens, TOKENS));
        tiny();
    }

    private static Map<String, ValueType> types(OnnxModel model) {
        List<Value> all = new ArrayList<>();
        model.graph().nodes().forEach(node -> node.outputs().forEach(name -> all.add(Value.untyped(name))));
        try (Session session = Session.open(model.with(model.graph().withOutputs(all)), RunSettings.USUAL)) {
            return session.types();
        }
    }

    private static Examples examples(long[] tokens, int size) {
        return new Examples() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Map<String, Tensor> rows(int[] rows) {
                long[] picked = new long[rows.length * TOKENS];
                for (int i = 0; i < rows.length; i++) {
                    System.arraycopy(tokens, rows[i] * TOKENS, picked, i * TOKENS, TOKENS);
                }
                return Map.of("tokens", Tensor.of(picked, rows.length, TOKENS));
            }

            @Override
            public Map<String, double[]> columns() {
                return Map.of();
            }

            @Override
            public String sha256() {
                return "";
            }
        };
    }

    private static void sweeps(Theatre theatre) throws IOException {
        List<Plan> plans = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int position = 0; position < TOKENS; position++) {
                plans.add(new Plan(List.of(Feed.ROW),
                        List.of(Intervention.parse("resid." + layer + " = knockout @ " + position)),
                        List.of(Quantity.parse("logits[5] @ 31")), List.of(), List.of(), Map.of()));
            }
        }
        long start = System.nanoTime();
        NetworkBattery battery = NetworkBattery.of(theatre, plans);
        System.out.printf("made ready once in %.3f s%n", (System.nanoTime() - start) * 1e-9);
        System.out.flush();
        sweep(battery, plans.size(), 0);
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (int row = 0; asked.readLine() != null; row++) {
            long began = System.nanoTime();
            double[] values = sweep(battery, plans.size(), row);
            StringBuilder line = new StringBuilder().append((System.nanoTime() - began) * 1e-9);
            for (double value : values) {
                line.append(' ').append(value);
            }
            System.out.println(line);
            System.out.flush();
        }
    }

    /** As a sweep asks: every site untouched, operated and with its control. */
    private static double[] sweep(NetworkBattery battery, int sites, int row) {
        List<Battery.Case> cases = new ArrayList<>();
        for (int site = 0; site < sites; site++) {
            for (World.Arming arming : World.Arming.values()) {
                cases.add(new Battery.Case(site, new World(arming, new double[]{row}, 1)));
            }
        }
        double[] values = new double[sites];
        int block = battery.preferredBlock();
        for (int from = 0; from < cases.size(); from += block) {
            List<Battery.Case> part = cases.subList(from, Math.min(cases.size(), from + block));
            List<Outcome> outcomes = battery.runAll(part);
            for (int i = 0; i < part.size(); i++) {
                if (part.get(i).world().arming() == World.Arming.ON
                        && outcomes.get(i) instanceof Outcome.Finished finished) {
                    values[part.get(i).plan()] = finished.run().readings()[0];
                }
            }
        }
        return values;
    }

    private static void instrumenting(OnnxModel model, Theatre theatre, long[] tokens) {
        Map<String, Tensor> inputs = Map.of("tokens", Tensor.of(tokens, 1, TOKENS));
        List<String> streams = new ArrayList<>(List.of("logits"));
        Splice splice = new Splice(model, tensor -> {
            var layout = theatre.places().layout(tensor);
            return layout == null
                    ? new ValueType.Unknown()
                    : new ValueType.OfTensor(layout.element(), layout.shape());
        });
        for (int layer = 0; layer < LAYERS; layer++) {
            streams.add("resid." + layer);
            splice.add(new Site.Everywhere("resid." + layer), Slot.Kind.PATCH);
        }
        Map<String, Tensor> moved = new LinkedHashMap<>(inputs);
        for (Slot slot : splice.slots()) {
            moved.put(slot.mask(), Tensor.of(new boolean[]{false}, 1, 1, 1));
            moved.put(slot.value(), Tensor.of(new float[]{0}, 1, 1, 1));
        }
        OnnxModel exposed = model.with(model.graph().withOutputs(streams.stream().map(Value::untyped).toList()));
        try (Session bare = Session.open(model, RunSettings.USUAL);
                Session seen = Session.open(exposed, RunSettings.USUAL);
                Session spliced = Session.open(splice.model(List.of("logits")), RunSettings.USUAL);
                Bound one = bare.bind(inputs, List.of("logits"));
                Bound two = seen.bind(inputs, streams);
                Bound three = spliced.bind(moved, List.of("logits"))) {
            double[] medians = medians(one, two, three);
            System.out.printf(
                    "one run %.3f ms; exposing 8 residual streams %+.1f %%; 8 selections at rest %+.1f %%%n",
                    medians[0] * 1e3, 100 * (medians[1] / medians[0] - 1), 100 * (medians[2] / medians[0] - 1));
        }
    }

    private static void tiny() {
        OnnxModel model = OnnxModel.of(new Graph("tiny", List.of(Node.of("MatMul", List.of("x", "w"), "y")),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(4))),
                List.of(Value.tensor("y", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(4))),
                Map.of("w", Tensor.of(new float[16], 4, 4))), 17);
        Map<String, Tensor> inputs = Map.of("x", Tensor.of(new float[]{1, 2, 3, 4}, 1, 4));
        try (Session session = Session.open(model, RunSettings.USUAL);
                Bound bound = session.bind(inputs, List.of("y"))) {
            double[] medians = medians(bound);
            long start = System.nanoTime();
            int runs = 0;
            for (; System.nanoTime() - start < SECONDS * 1_000_000_000L; runs++) {
                session.run(inputs);
            }
            System.out.printf("one tiny run: bound %.2f us, with new tensors %.2f us%n", medians[0] * 1e6,
                    (System.nanoTime() - start) * 1e-3 / runs);
        }
    }

    /** Seconds a run, the median over rounds in which all take their turn. */
    private static double[] medians(Bound... all) {
        int[] runs = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < 500_000_000L) {
                all[i].run();
                runs[i]++;
            }
            runs[i] = Math.max(1, runs[i] / 20);
        }
        int rounds = 61;
        double[][] times = new double[all.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < all.length; i++) {
                long start = System.nanoTime();
                for (int run = 0; run < runs[i]; run++) {
                    all[i].run();
                }
                times[i][round] = (System.nanoTime() - start) * 1e-9 / runs[i];
            }
        }
        return Arrays.stream(times).mapToDouble(each -> {
            Arrays.sort(each);
            return each[each.length / 2];
        }).toArray();
    }
}
