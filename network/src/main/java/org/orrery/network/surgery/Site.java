package org.orrery.network.surgery;

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
     * A tensor as one reader sees it: directly, or as a summand of the sums that it reads (a residual stream). All other
     * readers see it unmoved.
     *
     * @param tensor what is written
     * @param reader an edge that the reading node makes
     */
    record Arrow(String tensor, String reader) implements Site {
        @Override
        public String toString() {
            return reader + "[" + tensor + "]";
        }
    }
}
