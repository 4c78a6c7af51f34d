package org.orrery.causal.scm;

import java.util.List;

/**
 * A sum of small regression trees (Friedman, Annals of Statistics 29, 2001). Constant outside of the range that they were
 * fitted on.
 */
public record Trees(double base, List<Tree> trees) implements Regressor {
    public Trees {
        trees = List.copyOf(trees);
    }

    @Override
    public double at(double[] causes) {
        double sum = base;
        for (int i = 0; i < trees.size(); i++) {
            sum += trees.get(i).at(causes);
        }
        return sum;
    }

    /**
     * A complete tree by levels: the children of split i are the places 2i + 1 and 2i + 2, and the places behind the splits
     * are the leaves.
     *
     * @param causes by which each split decides
     * @param thresholds up to and with which it goes left
     * @param leaves what is added
     */
    public record Tree(int[] causes, double[] thresholds, double[] leaves) {
        public double at(double[] values) {
            int place = 0;
            while (place < causes.length) {
                place = 2 * place + (values[causes[place]] <= thresholds[place] ? 1 : 2);
            }
            return leaves[place - causes.length];
        }
    }
}
