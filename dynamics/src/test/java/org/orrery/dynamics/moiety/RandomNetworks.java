package org.orrery.dynamics.moiety;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;

/** Small networks by chance, with the stoichiometric matrix they were made from. */
record RandomNetworks(Mechanism mechanism, long[][] matrix) {

    /** Any whole stoichiometries: most networks conserve little, some have sums with negative weights only. */
    static RandomNetworks any(SplittableRandom random) {
        int species = 1 + random.nextInt(7);
        int reactions = random.nextInt(7);
        long[][] matrix = new long[species][reactions];
        for (int j = 0; j < reactions; j++) {
            for (int k = random.nextInt(4); k >= 0; k--) {
                matrix[random.nextInt(species)][j] = random.nextInt(-3, 4);
            }
        }
        return of(matrix);
    }

    /** Reactions that move building blocks between species made of them: each block is conserved. */
    static RandomNetworks ofBlocks(SplittableRandom random, int blocks) {
        int species = blocks + 1 + random.nextInt(6);
        int[][] made = new int[species][blocks];
        for (int i = 0; i < species; i++) {
            if (i < blocks) {
                made[i][i] = 1;
            } else {
                for (int b = 0; b < blocks; b++) {
                    made[i][b] = random.nextInt(3);
                }
            }
        }
        long[][] matrix = new long[species][species - blocks];
        for (int j = 0; j < species - blocks; j++) {
            matrix[blocks + j][j] = 1;
            for (int b = 0; b < blocks; b++) {
                matrix[b][j] = -made[blocks + j][b];
            }
        }
        return of(matrix);
    }

    private static RandomNetworks of(long[][] matrix) {
        List<Mechanism.Species> species = new ArrayList<>();
        for (int i = 0; i < matrix.length; i++) {
            species.add(new Mechanism.Species("S" + i, "", "C", 1, Double.NaN, false, false, false, null));
        }
        List<Mechanism.Reaction> reactions = new ArrayList<>();
        int columns = matrix.length == 0 ? 0 : matrix[0].length;
        for (int j = 0; j < columns; j++) {
            List<Mechanism.Participant> reactants = new ArrayList<>();
            List<Mechanism.Participant> products = new ArrayList<>();
            for (int i = 0; i < matrix.length; i++) {
                if (matrix[i][j] != 0) {
                    Expr number = Expr.num(Math.abs(matrix[i][j]));
                    (matrix[i][j] < 0 ? reactants : products).add(new Mechanism.Participant("S" + i, number));
                }
            }
            reactions.add(new Mechanism.Reaction("R" + j, "", reactants, products, List.of(), Expr.ONE, false, false));
        }
        return new RandomNetworks(new Mechanism("m", "", List.of(),
                List.of(new Mechanism.Compartment("C", "", 3, 1, true)), species, List.of(), reactions, List.of(),
                List.of(), List.of(), null, null, Map.of(), List.of()), matrix);
    }
}
