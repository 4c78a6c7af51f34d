package org.orrery.causal.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The functions that mechanisms are made of. */
class RegressorTest {
    @Test
    void splinesSumToOneAndReproduceLinesEverywhere() {
        for (double x = -5; x <= 15; x += 0.37) {
            double[] basis = new double[9];
            Smooth.Term.basis(x, 0, 6, basis);
            double line = 0;
            for (int k = 0; k < basis.length; k++) {
                line += basis[k] * (k - 1);
            }
            assertThat(Arrays.stream(basis).sum()).isCloseTo(1, within(1e-12));
            assertThat(line).isCloseTo(x, within(1e-11));
        }
    }

    @Test
    void splinesHaveNoKink() {
        SplittableRandom random = new SplittableRandom(1);
        Smooth.Term term = new Smooth.Term(-1, 2, random.doubles(9, -1, 1).toArray());
        double h = 1e-6;
        for (double at : new double[]{-1, -0.5, 0, 0.5, 1, 1.5, 2}) {
            double before = (term.at(at) - term.at(at - h)) / h;
            double after = (term.at(at + h) - term.at(at)) / h;
            assertThat(after).isCloseTo(before, within(1e-4));
        }
        assertThat(term.at(5) - term.at(4)).isCloseTo(term.at(4) - term.at(3), within(1e-12));
    }

    @Test
    void aTreeGoesToItsLeaf() {
        Trees.Tree tree = new Trees.Tree(new int[]{0, 1, 1}, new double[]{0, 0, 5}, new double[]{1, 2, 3, 4});
        assertThat(new double[]{tree.at(new double[]{0, 0}), tree.at(new double[]{-1, 1}), tree.at(new double[]{1, 5}),
                tree.at(new double[]{1, 6})}).containsExactly(1, 2, 3, 4);
    }

    @Test
    void factorsBecomeColumns() {
        assertThat(Coded.columns(new int[]{0, 3, 2}, new double[]{7, 2, 0})).containsExactly(7, 0, 1, 0);
        assertThat(Coded.columns(new int[]{0, 3, 2}, new double[]{7, 0, 1})).containsExactly(7, 0, 0, 1);
    }
}
