package org.orrery.causal.adjust;

import java.util.List;

/**
 * Why a covariate is adjusted for.
 *
 * @param covariate the node
 * @param path that would be open if it alone were left out, as nodes; empty where none would, so that it may be left out
 * @param drawn the path with its arrows, {@code x <- z -> y}; a collider that is open because it or an effect of it is
 *        adjusted for stands in brackets
 */
public record Reason(int covariate, List<Integer> path, String drawn) {
    public Reason {
        path = List.copyOf(path);
    }
}
