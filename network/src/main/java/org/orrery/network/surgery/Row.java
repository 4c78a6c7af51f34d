package org.orrery.network.surgery;

import java.util.List;

/**
 * One row of a batch.
 *
 * @param example its inputs
 * @param doses one for each slot of the rig
 */
record Row(int example, List<Dose> doses) {
    Row {
        doses = List.copyOf(doses);
    }
}
