package org.orrery.network.surgery;

import java.util.List;
import java.util.stream.Collectors;

/** Where a graph can be cut open. */
public sealed interface Site {
    /** The edge whose value is moved. */
    String tensor();

    /** A tensor, as all its readers see it. */
    record Everywhere(String tensor) implements Site {
        @Override
        public String toString() {
            return tensor;
        }
    }

    /**
     * A tensor as one reader sees it, by the direct path: as a summand of the sums that it reads (a residual stream), also
     * where these are normalised before. All other readers see it unmoved.
     *
     * @param tensor what is written
     * @param reader an edge that the reading node makes
     * @param parts of the reader that alone hear it; empty for all of it
     */
    record Arrow(String tensor, String reader, List<Part> parts) implements Site {
        /** Places of one axis of the reader, which has {@code length} in all, from {@code from} up to, not including, {@code to}. */
        record Part(int axis, int axes, int from, int to, int length) {}

        public Arrow {
            parts = List.copyOf(parts);
        }

        /** Heard by the whole reader. */
        public Arrow(String tensor, String reader) {
            this(tensor, reader, List.of());
        }

        @Override
        public String toString() {
            return reader + "[" + parts.stream().map(part -> part.from() + ":" + part.to() + " of axis " + part.axis()
                    + ", ").collect(Collectors.joining()) + tensor + "]";
        }
    }
}
