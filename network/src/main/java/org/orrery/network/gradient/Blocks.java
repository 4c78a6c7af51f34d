package org.orrery.network.gradient;

import java.util.stream.LongStream;

/**
 * Places of blocks, as GatherND and ScatterND name them: counted through the indexed axes, so that sums go along one axis, one
 * update after the other.
 */
final class Blocks implements Spots {
    private final Emit to;
    private final String indices;
    private final String like;
    private final String updates;
    private final String width;
    private final String rows;
    /** The number of the block of each tuple of indices. */
    private final String flat;

    /**
     * @param like what is indexed
     * @param updates an edge in the shape of what is taken out or put in
     * @param batches leading axes that both have
     */
    Blocks(Site at, Emit to, String like, String updates, int batches) {
        this.to = to;
        this.indices = at.in(1);
        this.like = like;
        this.updates = updates;
        int rank = to.types().rank(indices);
        long depth = rank < 1 ? -1 : to.types().length(indices, rank - 1);
        if (depth < 1) {
            throw at.refusal("the length of its indices is not known before a run");
        }
        String shape = Form.shape(to, like);
        String indexed = to.op("Slice", shape, to.ints(batches), to.ints(batches + depth));
        width = product(to.op("Slice", shape, to.ints(batches + depth), to.ints(Long.MAX_VALUE)));
        rows = product(to.op("Slice", shape, to.ints(0), to.ints(batches + depth)));
        // Python's way with negative places: from the end.
        String places = to.op("Mod", indices, indexed);
        String number = batches == 0 ? to.ints(0) : batch(shape, batches, rank);
        for (int i = 0; i < depth; i++) {
            String length = to.op("Slice", indexed, to.ints(i), to.ints(i + 1L));
            String place = to.op("Gather", Attributes.of("axis", -1), places, to.whole(i));
            number = to.add(to.mul(number, length), place);
        }
        flat = to.op("Reshape", number, to.ints(-1, 1));
    }

    private String product(String lengths) {
        return to.op("ReduceProd", Attributes.of("keepdims", 1), lengths, to.ints(0));
    }

    /** The number of the batch that each tuple of indices stands in. */
    private String batch(String shape, int batches, int rank) {
        String lengths = to.op("Slice", shape, to.ints(0), to.ints(batches));
        String range = to.op("Range", to.whole(0), to.op("Squeeze", product(lengths)), to.whole(1));
        long[] ones = LongStream.generate(() -> 1).limit(rank - 1L - batches).toArray();
        return to.op("Reshape", range,
                ones.length == 0 ? lengths : to.op("Concat", Attributes.of("axis", 0), lengths, to.ints(ones)));
    }

    @Override
    public String taken(String data) {
        String picked = to.op("GatherND", data, indices);
        to.types().alike(picked, updates);
        return picked;
    }

    @Override
    public String put(String data, String values, String reduction) {
        String lines = to.op("Concat", Attributes.of("axis", 0), rows, width);
        String each = to.op("Concat", Attributes.of("axis", 0), to.ints(-1), width);
        String wide = to.op("Expand", flat, to.op("Concat", Attributes.of("axis", 0), to.ints(1), width));
        String made = to.op("ScatterElements", Attributes.of("axis", 0, "reduction", reduction),
                to.op("Reshape", data, lines), wide, to.op("Reshape", values, each));
        String shaped = Form.reshape(to, made, like);
        to.types().alike(shaped, like);
        return shaped;
    }
}
