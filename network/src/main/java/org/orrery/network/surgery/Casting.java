package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.orrery.core.World;
import org.orrery.network.data.Feed;
import org.orrery.network.onnx.Tensor;

/** Which inputs the worlds of a plan have. */
final class Casting implements Subjects {
    private final Feed feed;
    private final List<String> names;
    private final Theatre theatre;

    Casting(Theatre theatre, List<String> inputs) {
        this.theatre = theatre;
        names = new ArrayList<>(inputs);
        if (theatre.examples() != null && !names.contains(Feed.ROW)) {
            names.add(Feed.ROW);
        }
        feed = new Feed(theatre.inputs(), names, theatre.examples());
    }

    @Override
    public Map<String, Tensor> inputs(List<World> worlds) {
        return feed.of(full(worlds));
    }

    @Override
    public Map<String, Tensor> columns(List<World> worlds) {
        return feed.columns(full(worlds));
    }

    /** Where the plan names no row, a world of the plan is row 0. */
    private List<World> full(List<World> worlds) {
        return worlds.stream().map(world -> world.inputs().length == names.size()
                ? world
                : new World(world.arming(), java.util.Arrays.copyOf(world.inputs(), names.size()), world.seed()))
                .toList();
    }

    /** The example that a world is; 0 where there are none. */
    int example(World world) {
        return theatre.examples() == null ? 0 : feed.rows(full(List.of(world)))[0];
    }

    /** The world with the inputs of another example. */
    World with(World world, int example) {
        double[] inputs = full(List.of(world)).getFirst().inputs().clone();
        inputs[names.indexOf(Feed.ROW)] = example;
        return new World(World.Arming.OFF, inputs, world.seed());
    }

    /** All examples as untouched worlds; none where inputs are given by each world. */
    List<World> examples() {
        if (theatre.examples() == null || names.size() > 1) {
            return List.of();
        }
        return IntStream.range(0, theatre.examples().size())
                .mapToObj(row -> new World(World.Arming.OFF, new double[]{row}, 0)).toList();
    }

    /** Worlds to try batches on; one alone where the model takes one at a time. */
    List<World> trial() {
        World first = new World(World.Arming.OFF, new double[names.size()], 0);
        if (!theatre.isBatched()) {
            return List.of(first);
        }
        return theatre.examples() == null
                ? List.of(first, first)
                : IntStream.range(0, 5).mapToObj(i -> with(first, i % theatre.size())).toList();
    }
}
