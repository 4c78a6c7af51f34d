package org.orrery.network.surgery;

import java.util.List;
import org.orrery.core.Battery.Case;
import org.orrery.core.Machine;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Rivals;
import org.orrery.core.Run;
import org.orrery.core.World;

/**
 * A network made ready for one plan. One instrumented session serves the worlds off, on and no-op; worlds are rows of a
 * batch. The control of a patch puts there what stood there in the untouched run, the control of a shift or a scale adds 0
 * and multiplies by 1: both must leave every bit as it was.
 */
public final class NetworkMachine implements Machine {
    private final Troupe troupe;

    private NetworkMachine(Troupe troupe) {
        this.troupe = troupe;
    }

    /**
     * Instruments the network for the plan's moves.
     *
     * @throws org.orrery.core.InvalidInput if an address or an input of the plan is unknown
     * @throws org.orrery.core.Refusal if a move has no meaning for a network, or lies where nothing can be moved
     */
    public static NetworkMachine of(Theatre theatre, Plan plan) {
        return new NetworkMachine(new Script(theatre.opened(List.of(plan)), plan).rehearse());
    }

    @Override
    public Run run(World world) {
        return troupe.runs(List.of(new Case(0, world))).getFirst();
    }

    @Override
    public List<Outcome> runAll(List<World> worlds) {
        return troupe.runs(worlds.stream().map(world -> new Case(0, world)).toList()).stream()
                .map(run -> (Outcome) new Outcome.Finished(run)).toList();
    }

    @Override
    public Rivals atRandom(List<World> worlds, int draws) {
        return troupe.atRandom(worlds, draws);
    }

    @Override
    public int preferredBlock() {
        return Rig.MOST;
    }
}
