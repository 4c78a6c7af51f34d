package org.orrery.causal.adjust;

import java.util.List;

/**
 * One thing that a graph must have for a way to an effect to be open.
 *
 * @param text what it is, in words with the names of the nodes
 * @param holds whether the graph has it
 * @param drawn the path that shows it, or that stands against it; empty where the lack of a path does
 */
public record Requirement(String text, boolean holds, String drawn) {
    static boolean all(List<Requirement> requirements) {
        return requirements.stream().allMatch(Requirement::holds);
    }
}
