package org.orrery.core;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The answers of all members as columns of numbers: an object is made of one only when it is looked at. Never changed. */
final class Members extends AbstractList<Answer.Member> implements RandomAccess {
    private final int[] indices;
    private final double[] offs;
    private final double[] ons;
    private final double[] values;

    /** The arrays are not to be changed afterwards. */
    Members(int[] indices, double[] offs, double[] ons, double[] values) {
        this.indices = indices;
        this.offs = offs;
        this.ons = ons;
        this.values = values;
    }

    @Override
    public Answer.Member get(int i) {
        return new Answer.Member(indices[i], offs[i], ons[i], values[i]);
    }

    @Override
    public int size() {
        return indices.length;
    }
}
