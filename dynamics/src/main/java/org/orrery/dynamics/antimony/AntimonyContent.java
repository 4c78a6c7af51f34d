package org.orrery.dynamics.antimony;

import org.orrery.dynamics.flux.FluxProblem;
import org.orrery.dynamics.mechanism.Mechanism;

/** What an Antimony file turns out to hold. */
public sealed interface AntimonyContent {
    /** Reactions with rates: a course in time. */
    record Kinetic(Mechanism mechanism) implements AntimonyContent {}

    /** Reactions with bounds and an objective: a balance of fluxes. */
    record Flux(FluxProblem problem) implements AntimonyContent {}
}
