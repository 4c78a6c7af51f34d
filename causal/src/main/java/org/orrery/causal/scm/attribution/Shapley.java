package org.orrery.causal.scm.attribution;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Shares of a game's worth by what each player adds, averaged over all orders in which they may come (Shapley, 1953). Exact up
 * to ten players; beyond, over orders drawn with the seed, each taken forwards and backwards.
 */
final class Shapley {
    private static final int EXACT = 10;
    private static final int ORDERS = 100;

    private Shapley() {}

    /**
     * @param worth of a set of players, told by who is in it; not kept, not changed
     * @return the shares, which sum to the worth of all less that of none
     */
    static double[] shares(int players, ToDoubleFunction<boolean[]> worth, long seed) {
        return players <= EXACT ? exact(players, worth) : drawn(players, worth, seed);
    }

    private static double[] exact(int players, ToDoubleFunction<boolean[]> worth) {
        double[] worths = new double[1 << players];
        for (int set = 0; set < worths.length; set++) {
            boolean[] in = new boolean[players];
            for (int player = 0; player < players; player++) {
                in[player] = (set >> player & 1) == 1;
            }
            worths[set] = worth.applyAsDouble(in);
        }
        // The share of orders in which exactly the others of a set come before.
        double[] weights = new double[players];
        for (int size = 0; size < players; size++) {
            weights[size] = size == 0 ? 1.0 / players : weights[size - 1] * size / (players - size);
        }
        double[] shares = new double[players];
        for (int set = 0; set < worths.length; set++) {
            for (int player = 0; player < players; player++) {
                if ((set >> player & 1) == 0) {
                    shares[player] += weights[Integer.bitCount(set)] * (worths[set | 1 << player] - worths[set]);
                }
            }
        }
        return shares;
    }

    static double[] drawn(int players, ToDoubleFunction<boolean[]> worth, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] shares = new double[players];
        for (int draw = 0; draw < ORDERS; draw++) {
            int[] order = order(players, random);
            for (int way = 0; way < 2; way++) {
                boolean[] in = new boolean[players];
                double before = worth.applyAsDouble(in);
                for (int i = 0; i < players; i++) {
                    int player = way == 0 ? order[i] : order[players - 1 - i];
                    in[player] = true;
                    double after = worth.applyAsDouble(in);
                    shares[player] += (after - before) / (2 * ORDERS);
                    before = after;
                }
            }
        }
        return shares;
    }

    static int[] order(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
