package org.orrery.dynamics.lower;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which states follow from equations instead of rates: their "derivative" is a residual that is zero at all times.
 *
 * @param rules variables of algebraic rules
 * @param pools amounts that fast reactions change
 * @param extents of the fast reactions
 * @param followers derivatives of the states above, by time or by a parameter: linear equations determine them, which are
 *     solved after all others because these do not read them
 */
public record Algebra(List<Rule> rules, List<Pool> pools, List<Extent> extents, List<String> followers) {
    /** Nothing of the kind. */
    public static final Algebra NONE = new Algebra(List.of(), List.of(), List.of(), List.of());

    public Algebra {
        rules = List.copyOf(rules);
        pools = List.copyOf(pools);
        extents = List.copyOf(extents);
        followers = List.copyOf(followers);
    }

    /**
     * @param state the variable
     * @param text the rule, as people write it
     * @param declaredCounts whether other initial values were computed from its declared one, which the rule must then
     *     allow
     */
    public record Rule(String state, String text, boolean declaredCounts) {}

    /**
     * {@code amount = reserve + what the fast reactions have made of it}.
     *
     * @param amount the algebraic state
     * @param reserve a differential state that the slow reactions change; set to the amount whenever the extents are set
     *     to zero
     */
    public record Pool(String amount, String reserve) {}

    /**
     * How often a fast reaction has happened since the extents were last set to zero.
     *
     * @param state the algebraic state
     * @param reaction its identifier
     * @param idle a parameter; 1 where the reaction does nothing whatever the states are, so that its extent stays
     */
    public record Extent(String state, String reaction, String idle) {}

    public boolean isEmpty() {
        return rules.isEmpty() && pools.isEmpty();
    }

    /** Names of the algebraic states. */
    public Set<String> states() {
        Set<String> states = new HashSet<>();
        rules.forEach(rule -> states.add(rule.state()));
        pools.forEach(pool -> states.add(pool.amount()));
        extents.forEach(extent -> states.add(extent.state()));
        states.addAll(followers);
        return states;
    }
}
