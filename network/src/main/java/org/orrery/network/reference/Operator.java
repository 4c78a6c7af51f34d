package org.orrery.network.reference;

import java.util.List;

/** What a node does: from its inputs to its outputs, in the node's order; outputs that nobody names may be left out. */
@FunctionalInterface
interface Operator {
    List<Array> apply(Call call);

    /** An operator with one output. */
    @FunctionalInterface
    interface Single {
        Array apply(Call call);
    }
}
