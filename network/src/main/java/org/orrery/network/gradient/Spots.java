package org.orrery.network.gradient;

/** Places in a tensor that elements are taken from and put to. */
interface Spots {
    /** What stands there. */
    String taken(String data);

    /** The data with values put there: added, multiplied, compared one after the other. */
    String put(String data, String values, String reduction);
}
