package org.orrery.causal.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Levels;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Refusal;
import org.orrery.core.Seeds;
import org.orrery.core.Value;

/**
 * Any estimand with the shares of the data put in the place of its probabilities; the interval by the bootstrap (Efron, Annals
 * of Statistics 7, 1979; percentiles). Rows are drawn from the table of counts, and a draw depends on the seed and its number
 * alone.
 */
final class PlugIn {
    static final int DRAWS = 1000;
    private static final int MOST_CELLS = 100_000;
    private static final double MOST_LOST = 0.02;

    private final Sample sample;
    private final MixedGraph graph;
    private final Estimand estimand;
    private final NodeSet nodes;
    private final int[] sizes;
    private final Column.Factor[] columns;

    PlugIn(Sample sample, MixedGraph graph, Estimand estimand) {
        this.sample = sample;
        this.graph = graph;
        this.estimand = estimand;
        nodes = speaksOf(estimand).with(graph.node(sample.question.target().outcome()))
                .with(graph.node(sample.question.contrast().treatment()));
        sizes = new int[graph.size()];
        columns = new Column.Factor[graph.size()];
        long cells = 1;
        for (int node : nodes.toArray()) {
            columns[node] = sample.table.factor(graph.name(node));
            sizes[node] = columns[node].levels().size();
            cells *= sizes[node];
            if (cells > MOST_CELLS) {
                throw new Refusal("Counting " + graph.names(nodes) + " needs more than " + MOST_CELLS
                        + " cells: columns with many values, such as '" + graph.name(node)
                        + "', are not estimated by counting.", "Maybe cut them into a few classes.");
            }
        }
    }

    /** All nodes, bound ones too. */
    static NodeSet speaksOf(Estimand estimand) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) -> of.or(given);
            case Estimand.Product(List<Estimand> factors) ->
                factors.stream().map(PlugIn::speaksOf).reduce(NodeSet.EMPTY, NodeSet::or);
            case Estimand.Ratio(Estimand above, Estimand below) -> speaksOf(above).or(speaksOf(below));
            case Estimand.Sum(NodeSet over, Estimand of) -> speaksOf(of).or(over);
            case Estimand.At _ ->
                throw new Refusal("Estimands of counterfactuals are not estimated from data so far.",
                        "Maybe ask with do(...).");
            case Estimand.In _ ->
                throw new Refusal("This estimand speaks of another distribution than the one that the data are of.",
                        "Maybe ask about the population that was observed.");
        };
    }

    /** On and off for each draw. */
    private record Pair(double on, double off) {}

    Estimates.Numbers numbers(long seed, Lab lab) {
        double[] counts = new double[Grid.size(nodes, sizes)];
        int[] cell = new int[sample.rows()];
        for (int row = 0; row < cell.length; row++) {
            for (int node : nodes.toArray()) {
                cell[row] = cell[row] * sizes[node] + columns[node].code(row);
            }
            counts[cell[row]]++;
        }
        Pair found = pair(counts);
        if (Double.isNaN(found.on) || Double.isNaN(found.off)) {
            throw new Refusal("Without overlap: some combination of values that the estimand conditions on has no row,"
                    + " among " + graph.names(nodes) + ".", "Maybe join values, or bring more rows.");
        }
        List<Pair> drawn = lab.trials(DRAWS, draw -> {
            SplittableRandom random = new SplittableRandom(Seeds.stream(seed, draw));
            double[] again = new double[counts.length];
            for (int i = 0; i < cell.length; i++) {
                again[cell[random.nextInt(cell.length)]]++;
            }
            return pair(again);
        });
        List<Pair> whole = drawn.stream().filter(pair -> !Double.isNaN(pair.on - pair.off)).toList();
        int lost = DRAWS - whole.size();
        if (lost > MOST_LOST * DRAWS) {
            throw new Refusal("Overlap hangs on a few rows: in " + lost + " of " + DRAWS
                    + " resamples some combination of values had no row.", "Maybe join values, or bring more rows.");
        }
        return new Estimates.Numbers(measured(found.on - found.off, whole, pair -> pair.on - pair.off),
                measured(found.on, whole, Pair::on), measured(found.off, whole, Pair::off),
                List.of(new Claim.Check("every combination occurs", true,
                        whole.size() + " of " + DRAWS + " resamples had a row for each that the estimand needs")),
                List.of());
    }

    private static Measured measured(double value, List<Pair> drawn, ToDoubleFunction<Pair> of) {
        double[] sorted = drawn.stream().mapToDouble(of).sorted().toArray();
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double squares = Arrays.stream(sorted).map(each -> (each - mean) * (each - mean)).sum();
        double tail = (1 - Quantiles.LEVEL) / 2;
        int skip = (int) Math.floor(tail * (sorted.length + 1)) - 1;
        return new Measured(value, Math.sqrt(squares / (sorted.length - 1)), new Claim.Interval(Quantiles.LEVEL,
                sorted[skip], sorted[sorted.length - 1 - skip], Claim.IntervalKind.BOOTSTRAP));
    }

    private Pair pair(double[] counts) {
        double total = Arrays.stream(counts).sum();
        Grid joint = new Grid(nodes, sizes, Arrays.stream(counts).map(count -> count / total).toArray());
        Grid answer = of(estimand, joint);
        Value off = sample.question.contrast().off();
        return new Pair(mean(answer, joint, sample.question.contrast().on()),
                off == null ? untouched(joint) : mean(answer, joint, off));
    }

    private static Grid of(Estimand estimand, Grid joint) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) -> {
                Grid both = joint.onto(of.or(given));
                yield both.over(both.onto(given));
            }
            case Estimand.Product(List<Estimand> factors) -> {
                Grid product = new Grid(NodeSet.EMPTY, joint.sizes(), new double[]{1});
                for (Estimand factor : factors) {
                    product = product.times(of(factor, joint));
                }
                yield product;
            }
            case Estimand.Ratio(Estimand above, Estimand below) -> of(above, joint).over(of(below, joint));
            case Estimand.Sum(NodeSet over, Estimand inside) -> of(inside, joint).summed(over);
            case Estimand.At _,Estimand.In _ -> throw new IllegalStateException("refused before");
        };
    }

    private double untouched(Grid joint) {
        int outcome = graph.node(sample.question.target().outcome());
        return weighed(joint.onto(NodeSet.of(outcome)), outcome);
    }

    private double weighed(Grid ofOutcome, int outcome) {
        double sum = 0;
        for (int level = 0; level < sizes[outcome]; level++) {
            sum += ofOutcome.values()[level] * sample.question.target().worth(columns[outcome].levels().get(level));
        }
        return sum;
    }

    private double mean(Grid answer, Grid joint, Value value) {
        int treatment = graph.node(sample.question.contrast().treatment());
        int outcome = graph.node(sample.question.target().outcome());
        sample.at(value);
        Grid set = answer.at(treatment, columns[treatment].find(Levels.text(value)));
        NodeSet others = set.nodes().without(outcome);
        if (others.isEmpty()) {
            return weighed(set, outcome);
        }
        // The distribution that the estimand stands for depends on none of these; in the data each says a little, as often as
        // it occurs.
        Grid weights = joint.onto(others);
        double sum = 0;
        double total = 0;
        for (int place = 0; place < weights.values().length; place++) {
            Grid slice = set;
            int rest = place;
            int[] list = others.toArray();
            for (int i = list.length - 1; i >= 0; i--) {
                slice = slice.at(list[i], rest % sizes[list[i]]);
                rest /= sizes[list[i]];
            }
            double mean = weighed(slice, outcome);
            if (!Double.isNaN(mean)) {
                sum += weights.values()[place] * mean;
                total += weights.values()[place];
            }
        }
        return total == 0 ? Double.NaN : sum / total;
    }

    /** Whether all columns have few values. */
    static boolean fits(Table table, MixedGraph graph, NodeSet nodes) {
        return Arrays.stream(nodes.toArray())
                .allMatch(node -> table.distinct(graph.name(node), Sample.MOST_ARMS) <= Sample.MOST_ARMS);
    }
}
