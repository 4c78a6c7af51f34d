package org.orrery.dynamics.sbml;

import org.orrery.dynamics.flux.FluxProblem;
import org.orrery.dynamics.logical.LogicalNetwork;
import org.orrery.dynamics.mechanism.Mechanism;

/** What an SBML file turns out to hold. */
public sealed interface SbmlContent {
    /** Reactions with rates: a course in time. */
    record Kinetic(Mechanism mechanism) implements SbmlContent {}

    /** Reactions with bounds and an objective: a balance of fluxes. */
    record Flux(FluxProblem problem) implements SbmlContent {}

    /** Species with levels and transitions: a logical network. */
    record Logical(LogicalNetwork network) implements SbmlContent {}
}
