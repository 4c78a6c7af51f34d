package org.orrery.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model made ready for several plans that are alternatives to each other: the sites of a sweep. What comes out of a case
 * does not depend on the others. Safe for use by many threads at once.
 */
public interface Battery {
    /** A world of one of the plans. */
    record Case(int plan, World world) {}

    /** Runs cases, together where that is faster. An outcome a case, in their order. */
    List<Outcome> runAll(List<Case> cases);

    /** How many cases {@link #runAll} likes to be given at once, at least 1. */
    default int preferredBlock() {
        return 1;
    }

    /** A machine for each plan, made when it is first needed. */
    static Battery of(Model model, List<Plan> plans) {
        Machine[] machines = new Machine[plans.size()];
        Object lock = new Object();
        return cases -> {
            List<Outcome> outcomes = new ArrayList<>(cases.size());
            for (int from = 0; from < cases.size();) {
                int plan = cases.get(from).plan();
                World.Arming arming = cases.get(from).world().arming();
                List<World> worlds = new ArrayList<>();
                while (from < cases.size() && cases.get(from).plan() == plan
                        && cases.get(from).world().arming() == arming) {
                    worlds.add(cases.get(from++).world());
                }
                @Nullable
                Machine machine;
                synchronized (lock) {
                    machine = machines[plan];
                    if (machine == null) {
                        machine = model.prepare(plans.get(plan));
                        machines[plan] = machine;
                    }
                }
                outcomes.addAll(machine.runAll(worlds));
            }
            return outcomes;
        };
    }
}
