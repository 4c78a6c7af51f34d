package org.orrery.network.surgery;

import java.util.List;
import org.orrery.core.World;

/**
 * One row of a batch.
 *
 * @param world whose inputs it has
 * @param doses one for each slot of the rig
 */
record Row(World world, List<Dose> doses) {
    Row {
        doses = List.copyOf(doses);
    }
}
