package org.orrery.network.tree;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which targets get votes, whatever the example.
 *
 * @param always by target: some tree votes for it from every leaf
 * @param never by target: no leaf votes for it
 * @param once whether every leaf votes once for every target
 * @param one whether all votes are for one target
 * @param positive whether no weight is below 0
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares ballots by value
record Ballot(boolean[] always, boolean[] never, boolean once, boolean one, boolean positive) {
    private record Leaf(int tree, long node, int target) {}

    private record Cell(int tree, int target) {}

    /**
     * @param leaves of each tree, how many
     * @param tree of each vote
     * @param leaf of each vote, by its number in the tree
     */
    static Ballot of(int[] leaves, int targets, int[] tree, long[] leaf, int[] target, double[] weights) {
        Set<Leaf> seen = new HashSet<>();
        Map<Cell, Integer> voting = new HashMap<>();
        Set<Integer> wanted = new HashSet<>();
        boolean positive = true;
        for (int i = 0; i < target.length; i++) {
            wanted.add(target[i]);
            positive &= weights[i] >= 0;
            if (seen.add(new Leaf(tree[i], leaf[i], target[i]))) {
                voting.merge(new Cell(tree[i], target[i]), 1, Integer::sum);
            }
        }
        boolean[] always = new boolean[targets];
        boolean[] never = new boolean[targets];
        for (int k = 0; k < targets; k++) {
            never[k] = !wanted.contains(k);
        }
        voting.forEach((cell, count) -> always[cell.target] |= count == leaves[cell.tree]);
        long all = 0;
        for (int count : leaves) {
            all += (long) count * targets;
        }
        return new Ballot(always, never, seen.size() == all && target.length == all, wanted.size() == 1, positive);
    }

    /** Whether every target gets a vote from some tree, whatever the example. */
    boolean isFull() {
        for (boolean each : always) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is a target that gets votes for some examples only. */
    boolean isUnsteady() {
        for (int k = 0; k < always.length; k++) {
            if (!always[k] && !never[k]) {
                return true;
            }
        }
        return false;
    }
}
