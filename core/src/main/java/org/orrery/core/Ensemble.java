package org.orrery.core;

import java.util.List;

/**
 * Draws of uncertain inputs: one row a member. No rows: only the model as published is asked.
 *
 * @param inputs names of the varied inputs
 * @param origins for each input, the distribution it was drawn from, as text
 * @param draws {@code draws[member][input]}; not to be changed after the call
 * @param assumption what was taken for granted about the inputs, said in the claim
 * @param cases whether the members are cases of data, which the inputs only number
 */
public record Ensemble(List<String> inputs, List<String> origins, double[][] draws, String assumption, boolean cases) {
    /** No uncertainty asked for. */
    public static final Ensemble NONE = new Ensemble(List.of(), List.of(), new double[0][], "");

    public Ensemble {
        inputs = List.copyOf(inputs);
        origins = List.copyOf(origins);
        if (inputs.size() != origins.size()) {
            throw new IllegalArgumentException(inputs.size() + " inputs but " + origins.size() + " origins");
        }
        for (double[] row : draws) {
            if (row.length != inputs.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.length + " draws for " + inputs.size() + " inputs");
            }
        }
    }

    /** Draws of uncertain inputs. */
    public Ensemble(List<String> inputs, List<String> origins, double[][] draws, String assumption) {
        this(inputs, origins, draws, assumption, false);
    }

    public int size() {
        return draws.length;
    }
}
