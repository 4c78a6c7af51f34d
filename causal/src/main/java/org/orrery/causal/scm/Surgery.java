package org.orrery.causal.scm;

import java.util.Arrays;
import java.util.List;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * What interventions do to the variables of a model. A held variable loses its own mechanism; a shifted or scaled one keeps
 * it, and its effects see what was added. Knocked out means held at 0.
 */
public final class Surgery {
    private final NodeSet moved;
    /** NaN where nothing is held. */
    private final double[] held;
    private final double[] factors;
    private final double[] addends;

    private Surgery(NodeSet moved, double[] held, double[] factors, double[] addends) {
        this.moved = moved;
        this.held = held;
        this.factors = factors;
        this.addends = addends;
    }

    /** None at all. */
    public static Surgery none(Scm scm) {
        double[] held = new double[scm.size()];
        double[] factors = new double[scm.size()];
        Arrays.fill(held, Double.NaN);
        Arrays.fill(factors, 1);
        return new Surgery(NodeSet.EMPTY, held, factors, new double[scm.size()]);
    }

    /**
     * @throws InvalidInput if a variable is unknown or moved twice, or a time is named
     * @throws Refusal for a move that such a model does not know
     */
    public static Surgery of(Scm scm, List<Intervention> moves) {
        Surgery surgery = none(scm);
        for (Intervention move : moves) {
            int node = scm.node(move.address().name());
            if (!move.address().selectors().isEmpty()) {
                throw new InvalidInput("The variable " + move.address().name() + " is one number and has no parts: "
                        + move.address() + ".", "Maybe name the variable alone.");
            }
            if (!move.window().isAlways()) {
                throw new InvalidInput("A structural causal model has no time, and '" + move + "' names one.",
                        "Maybe leave the window out.");
            }
            if (surgery.moved.contains(node)) {
                throw new InvalidInput("The variable " + move.address() + " is moved twice.",
                        "Maybe ask in two questions.");
            }
            surgery = surgery.with(node, move);
        }
        return surgery;
    }

    private Surgery with(int node, Intervention move) {
        Surgery more = new Surgery(moved.with(node), held.clone(), factors.clone(), addends.clone());
        switch (move) {
            case Intervention.Clamp clamp -> more.held[node] = clamp.value();
            case Intervention.Enter enter -> throw enter.meaningless();
            case Intervention.Knockout _ -> more.held[node] = 0;
            case Intervention.Shift shift -> more.addends[node] = shift.by();
            case Intervention.Scale scale -> more.factors[node] = scale.factor();
            case Intervention.Pulse _,Intervention.Removal _,Intervention.Freeze _,Intervention.Swap _,Intervention.Patch _,Intervention.Steer _ ->
                throw new Refusal("A structural causal model does not know the move '" + move + "'.",
                        "Maybe hold, add or multiply: x = 1, x += 1, x *= 2.");
        }
        return more;
    }

    /** The same machinery that acts and changes nothing: times 1, plus 0. The control. */
    public Surgery idle() {
        double[] nothing = new double[held.length];
        double[] ones = new double[held.length];
        Arrays.fill(nothing, Double.NaN);
        Arrays.fill(ones, 1);
        return new Surgery(moved, nothing, ones, new double[held.length]);
    }

    public NodeSet moved() {
        return moved;
    }

    /** Whether the variable is held and its mechanism cut. */
    public boolean holds(int node) {
        return !Double.isNaN(held[node]);
    }

    /** By what a variable that is not held is multiplied. */
    public double factor(int node) {
        return factors[node];
    }

    /** The value after the interventions, from the one that the mechanism made. */
    public double act(int node, double natural) {
        return holds(node) ? held[node] : natural * factors[node] + addends[node];
    }

    /** The value that the mechanism must have made for this one to be seen; of no meaning where the factor is 0. */
    double natural(int node, double seen) {
        return (seen - addends[node]) / factors[node];
    }
}
