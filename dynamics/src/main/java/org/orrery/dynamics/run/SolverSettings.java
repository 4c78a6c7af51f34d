package org.orrery.dynamics.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.dynamics.solve.Choice;
import org.orrery.dynamics.solve.Tolerances;

/**
 * How a run is solved. The relative tolerance is what the answer is meant to hold; absolute tolerances follow from each
 * state's own size at the start unless one is given for all.
 *
 * @param relative as asked for
 * @param absolute for all states, or NaN for one a state
 * @param choice of the method
 * @param maxSteps before a run is given up
 */
record SolverSettings(double relative, double absolute, Choice choice, long maxSteps) {
    /**
     * Errors add up along a run; each step is held this much tighter than the answer is meant to be. Measured on the
     * shared models, see docs/benchmarks.md.
     */
    private static final double STEP_SHARE = 0.01;
    /** A state's absolute tolerance, relative to its size and the relative tolerance. */
    private static final double FLOOR = 1e-9;
    private static final List<String> NAMES = List.of("rtol", "atol", "method", "maxsteps");

    static SolverSettings of(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!NAMES.contains(name)) {
                List<String> near = Nearest.to(name, NAMES);
                throw new InvalidInput("A mechanism has no setting called " + name + ".",
                        near.isEmpty()
                                ? "It has rtol, atol, method and maxsteps."
                                : "Maybe " + near.getFirst() + " is meant.");
            }
        }
        double relative = number(options, "rtol", 1e-6);
        if (!(relative >= 1e-13 && relative < 1)) {
            throw new InvalidInput("rtol is " + relative + ".", "Maybe 1e-6: it must lie between 1e-13 and 1.");
        }
        double absolute = number(options, "atol", Double.NaN);
        if (absolute <= 0 || Double.isInfinite(absolute)) {
            throw new InvalidInput("atol is " + absolute + ".", "Maybe 1e-12: it must be greater than zero.");
        }
        double steps = number(options, "maxsteps", 5_000_000);
        if (!(steps >= 1)) {
            throw new InvalidInput("maxsteps is " + steps + ".", "Maybe 1000000.");
        }
        return new SolverSettings(relative, absolute, method(options), (long) steps);
    }

    private static double number(Map<String, String> options, String name, double otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new InvalidInput(name + " is '" + text + "', which is not a number.", "Maybe 1e-6.");
        }
    }

    private static Choice method(Map<String, String> options) {
        String name = options.getOrDefault("method", "auto").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "auto" -> Choice.AUTO;
            case "tsit5" -> Choice.TSIT5;
            case "vern7" -> Choice.VERN7;
            case "rodas5p" -> Choice.RODAS5P;
            case "bdf" -> Choice.BDF;
            case "radau5" -> Choice.RADAU5;
            default -> throw new InvalidInput("There is no method called " + name + ".",
                    "The methods are auto, tsit5 and vern7 (not stiff), rodas5p (stiff), bdf (stiff and large) and radau5"
                            + " (stiff, tight tolerances).");
        };
    }

    /** An absolute tolerance that is given is meant in the units that people see: of a concentration, where a state has one. */
    Tolerances tolerances(Stage stage) {
        double[] start = stage.states;
        double[] each = new double[start.length];
        if (!Double.isNaN(absolute)) {
            double[] volumes = stage.volumes();
            Arrays.setAll(each, i -> Math.max(Double.MIN_NORMAL, absolute * volumes[i]));
            return new Tolerances(Math.max(1e-14, relative), each);
        }
        double largest = 0;
        for (double value : start) {
            largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        for (int i = 0; i < each.length; i++) {
            double size = Math.abs(start[i]);
            double scale = size > 0 && Double.isFinite(size) ? size : largest > 0 ? largest : 1;
            each[i] = FLOOR * relative * scale;
        }
        return new Tolerances(Math.max(1e-14, STEP_SHARE * relative), each);
    }
}
