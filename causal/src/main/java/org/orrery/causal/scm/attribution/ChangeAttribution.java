package org.orrery.causal.scm.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.fit.FittedScm;
import org.orrery.causal.scm.fit.Scms;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Numbers;
import org.orrery.core.Seeds;

/**
 * Why a mean differs between two tables: mechanisms of the one are put in the place of those of the other, one after the
 * other, and each gets what it changes, averaged over all orders (Budhathoki, Janzing, Bloebaum and Ng, AISTATS 2021). The
 * kinds of the mechanisms are chosen on both tables together.
 */
public final class ChangeAttribution {
    private static final int WORLDS = 500;
    private static final int RESAMPLES = 200;
    private static final int SHUFFLES = 199;

    private final FittedScm pooled;
    private final int first;
    private final int all;
    private final int target;
    private final long seed;
    private final Spread spread;

    private ChangeAttribution(FittedScm pooled, int first, String target, long seed) {
        this.pooled = pooled;
        this.first = first;
        this.all = pooled.rows();
        this.target = pooled.scm().node(target);
        this.seed = seed;
        this.spread = new Spread(pooled.scm(), WORLDS, seed);
    }

    /**
     * The change of the mean of a column of numbers from one table to the other, as the fitted models have it. Each part has
     * a 95 % interval over rows resampled within their tables, and a p-value from rows dealt out to the tables anew: how often
     * a part as large comes about where no mechanism differs.
     *
     * @throws org.orrery.core.InvalidInput if a column is missing or of another kind in one table
     * @throws org.orrery.core.Refusal if the graph above the target has latent variables or other edges than directed ones
     */
    public static Attributed of(MixedGraph graph, Table before, Table after, String target, long seed, Lab lab) {
        before.numeric(target);
        after.numeric(target);
        MixedGraph above = Ancestry.of(graph, target);
        Table.Complete old = before.complete(above.names());
        Table.Complete fresh = after.complete(above.names());
        FittedScm pooled = Scms.fit(above, pooled(above, old.table(), fresh.table()), seed);
        double change = mean(fresh.table().numeric(target)) - mean(old.table().numeric(target));
        return new ChangeAttribution(pooled, old.table().rows(), target, seed).attributed(change,
                List.of(old.told(), fresh.told()), lab);
    }

    private static double mean(Column.Numeric column) {
        return Arrays.stream(column.values()).average().orElse(Double.NaN);
    }

    private static Table pooled(MixedGraph graph, Table a, Table b) {
        List<Column> columns = new ArrayList<>();
        for (String name : graph.names()) {
            if (a.column(name) instanceof Column.Factor || b.column(name) instanceof Column.Factor) {
                Column.Factor left = a.factor(name);
                Column.Factor right = b.factor(name);
                Set<String> levels = new LinkedHashSet<>(left.levels());
                levels.addAll(right.levels());
                List<String> list = List.copyOf(levels);
                columns.add(Column.factor(name, Stream.of(left, right).flatMapToInt(each -> Arrays.stream(each.codes())
                        .map(code -> list.indexOf(each.levels().get(code)))).toArray(), list));
            } else {
                columns.add(Column.numbers(name, DoubleStream.concat(Arrays.stream(a.numeric(name).values()),
                        Arrays.stream(b.numeric(name).values())).toArray()));
            }
        }
        return Table.of(a.source() + " and " + b.source(), columns);
    }

    private Attributed attributed(double change, List<String> left, Lab lab) {
        int[] rows = IntStream.range(0, all).toArray();
        double[] shares = shares(rows);
        List<double[]> resampled = lab.trials(RESAMPLES, number -> shares(resample(number)));
        List<double[]> shuffled = lab.trials(SHUFFLES, number -> shares(Shapley.order(all, random("shuffle", number))));
        double[] ps = new double[shares.length];
        for (int node = 0; node < ps.length; node++) {
            int at = node;
            long larger = shuffled.stream().filter(each -> Math.abs(each[at]) >= Math.abs(shares[at])).count();
            ps[node] = (1.0 + larger) / (1 + SHUFFLES);
        }
        Claim.Interval total = Ancestry.total(resampled);
        return new Attributed(Arrays.stream(shares).sum(), total,
                Ancestry.parts(pooled.graph(), shares, resampled, ps), Ancestry.assumptions(left),
                List.of(control(), new Claim.Check("models against data",
                        total.low() <= change && change <= total.high(),
                        "the mean changes by " + Numbers.round(change, 4) + " in the data and by "
                                + Numbers.round(Arrays.stream(shares).sum(), 4) + " in the fitted models")),
                "Shapley values over exchanged mechanisms; interval: percentile bootstrap of "
                        + RESAMPLES + " resamples; null: " + SHUFFLES + " shuffles of the rows between the tables");
    }

    /** The control: mechanisms exchanged for themselves change nothing. */
    private Claim.Check control() {
        Scm old = pooled.refitted(IntStream.range(0, first).toArray());
        boolean nothing = Arrays.stream(shares(old, old)).allMatch(share -> share == 0);
        return new Claim.Check("no-op control", nothing, nothing
                ? "mechanisms exchanged for themselves had parts of exactly 0"
                : "mechanisms exchanged for themselves had parts");
    }

    /** The shares, the first rows being the old table and the rest the new one. */
    private double[] shares(int[] rows) {
        Scm old = pooled.refitted(Arrays.copyOf(rows, first));
        return shares(old, pooled.refitted(Arrays.copyOfRange(rows, first, all)));
    }

    private double[] shares(Scm old, Scm fresh) {
        double[][] oldNoises = spread.noises(old);
        double[][] newNoises = spread.noises(fresh);
        return Shapley.shares(old.size(), in -> mean(old, fresh, oldNoises, newNoises, in),
                Seeds.stream(seed, "orders"));
    }

    private double mean(Scm old, Scm fresh, double[][] oldNoises, double[][] newNoises, boolean[] in) {
        int[] order = old.graph().topological();
        double[] values = new double[order.length];
        double sum = 0;
        for (int world = 0; world < WORLDS; world++) {
            for (int node : order) {
                Scm from = in[node] ? fresh : old;
                values[node] = from.mechanism(node).value(from.causes(node, values),
                        (in[node] ? newNoises : oldNoises)[node][world]);
            }
            sum += values[target];
        }
        return sum / WORLDS;
    }

    private int[] resample(int number) {
        SplittableRandom random = random("resample", number);
        return IntStream.range(0, all)
                .map(i -> i < first ? random.nextInt(first) : random.nextInt(first, all)).toArray();
    }

    private SplittableRandom random(String what, int number) {
        return new SplittableRandom(Seeds.stream(Seeds.stream(seed, what), number));
    }
}
