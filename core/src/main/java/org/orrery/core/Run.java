package org.orrery.core;

import java.util.List;

/**
 * What came out of one world.
 *
 * @param readings one number for each of the plan's readings
 * @param courses for each of the plan's courses, a value at every time of the grid
 * @param firings one for each of the plan's moves: proof that it was in force
 * @param remarks what the machine noticed on the way and a reader must know (a concentration below zero, say)
 * @param work what the run cost, in the machine's own words: steps, evaluations
 * @param methods by which it was computed, in the order of their first use
 * @param checks what the machine looked at to trust its answer: for each whether it held, and the numbers
 * @param assumptions that the moves make, of which the machine looked whether they hold
 * @param ranges for each reading all values that the model allows; empty where it allows one only for each
 */
public record Run(double[] readings, double[][] courses, List<Firing> firings, List<String> remarks, String work,
        List<Method> methods, List<Claim.Check> checks, List<Claim.Assumption> assumptions, List<Range> ranges) {
    /** A run whose moves take nothing for granted. */
    public Run(double[] readings, double[][] courses, List<Firing> firings, List<String> remarks, String work,
            List<Method> methods, List<Claim.Check> checks, List<Range> ranges) {
        this(readings, courses, firings, remarks, work, methods, checks, List.of(), ranges);
    }

    /** A run whose model leaves nothing open. */
    public Run(double[] readings, double[][] courses, List<Firing> firings, List<String> remarks, String work,
            List<Method> methods, List<Claim.Check> checks) {
        this(readings, courses, firings, remarks, work, methods, checks, List.of());
    }

    /** A run with nothing to check. */
    public Run(double[] readings, double[][] courses, List<Firing> firings, List<String> remarks, String work,
            List<Method> methods) {
        this(readings, courses, firings, remarks, work, methods, List.of());
    }

    /** A run by no method worth a reference. */
    public Run(double[] readings, double[][] courses, List<Firing> firings, List<String> remarks, String work) {
        this(readings, courses, firings, remarks, work, List.of());
    }

    /**
     * The proof that an intervention took effect.
     *
     * @param fired whether the gear, read back inside the window, stood where the intervention put it
     * @param detail what was read, before and inside the window
     */
    public record Firing(boolean fired, String detail) {}

    /** From {@code low} to {@code high}, both included where they are finite. */
    public record Range(double low, double high) {
        /** Whether there is more than one value in it. */
        public boolean isOpen() {
            return low < high;
        }
    }
}
