package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orrery.core.Battery;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;

/**
 * A network made ready for many plans, the sites of a sweep. Sites share instrumented graphs: rows of one batch are worlds
 * of different sites, each with its own doses, so that many counterfactual worlds run at once. A tensor with many sites is
 * where the network is cut: what lies before it is run once for each world, and only what lies behind it for each site.
 */
public final class NetworkBattery implements Battery {
    /** Selections in one graph; each one at rest costs a pass over its tensor. */
    private static final int MOST_SLOTS = 32;

    private final List<Troupe> troupes;
    private final int[] troupe;
    private final int[] part;

    private NetworkBattery(List<Troupe> troupes, int[] troupe, int[] part) {
        this.troupes = troupes;
        this.troupe = troupe;
        this.part = part;
    }

    /**
     * Instruments the network for the moves of all plans.
     *
     * @param plans with the same inputs
     * @throws org.orrery.core.InvalidInput if an address or an input of a plan is unknown
     * @throws org.orrery.core.Refusal if a move has no meaning for a network, or lies where nothing can be moved
     */
    public static NetworkBattery of(Theatre whole, List<Plan> plans) {
        Theatre theatre = whole.opened(plans);
        Casting casting = new Casting(theatre, plans.getFirst().inputs());
        Bare bare = new Bare(theatre, casting);
        List<Troupe> troupes = new ArrayList<>();
        int[] troupe = new int[plans.size()];
        int[] part = new int[plans.size()];
        Arrays.fill(troupe, -1);
        new Cuts(theatre, casting, bare, plans).into(troupes, troupe, part);
        Script script = new Script(theatre, casting, bare);
        for (int i = 0; i < troupe.length; i++) {
            if (troupe[i] >= 0) {
                continue;
            }
            if (!script.isEmpty() && script.slotsWith(plans.get(i)) > MOST_SLOTS) {
                troupes.add(script.rehearse());
                script = new Script(theatre, casting, bare);
            }
            troupe[i] = troupes.size();
            part[i] = script.add(plans.get(i));
        }
        if (!script.isEmpty()) {
            troupes.add(script.rehearse());
        }
        return new NetworkBattery(List.copyOf(troupes), troupe, part);
    }

    @Override
    public List<Outcome> runAll(List<Case> cases) {
        Outcome[] outcomes = new Outcome[cases.size()];
        for (int group = 0; group < troupes.size(); group++) {
            List<Case> own = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                if (troupe[cases.get(i).plan()] == group) {
                    own.add(new Case(part[cases.get(i).plan()], cases.get(i).world()));
                    places.add(i);
                }
            }
            if (!own.isEmpty()) {
                List<org.orrery.core.Run> runs = troupes.get(group).runs(own);
                for (int i = 0; i < runs.size(); i++) {
                    outcomes[places.get(i)] = new Outcome.Finished(runs.get(i));
                }
            }
        }
        return List.of(outcomes);
    }

    @Override
    public int preferredBlock() {
        return 8 * Rig.MOST;
    }
}
