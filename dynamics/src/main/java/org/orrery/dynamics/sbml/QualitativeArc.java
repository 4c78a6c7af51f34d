package org.orrery.dynamics.sbml;

import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.dynamics.logical.LogicalNetwork;

/**
 * A species that a transition takes from or adds to. The package qual (version 1, Input and Output) says: by the level of
 * the term that holds, possibly modified by the level of the arc. That is a factor where a term gives 0 or 1, or the arc
 * has no level or 1; where both are larger, several readings are left.
 *
 * @param sign -1 to take, 1 to add
 * @param weight the arc's own level, null where not given
 */
record QualitativeArc(Prefixed element, String species, int sign, @Nullable Integer weight) {

    /** @throws Refusal where it is left open what a term of this level does by the arc */
    void check(int level) {
        if (weight != null && level > 0 && (weight == 0 || level > 1 && weight > 1)) {
            throw new Refusal(element.element().where() + "the resultLevel " + level + " and the "
                    + (sign < 0 ? "thresholdLevel " : "outputLevel ") + weight + " of " + species
                    + " act together, and how is left open by the package qual.",
                    "Let the resultLevel be 0 or 1 and the levels of inputs and outputs say how much.");
        }
    }

    LogicalNetwork.Change change() {
        return new LogicalNetwork.Change(species, sign * (weight == null ? 1 : weight));
    }
}
