package org.orrery.dynamics.moiety;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.orrery.dynamics.antimony.AntimonyReader;
import org.orrery.dynamics.mechanism.Mechanism;

class MoietiesTest {
    /** Bareiss' elimination of the dense matrix: another way to an exact rank. */
    private static int rank(long[][] matrix) {
        BigInteger[][] a = Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new))
                .toArray(BigInteger[][]::new);
        BigInteger last = BigInteger.ONE;
        int rank = 0;
        for (int column = 0; rank < a.length && column < a[0].length; column++) {
            int pivot = rank;
            while (pivot < a.length && a[pivot][column].signum() == 0) {
                pivot++;
            }
            if (pivot == a.length) {
                continue;
            }
            BigInteger[] row = a[pivot];
            a[pivot] = a[rank];
            a[rank] = row;
            for (int i = rank + 1; i < a.length; i++) {
                for (int j = column + 1; j < row.length; j++) {
                    a[i][j] = a[i][j].multiply(row[column]).subtract(row[j].multiply(a[i][column])).divide(last);
                }
                a[i][column] = BigInteger.ZERO;
            }
            last = row[column];
            rank++;
        }
        return rank;
    }

    private static double[] weights(Moiety moiety, int species) {
        double[] weights = new double[species];
        moiety.terms().forEach(term -> weights[Integer.parseInt(term.species().substring(1))] = term.weight());
        return weights;
    }

    private static void checkBasis(RandomNetworks network, List<Moiety> laws, long seed) {
        long[][] matrix = network.matrix();
        Set<Integer> reacting = new HashSet<>();
        for (int i = 0; i < matrix.length; i++) {
            if (Arrays.stream(matrix[i]).anyMatch(entry -> entry != 0)) {
                reacting.add(i);
            }
        }
        long[][] part = reacting.stream().sorted().map(i -> matrix[i]).toArray(long[][]::new);
        assertThat(laws).as("seed %d", seed).hasSize(part.length - (part.length == 0 ? 0 : rank(part)));
        long[][] basis = laws.stream().map(law -> Arrays.stream(weights(law, matrix.length))
                .mapToLong(weight -> (long) weight).toArray()).toArray(long[][]::new);
        for (long[] law : basis) {
            for (int j = 0; j < matrix[0].length; j++) {
                long sum = 0;
                for (int i = 0; i < law.length; i++) {
                    sum += law[i] * matrix[i][j];
                }
                assertThat(sum).as("seed %d, reaction %d", seed, j).isZero();
            }
        }
        assertThat(basis.length == 0 ? 0 : rank(basis)).as("seed %d: independent", seed).isEqualTo(basis.length);
    }

    @Test
    void isABasisOfTheLeftNullSpace() {
        for (long seed = 0; seed < 500; seed++) {
            RandomNetworks network = RandomNetworks.any(new SplittableRandom(seed));
            checkBasis(network, Moieties.laws(network.mechanism(), Set.of(), Set.of()), seed);
        }
    }

    @Test
    void whatIsMadeOfBlocksConservesThemWithWeightsAboveZero() {
        for (long seed = 0; seed < 200; seed++) {
            int blocks = 1 + (int) (seed % 4);
            RandomNetworks network = RandomNetworks.ofBlocks(new SplittableRandom(seed), blocks);
            List<Moiety> laws = Moieties.laws(network.mechanism(), Set.of(), Set.of());
            checkBasis(network, laws, seed);
            for (Moiety law : laws) {
                assertThat(law.terms()).as("seed %d", seed).allMatch(term -> term.weight() > 0);
            }
        }
    }

    private static Mechanism antimony(String text) {
        return new AntimonyReader().read(text, "test.ant");
    }

    private static List<String> sums(String text) {
        return Moieties.of(antimony(text)).conserved().stream().map(moiety -> moiety.name() + ": " + moiety.text())
                .toList();
    }

    @Test
    void namesAndWritesTheSums() {
        assertThat(sums("R1: E + S -> ES; ES; R2: ES -> E + P; ES; E = 1; S = 2; ES = 0; P = 0"))
                .containsExactlyInAnyOrder("total.E: E + ES", "total.S: S + ES + P");
    }

    @Test
    void countsWhatASpeciesHoldsTwice() {
        assertThat(sums("R1: 2 A -> D; A; A = 3; D = 0")).containsExactly("total.A: A + 2 D");
    }

    @Test
    void takesDecimalStoichiometriesExactly() {
        assertThat(sums("R1: 0.1 A -> 0.3 B; A; A = 3; B = 0")).containsExactly("total.A: 3 A + B");
    }

    @Test
    void aSumThatAnEventOrARuleChangesIsNotConserved() {
        String base = "R1: A -> B; A; A = 1; B = 0; C = 1; D = 0; R2: C -> D; C;";
        Moieties untouched = Moieties.of(antimony(base));
        assertThat(untouched.conserved()).hasSize(2);
        assertThat(untouched.broken()).isEmpty();
        Moieties event = Moieties.of(antimony(base + "feed: at (time > 3): B = 2"));
        assertThat(event.conserved().stream().map(Moiety::name)).containsExactly("total.C");
        assertThat(event.broken()).containsExactly("A + B: event feed sets B");
    }

    @Test
    void aBoundarySpeciesIsNoPartOfASum() {
        assertThat(sums("species $A = 1, B = 0; R1: A -> B; A")).isEmpty();
    }

    @Test
    void anUnknownStoichiometryConservesNothing() {
        assertThat(sums("n = 2; n has dimensionless; R1: A -> B; A; A = 1; B = 0")).hasSize(1);
        Mechanism mechanism = antimony("var n = 2; R1: n A -> B; A; A = 1; B = 0; n' = 1");
        assertThat(Moieties.of(mechanism).conserved()).isEmpty();
    }

    @Test
    void aLongSumIsCut() {
        String text = java.util.stream.IntStream.range(0, 9).mapToObj(i -> "R" + i + ": A" + i + " -> A" + (i + 1)
                + "; A" + i + ";").collect(Collectors.joining(" "));
        assertThat(sums(text)).containsExactly("total.A0: A0 + A1 + A2 + A3 + A4 + A5 + 4 more");
    }
}
