package org.orrery.causal.scm.fit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Intervention;

/** Simulated worlds with known truth. */
final class Worlds {
    static final MixedGraph CHAIN = graph("z -> x; z -> m; x -> m; m -> y; x -> y");

    private Worlds() {}

    static MixedGraph graph(String arrows) {
        return GraphText.arrows(arrows, "graph").graph();
    }

    static List<Intervention> had(String... moves) {
        return Arrays.stream(moves).map(Intervention::parse).toList();
    }

    /** How m and y come about. */
    interface Law {
        double m(double z, double x);

        double y(double x, double m);
    }

    static Table chain(int rows, long seed, Law law) {
        SplittableRandom random = new SplittableRandom(seed);
        DoubleSupplier noise = random::nextGaussian;
        Map<String, double[]> columns = new LinkedHashMap<>();
        List.of("z", "x", "m", "y").forEach(name -> columns.put(name, new double[rows]));
        for (int i = 0; i < rows; i++) {
            double z = noise.getAsDouble();
            double x = 0.8 * z + noise.getAsDouble();
            double m = law.m(z, x) + 0.5 * noise.getAsDouble();
            double y = law.y(x, m) + 0.5 * noise.getAsDouble();
            double[] row = {z, x, m, y};
            int k = 0;
            for (double[] column : columns.values()) {
                column[i] = row[k++];
            }
        }
        return table(columns);
    }

    static Table table(Map<String, double[]> columns) {
        return Table.of("worlds", columns.entrySet().stream()
                .map(each -> (Column) Column.numbers(each.getKey(), each.getValue())).toList());
    }

    static final Law LINEAR = new Law() {
        @Override
        public double m(double z, double x) {
            return 1 + 2 * x - z;
        }

        @Override
        public double y(double x, double m) {
            return 0.5 * m - x;
        }
    };
    static final Law SMOOTH = new Law() {
        @Override
        public double m(double z, double x) {
            return 3 * Math.sin(1.5 * x) + z * z;
        }

        @Override
        public double y(double x, double m) {
            return 2 * Math.tanh(m) + x;
        }
    };
    static final Law PRODUCT = new Law() {
        @Override
        public double m(double z, double x) {
            return 2 * x * (z > 0 ? 1 : -1);
        }

        @Override
        public double y(double x, double m) {
            return m * (x > 0 ? 1 : -1);
        }
    };
}
