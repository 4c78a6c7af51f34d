package org.orrery.causal.estimate;

import java.util.List;
import java.util.SplittableRandom;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Verdict;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Value;

/** Simulated worlds whose effects are known. */
enum Worlds {
    /** A choice, two quantities that confound; effects differ with one of them. */
    CHOICE(1.5) {
        @Override
        Table draw(int n, SplittableRandom random) {
            double[][] c = new double[4][n];
            for (int i = 0; i < n; i++) {
                c[0][i] = random.nextGaussian();
                c[1][i] = 0.5 * c[0][i] + random.nextGaussian();
                c[2][i] = random.nextDouble() < logistic(0.7 * c[0][i] - 0.5 * c[1][i]) ? 1 : 0;
                c[3][i] = 2 + c[0][i] - c[1][i] + c[2][i] * (1.5 + c[0][i])
                        + (1 + 0.5 * c[2][i]) * random.nextGaussian();
            }
            return table(c, "a", "b", "x", "y");
        }
    },
    /** A choice and confounders of few values; whether something happens. */
    CLASSES(classesTruth()) {
        @Override
        Table draw(int n, SplittableRandom random) {
            double[][] c = new double[4][n];
            for (int i = 0; i < n; i++) {
                c[0][i] = random.nextInt(3);
                c[1][i] = random.nextDouble() < 0.4 ? 1 : 0;
                c[2][i] = random.nextDouble() < 0.25 + 0.2 * c[0][i] - 0.1 * c[1][i] ? 1 : 0;
                c[3][i] = random.nextDouble() < classes(c[0][i], c[1][i], c[2][i]) ? 1 : 0;
            }
            return table(c, "a", "b", "x", "y");
        }
    },
    /** A treatment that is a quantity. */
    QUANTITY(0.8) {
        @Override
        Table draw(int n, SplittableRandom random) {
            double[][] c = new double[4][n];
            for (int i = 0; i < n; i++) {
                c[0][i] = random.nextGaussian();
                c[1][i] = random.nextInt(2);
                c[2][i] = 0.5 + c[0][i] + 0.5 * c[1][i] + random.nextGaussian();
                c[3][i] = 0.8 * c[2][i] + 2 * c[0][i] - c[1][i]
                        + (0.5 + 0.5 * Math.abs(c[2][i])) * random.nextGaussian();
            }
            return table(c, "a", "b", "x", "y");
        }
    },
    /** An unobserved common cause, and a mediator of two values. */
    DOOR(0.6 * 0.5) {
        @Override
        Table draw(int n, SplittableRandom random) {
            double[][] c = new double[3][n];
            for (int i = 0; i < n; i++) {
                int u = random.nextInt(2);
                c[0][i] = random.nextDouble() < 0.3 + 0.4 * u ? 1 : 0;
                c[1][i] = random.nextDouble() < 0.2 + 0.6 * c[0][i] ? 1 : 0;
                c[2][i] = random.nextDouble() < 0.1 + 0.5 * c[1][i] + 0.3 * u ? 1 : 0;
            }
            return table(c, "x", "m", "y");
        }
    },
    /** The same with quantities. */
    DOOR_LINE(0.7 * -1.2) {
        @Override
        Table draw(int n, SplittableRandom random) {
            double[][] c = new double[3][n];
            for (int i = 0; i < n; i++) {
                double u = random.nextGaussian();
                c[0][i] = u + random.nextGaussian();
                c[1][i] = 0.7 * c[0][i] + random.nextGaussian();
                c[2][i] = -1.2 * c[1][i] + 2 * u + random.nextGaussian();
            }
            return table(c, "x", "m", "y");
        }
    },
    /** Two instruments, of which one is weak, and a covariate. */
    INSTRUMENT(0.5) {
        @Override
        Table draw(int n, SplittableRandom random) {
            double[][] c = new double[5][n];
            for (int i = 0; i < n; i++) {
                double u = random.nextGaussian();
                c[0][i] = random.nextInt(2);
                c[1][i] = random.nextGaussian();
                c[2][i] = random.nextGaussian() + c[1][i];
                c[3][i] = 0.8 * c[0][i] + 0.1 * c[2][i] + c[1][i] + u + random.nextGaussian();
                c[4][i] = 0.5 * c[3][i] + c[1][i] - 1.5 * u + random.nextGaussian();
            }
            return table(c, "w", "z", "v", "x", "y");
        }
    };

    /** What do(x = 1) does against do(x = 0), on average. */
    final double truth;

    Worlds(double truth) {
        this.truth = truth;
    }

    abstract Table draw(int n, SplittableRandom random);

    Ground ground() {
        return switch (this) {
            case CHOICE, CLASSES, QUANTITY -> new Ground.Adjusting(List.of("a", "b"));
            case DOOR, DOOR_LINE -> {
                Verdict.Identified identified = identified("x -> m; m -> y; x <-> y");
                yield new Ground.FrontDoor(List.of("m"), identified.graph(), identified.estimand());
            }
            case INSTRUMENT -> new Ground.Instrument(List.of("w", "v"), List.of("z"));
        };
    }

    EffectQuestion question() {
        return new EffectQuestion(Target.mean("y"), new Contrast("x", new Value.Real(1), new Value.Real(0)), ground());
    }

    static Verdict.Identified identified(String text) {
        MixedGraph graph = GraphText.arrows(text, "test").graph();
        return (Verdict.Identified) Identification.of(graph, new Query(NodeSet.of(graph.node("y")),
                NodeSet.of(graph.node("x")), NodeSet.EMPTY));
    }

    private static double classes(double a, double b, double x) {
        return 0.1 + 0.15 * a + 0.2 * b + x * (0.25 - 0.1 * a * b);
    }

    private static double classesTruth() {
        double truth = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 2; b++) {
                truth += (b == 1 ? 0.4 : 0.6) / 3 * (classes(a, b, 1) - classes(a, b, 0));
            }
        }
        return truth;
    }

    /** The same among those who have x = 1 by themselves. */
    double treatedTruth() {
        return switch (this) {
            case CHOICE -> 1.5 + 2 * 0.45 * meanSlope();
            case CLASSES -> {
                double sum = 0;
                double share = 0;
                for (int a = 0; a < 3; a++) {
                    for (int b = 0; b < 2; b++) {
                        double chance = (b == 1 ? 0.4 : 0.6) / 3 * (0.25 + 0.2 * a - 0.1 * b);
                        sum += chance * (classes(a, b, 1) - classes(a, b, 0));
                        share += chance;
                    }
                }
                yield sum / share;
            }
            case QUANTITY, DOOR, DOOR_LINE, INSTRUMENT -> throw new IllegalArgumentException("not asked there");
        };
    }

    /**
     * The mean of the logistic function's slope at the log odds of the choice, normal with variance 0.45^2 + 0.5^2: by Stein's
     * lemma it times cov(a, log odds) = 0.45 is E[a x], and half of all choose 1.
     */
    private static double meanSlope() {
        double deviation = Math.hypot(0.45, 0.5);
        double step = 1e-3;
        double sum = 0;
        for (double z = -9; z < 9; z += step) {
            double p = logistic(deviation * z);
            sum += p * (1 - p) * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * step;
        }
        return sum;
    }

    static double logistic(double eta) {
        return 1 / (1 + Math.exp(-eta));
    }

    private static Table table(double[][] columns, String... names) {
        Column[] all = new Column[names.length];
        for (int j = 0; j < all.length; j++) {
            all[j] = Column.numbers(names[j], columns[j]);
        }
        return Table.of("simulated", all);
    }
}
