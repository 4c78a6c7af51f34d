package org.orrery.network.surgery;

import java.util.SplittableRandom;

/**
 * A rotation that costs nothing: the numbers along one axis change places, and some their sign. It is the same for all
 * positions, so every length is kept to the bit, and every angle between two positions.
 */
final class Turn {
    private final int stride;
    private final int[] place;
    private final double[] sign;

    private Turn(int stride, int[] place, double[] sign) {
        this.stride = stride;
        this.place = place;
        this.sign = sign;
    }

    /** At random, but never the one that turns nothing. */
    static Turn drawn(Box box, SplittableRandom random) {
        int width = box.width();
        int[] place = new int[width];
        double[] sign = new double[width];
        boolean moves = false;
        while (!moves) {
            for (int i = 0; i < width; i++) {
                int j = random.nextInt(i + 1);
                place[i] = place[j];
                place[j] = i;
                sign[i] = random.nextBoolean() ? 1 : -1;
            }
            for (int i = 0; i < width; i++) {
                moves |= place[i] != i || sign[i] < 0;
            }
        }
        return new Turn(box.stride(), place, sign);
    }

    /** The elements of the box, turned. */
    double[] of(double[] values) {
        double[] turned = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int at = i / stride % place.length;
            turned[i] = sign[at] * values[i + (place[at] - at) * stride];
        }
        return turned;
    }
}
