package org.orrery.network.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;

/** Branches and loops. What they collect is stacked along a new axis. */
final class Control {
    /** A bound on the rounds of a loop. */
    private static final int MOST_ROUNDS = 1 << 20;

    private Control() {}

    static void into(Table table) {
        table.many("If", call -> {
            boolean holds = call.in(0).wholes()[0] != 0;
            return call.bodies().run(call.graph(holds ? "then_branch" : "else_branch"), List.of());
        });
        table.many("Loop", Control::loop);
        table.many("Scan", Control::scan);
    }

    private static List<Array> loop(Call call) {
        Graph body = call.graph("body");
        long most = call.has(0) ? call.in(0).wholes()[0] : Long.MAX_VALUE;
        boolean going = !call.has(1) || call.in(1).wholes()[0] != 0;
        List<Array> carried = new ArrayList<>();
        for (int i = 2; i < call.inputs().size(); i++) {
            carried.add(call.in(i));
        }
        int state = carried.size();
        List<List<Array>> collected = new ArrayList<>();
        for (int i = state + 1; i < body.outputs().size(); i++) {
            collected.add(new ArrayList<>());
        }
        for (long round = 0; going && round < most; round++) {
            if (round == MOST_ROUNDS) {
                throw call.refusal("for more than " + MOST_ROUNDS + " rounds");
            }
            List<Array> inputs = new ArrayList<>();
            inputs.add(Array.whole(ElementType.INT64, new int[0], round));
            inputs.add(Array.whole(ElementType.BOOL, new int[0], 1));
            inputs.addAll(carried);
            List<Array> made = call.bodies().run(body, inputs);
            going = made.getFirst().wholes()[0] != 0;
            carried = new ArrayList<>(made.subList(1, state + 1));
            for (int i = 0; i < collected.size(); i++) {
                collected.get(i).add(made.get(state + 1 + i));
            }
        }
        List<Array> outputs = new ArrayList<>(carried);
        for (List<Array> each : collected) {
            outputs.add(stack(call, each, 0));
        }
        return outputs;
    }

    private static Array stack(Call call, List<Array> parts, int axis) {
        if (parts.isEmpty()) {
            throw call.refusal("that collects over no rounds");
        }
        int along = Axes.axis(axis, parts.getFirst().rank() + 1);
        return Cutting.concat(parts.stream().map(part -> {
            int[] shape = new int[part.rank() + 1];
            Arrays.setAll(shape, i -> i == along ? 1 : part.length(i < along ? i : i - 1));
            return part.as(shape);
        }).toList(), along);
    }

    private static List<Array> scan(Call call) {
        if (call.version() < 9) {
            throw call.refusal("before version 9");
        }
        Graph body = call.graph("body");
        int scanned = call.whole("num_scan_inputs", 0);
        int state = call.inputs().size() - scanned;
        int collected = body.outputs().size() - state;
        int[] axes = call.ints("scan_input_axes", new int[scanned]);
        int[] ways = call.ints("scan_input_directions", new int[scanned]);
        int[] outAxes = call.ints("scan_output_axes", new int[collected]);
        int[] outWays = call.ints("scan_output_directions", new int[collected]);
        List<Array> carried = new ArrayList<>(call.all().subList(0, state));
        List<List<Array>> made = new ArrayList<>();
        for (int i = 0; i < collected; i++) {
            made.add(new ArrayList<>());
        }
        int rounds = call.in(state).length(Axes.axis(axes[0], call.in(state).rank()));
        for (int round = 0; round < rounds; round++) {
            List<Array> inputs = new ArrayList<>(carried);
            for (int i = 0; i < scanned; i++) {
                Array x = call.in(state + i);
                int axis = Axes.axis(axes[i], x.rank());
                int at = ways[i] == 0 ? round : rounds - 1 - round;
                inputs.add(Cutting.part(x, axis, at, 1).as(Shaping.dropped(x.shape(), axis)));
            }
            List<Array> outputs = call.bodies().run(body, inputs);
            carried = new ArrayList<>(outputs.subList(0, state));
            for (int i = 0; i < collected; i++) {
                made.get(i).add(outWays[i] == 0 ? made.get(i).size() : 0, outputs.get(state + i));
            }
        }
        List<Array> outputs = new ArrayList<>(carried);
        for (int i = 0; i < collected; i++) {
            outputs.add(stack(call, made.get(i), outAxes[i]));
        }
        return outputs;
    }
}
