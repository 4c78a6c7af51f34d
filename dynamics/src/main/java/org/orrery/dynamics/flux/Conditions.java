package org.orrery.dynamics.flux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.orrery.core.Numbers;
import org.orrery.core.Run;
import org.orrery.core.World;

/** The bounds and genes of one world. In the control the moved gears are multiplied by 1 and given 0: no bit changes. */
final class Conditions {
    private final FluxProblem problem;
    final double[] lower;
    final double[] upper;
    final Set<String> absent = new HashSet<>();
    private final double[] lowerBefore;
    private final double[] upperBefore;
    private final Set<Integer> held = new HashSet<>();

    Conditions(FluxProblem problem, double[] lower, double[] upper, List<FluxMove> moves, World.Arming arming) {
        this.problem = problem;
        this.lower = lower;
        this.upper = upper;
        lowerBefore = lower.clone();
        upperBefore = upper.clone();
        switch (arming) {
            case OFF -> {
            }
            case NO_OP -> moves.forEach(this::touch);
            case ON -> {
                moves.forEach(this::move);
                stop();
                hold(moves);
            }
        }
    }

    private void touch(FluxMove move) {
        if (move instanceof FluxMove.Bound bound) {
            double[] side = bound.upper() ? upper : lower;
            side[bound.column()] = new FluxMove.Bound("", bound.column(), bound.upper(), 1, 0)
                    .of(side[bound.column()]);
        }
    }

    private void move(FluxMove move) {
        switch (move) {
            case FluxMove.Bound bound -> {
                double[] side = bound.upper() ? upper : lower;
                side[bound.column()] = bound.of(side[bound.column()]);
            }
            case FluxMove.Gene gene -> {
                if (!gene.present()) {
                    absent.add(gene.id());
                }
            }
            case FluxMove.Hold hold -> held.add(hold.column());
        }
    }

    /** Reactions whose rule fails without the absent genes carry no flux. */
    private void stop() {
        for (int j : stopped(absent)) {
            lower[j] = 0;
            upper[j] = 0;
        }
    }

    private List<Integer> stopped(Set<String> without) {
        List<Integer> stopped = new ArrayList<>();
        if (!without.isEmpty()) {
            for (int j = 0; j < lower.length; j++) {
                GeneRule rule = problem.reactions().get(j).rule();
                if (rule != null && !rule.worksWithout(without)) {
                    stopped.add(j);
                }
            }
        }
        return stopped;
    }

    private void hold(List<FluxMove> moves) {
        for (FluxMove move : moves) {
            if (move instanceof FluxMove.Hold hold) {
                lower[hold.column()] = hold.value();
                upper[hold.column()] = hold.value();
            }
        }
    }

    /** Reads back what the move has done to this world. */
    Run.Firing firing(FluxMove move, Optimum optimum) {
        return switch (move) {
            case FluxMove.Hold hold -> {
                int j = hold.column();
                double flux = optimum.fluxes()[j];
                yield new Run.Firing(Math.abs(flux - hold.value()) <= 1e-6 * Math.max(1, Math.abs(hold.value())),
                        name(j) + " was free from " + range(lowerBefore[j], upperBefore[j]) + " and carries "
                                + Numbers.round(flux, 6));
            }
            case FluxMove.Bound bound -> {
                int j = bound.column();
                double before = (bound.upper() ? upperBefore : lowerBefore)[j];
                double now = (bound.upper() ? upper : lower)[j];
                boolean overruled = held.contains(j) || stopped(absent).contains(j);
                yield new Run.Firing(!overruled && now == bound.of(before),
                        name(j) + (bound.upper() ? Places.UPPER : Places.LOWER) + " went from "
                                + Numbers.print(before) + " to " + Numbers.print(now)
                                + (overruled ? ", overruled by another move" : ""));
            }
            case FluxMove.Gene gene -> new Run.Firing(absent.contains(gene.id()) != gene.present(), genes(gene));
        };
    }

    private String genes(FluxMove.Gene gene) {
        if (gene.present()) {
            return gene.id() + " is there";
        }
        List<String> names = stopped(Set.of(gene.id())).stream().map(this::name).toList();
        return gene.id() + " is absent: " + (names.isEmpty()
                ? "no reaction needs it alone"
                : "stops " + String.join(", ", names.subList(0, Math.min(5, names.size())))
                        + (names.size() > 5 ? " and " + (names.size() - 5) + " more" : ""));
    }

    private String name(int column) {
        return problem.reactions().get(column).id();
    }

    private static String range(double low, double high) {
        return Numbers.print(low) + " to " + Numbers.print(high);
    }
}
