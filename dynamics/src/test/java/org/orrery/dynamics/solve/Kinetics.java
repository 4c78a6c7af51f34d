package org.orrery.dynamics.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Mass action: reactions of at most two reactants, with the exact sparse Jacobian. */
record Kinetics(List<Reaction> reactions, double[] start, double end, SparsityPattern jacobianPattern)
        implements
            Problem {

    /** @param reactants one or two species; a species twice for its square */
    record Reaction(double rate, int[] reactants, int[] products) {}

    static Kinetics of(List<Reaction> reactions, double[] start, double end) {
        return new Kinetics(reactions, start, end, pattern(reactions, start.length));
    }

    private static SparsityPattern pattern(List<Reaction> reactions, int n) {
        List<TreeSet<Integer>> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rows.add(new TreeSet<>());
        }
        for (Reaction reaction : reactions) {
            for (int column : reaction.reactants) {
                Arrays.stream(reaction.reactants).forEach(row -> rows.get(row).add(column));
                Arrays.stream(reaction.products).forEach(row -> rows.get(row).add(column));
            }
        }
        int[] pointer = new int[n + 1];
        for (int i = 0; i < n; i++) {
            pointer[i + 1] = pointer[i] + rows.get(i).size();
        }
        return new SparsityPattern(n, n, pointer,
                rows.stream().flatMap(TreeSet::stream).mapToInt(Integer::intValue).toArray());
    }

    @Override
    public int dimension() {
        return start.length;
    }

    @Override
    public double[] start() {
        return start.clone();
    }

    @Override
    public void derivative(double t, double[] y, double[] dydt) {
        Arrays.fill(dydt, 0);
        for (Reaction reaction : reactions) {
            double flux = reaction.rate;
            for (int species : reaction.reactants) {
                flux *= y[species];
            }
            for (int species : reaction.reactants) {
                dydt[species] -= flux;
            }
            for (int species : reaction.products) {
                dydt[species] += flux;
            }
        }
    }

    @Override
    public void jacobian(double t, double[] y, double[] values) {
        Arrays.fill(values, 0);
        for (Reaction reaction : reactions) {
            for (int at = 0; at < reaction.reactants.length; at++) {
                double slope = reaction.rate;
                for (int other = 0; other < reaction.reactants.length; other++) {
                    slope *= other == at ? 1 : y[reaction.reactants[other]];
                }
                int column = reaction.reactants[at];
                for (int row : reaction.reactants) {
                    values[entry(row, column)] -= slope;
                }
                for (int row : reaction.products) {
                    values[entry(row, column)] += slope;
                }
            }
        }
    }

    private int entry(int row, int column) {
        return Arrays.binarySearch(jacobianPattern.column(), jacobianPattern.rowPointer()[row],
                jacobianPattern.rowPointer()[row + 1], column);
    }

    private static Reaction reaction(double rate, String reactants, String products) {
        return new Reaction(rate, species(reactants), species(products));
    }

    private static int[] species(String text) {
        return Arrays.stream(text.split(" ")).filter(part -> !part.isEmpty())
                .mapToInt(part -> Integer.parseInt(part) - 1)
                .toArray();
    }

    /** POLLU, the chemistry of Dutch air: Verwer, SIAM Journal on Scientific Computing 15 (1994) 1243. */
    static Kinetics pollution() {
        double[] start = new double[20];
        start[1] = 0.2;
        start[3] = 0.04;
        start[6] = 0.1;
        start[7] = 0.3;
        start[8] = 0.01;
        start[16] = 0.007;
        return of(List.of(reaction(0.35, "1", "2 3"), reaction(26.6, "2 4", "1"), reaction(1.23e4, "5 2", "6 1"),
                reaction(8.6e-4, "7", "5 5 8"), reaction(8.2e-4, "7", "8"), reaction(1.5e4, "7 6", "5 8"),
                reaction(1.3e-4, "9", "10 5 8"), reaction(2.4e4, "9 6", "11"), reaction(1.65e4, "11 2", "10 1 12"),
                reaction(9e3, "11 1", "13"), reaction(0.022, "13", "11 1"), reaction(1.2e4, "10 2", "14 1"),
                reaction(1.88, "14", "7 5"), reaction(1.63e4, "1 6", "15"), reaction(4.8e6, "3", "4"),
                reaction(3.5e-4, "4", "16"), reaction(0.0175, "4", "3"), reaction(1e8, "16", "6 6"),
                reaction(4.44e11, "16", "3"), reaction(1.24e3, "17 6", "18 5"), reaction(2.1, "19", "2"),
                reaction(5.78, "19", "1 3"), reaction(0.0474, "1 4", "19"), reaction(1.78e3, "19 1", "20"),
                reaction(3.12, "20", "19 1")), start, 60);
    }

    /** HIRES, the light response of a plant: Hairer and Wanner II, IV.10. */
    static Kinetics highIrradiance() {
        double[] start = new double[8];
        start[0] = 1;
        start[7] = 0.0057;
        return of(List.of(reaction(1.71, "1", "2"), reaction(0.43, "2", "1"), reaction(8.32, "3", "1"),
                reaction(7e-4, "", "1"), reaction(8.32, "2", "4"), reaction(1.71, "3", "4"), reaction(0.43, "4", "3"),
                reaction(0.035, "5", "3"), reaction(0.69, "4", "6"), reaction(1.71, "5", "6"),
                reaction(0.43, "6", "5"), reaction(0.43, "7", "5 8"), reaction(280, "6 8", "7"),
                reaction(0.69, "7", "6 8"), reaction(0.69, "7", "8")), start, 321.8122);
    }

    /**
     * A network as large as asked for: each species turns into two others near it, binds a third and falls apart again,
     * with rates over eight decades; the sum of all stays what it was. A few bonds go far, as scaffolds do.
     */
    static Kinetics generated(int n, long seed, double end) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Reaction> reactions = new ArrayList<>();
        double[] start = new double[n];
        for (int i = 0; i < n; i++) {
            start[i] = random.nextDouble();
            for (int k = 0; k < 2; k++) {
                int near = Math.floorMod(i + 1 + random.nextInt(8), n);
                reactions.add(new Reaction(rate(random), new int[]{i}, new int[]{near}));
            }
            int partner = random.nextInt(20) == 0 ? random.nextInt(n) : Math.floorMod(i + random.nextInt(12), n);
            int bound = Math.floorMod(i + 5 + random.nextInt(6), n);
            if (partner != i && bound != i && bound != partner) {
                reactions.add(new Reaction(rate(random), new int[]{i, partner}, new int[]{bound, partner}));
            }
        }
        return of(reactions, start, end);
    }

    /** The same with three bonds more for each species, between any: its decomposition fills almost whole. */
    static Kinetics entangled(int n, long seed, double end) {
        Kinetics plain = generated(n, seed, end);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed + 1);
        List<Reaction> reactions = new ArrayList<>(plain.reactions());
        while (reactions.size() < plain.reactions().size() + 3 * n) {
            int a = random.nextInt(n);
            int b = random.nextInt(n);
            int c = random.nextInt(n);
            if (a != b && b != c && a != c) {
                reactions.add(new Reaction(rate(random) / 100, new int[]{a, b}, new int[]{c}));
            }
        }
        return of(reactions, plain.start(), end);
    }

    private static double rate(RandomGenerator random) {
        return StrictMath.pow(10, 8 * random.nextDouble() - 4);
    }
}
