package org.orrery.network.run;

/**
 * How the runtime executes a model. The last digits of a result depend on it, so it is part of every claim.
 *
 * @param optimisation what the runtime may rewrite
 * @param threads within one operator, at least 1; operators run one after another
 */
public record RunSettings(Optimisation optimisation, int threads) {
    /** One thread and all rewrites: results that repeat, at full speed for small models. */
    public static final RunSettings USUAL = new RunSettings(Optimisation.ALL, 1);

    /** How far the runtime may rewrite a graph before it runs it. */
    public enum Optimisation {
        NONE, BASIC, EXTENDED, ALL
    }

    public RunSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
    }

    /** For a claim's provenance. */
    @Override
    public String toString() {
        return "ONNX Runtime " + Session.VERSION + " on the CPU, optimisation "
                + optimisation.name().toLowerCase(java.util.Locale.ROOT) + ", " + threads
                + (threads == 1 ? " thread" : " threads");
    }
}
