package org.orrery.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Levels;
import org.orrery.causal.data.Table;
import org.orrery.causal.estimate.LocalLine;
import org.orrery.causal.estimate.Measured;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/** What goes with one value of a quantity, which hardly any case has exactly: by a line through the cases nearest to it. */
final class NearAnswer {
    private static final Method METHOD = new Method("local line",
            "Fan and Gijbels, Local Polynomial Modelling, Chapman and Hall 1996");
    /** With as many cases that have the value exactly, those are asked alone. */
    private static final int ENOUGH = 30;
    /** So many errors apart, half of the window speaks against a line. */
    private static final double FAR = 3;

    private final DataAnswer of;
    private final Table.Complete complete;
    private final int node;
    private final double at;

    private NearAnswer(DataAnswer of, Table.Complete complete, int node, double at) {
        this.of = of;
        this.complete = complete;
        this.node = node;
        this.at = at;
    }

    /**
     * Null where all that is seen has few values.
     *
     * @throws Refusal if two quantities are seen, or a distribution is asked for
     */
    static @Nullable NearAnswer of(DataAnswer of, Table table) {
        MixedGraph graph = of.graph();
        Posed posed = of.posed();
        List<Integer> quantities = posed.seen().keySet().stream()
                .filter(each -> !Observations.isCountable(table, graph.name(each))).toList();
        if (quantities.isEmpty()) {
            return null;
        }
        List<Integer> rare = quantities.stream().filter(each -> count(table.numeric(graph.name(each)),
                number(posed, each, graph)) < ENOUGH).toList();
        String name = graph.name(quantities.getFirst());
        if (rare.size() > 1) {
            throw new Refusal(
                    "'" + graph.name(rare.getFirst()) + "' and '" + graph.name(rare.get(1)) + "' are quantities,"
                            + " and near one value of each at once there are few cases.",
                    "Maybe put one of them into a few classes in the data.");
        }
        if (posed.target() instanceof Target.Whole) {
            throw new Refusal("'" + name + "' is a quantity, and near one value of it a mean or a probability is told.",
                    "Maybe ask for one: E[" + graph.name(posed.outcomes().next(0)) + "]");
        }
        List<String> needed = Arrays.stream(posed.outcomes().or(posed.given()).toArray()).mapToObj(graph::name)
                .toList();
        int node = rare.isEmpty() ? -1 : rare.getFirst();
        return new NearAnswer(of, table.complete(needed), node, node < 0 ? Double.NaN : number(posed, node, graph));
    }

    private static double number(Posed posed, int node, MixedGraph graph) {
        return Levels.number(Objects.requireNonNull(posed.seen().get(node)), graph.name(node));
    }

    private static long count(Column.Numeric column, double value) {
        return Arrays.stream(column.values()).filter(each -> each == value).count();
    }

    Answer answer(Licence.Granted granted) {
        Table part = part();
        double[] y = Outcome.numbers(of.posed().target(), part, of.graph());
        return node < 0 ? exactly(y, granted) : near(part, y, granted);
    }

    /** Of the cases that have just the value, of which there are enough. */
    private Answer exactly(double[] y, Licence.Granted granted) {
        if (y.length < 2) {
            throw new Refusal("Only " + y.length + " cases have all that is seen.", "Maybe leave some of it out.");
        }
        Measured mean = LocalLine.mean(y);
        String sentence = "Among the " + y.length + " cases with " + of.wording().values(of.posed().seen()) + ", "
                + of.wording().target(of.posed().target()) + " is " + Numbers.round(mean.value(), 6)
                + "; it is known to lie between " + Numbers.round(mean.interval().low(), 4) + " and "
                + Numbers.round(mean.interval().high(), 4)
                + " (95 %). This is what goes with what, not what causes what.";
        List<Claim.Assumption> assumptions = new ArrayList<>(
                List.of(Taken.untested("the cases are independent draws from " + of.drawn())));
        assumptions.addAll(Taken.byLeaving(complete.told()));
        return of.answer(Claim.Status.ANSWERED, null, granted.formula(), mean.value(), mean.interval(), null, null,
                assumptions, List.of(), sentence, null, List.of(granted.method()));
    }

    private Answer near(Table part, double[] y, Licence.Granted granted) {
        String name = of.graph().name(node);
        double[] x = part.numeric(name).values();
        double least = Arrays.stream(x).min().orElse(Double.NaN);
        double most = Arrays.stream(x).max().orElse(Double.NaN);
        if (x.length < LocalLine.FEWEST) {
            throw new Refusal("Only " + x.length + " cases have all else that is seen, too few to tell what goes with "
                    + name + " = " + Numbers.print(at) + ".", "Maybe leave some of it out.");
        }
        if (!(at >= least && at <= most)) {
            throw new Refusal("The data hold " + name + " from " + Numbers.round(least, 6) + " to "
                    + Numbers.round(most, 6) + "; " + Numbers.print(at) + " lies outside.",
                    "Maybe ask about a value between.");
        }
        LocalLine line = LocalLine.of(x, y, at);
        boolean chance = of.posed().target() instanceof Target.Event;
        double value = within(line.mean().value(), chance);
        Claim.Interval wide = line.mean().interval();
        Claim.Interval interval = new Claim.Interval(wide.level(), within(wide.low(), chance),
                within(wide.high(), chance),
                wide.kind());
        String range = Numbers.round(line.low(), 4) + " to " + Numbers.round(line.high(), 4);
        List<Claim.Assumption> assumptions = new ArrayList<>();
        assumptions.add(Taken.untested("for " + name + " from " + range + ", the values of the " + line.rows()
                + " nearest cases, " + of.wording().target(of.posed().target()) + " runs along a line"));
        assumptions.add(Taken.untested("the cases are independent draws from " + of.drawn()));
        assumptions.addAll(Taken.byLeaving(complete.told()));
        String sentence = "Near " + of.wording().values(of.posed().seen()) + ", "
                + of.wording().target(of.posed().target())
                + " is " + Numbers.round(value, 6) + "; it is known to lie between " + Numbers.round(interval.low(), 4)
                + " and " + Numbers.round(interval.high(), 4) + " (95 %). " + count(part.numeric(name), at)
                + " cases have that " + name + " exactly; a line goes through the " + line.rows() + " nearest, with "
                + name + " from " + range + ". This is what goes with what, not what causes what.";
        return of.answer(Claim.Status.ANSWERED, null, granted.formula(), value, interval, null, null, assumptions,
                List.of(straight(line)), sentence, null, List.of(METHOD));
    }

    private static double within(double value, boolean chance) {
        return chance ? Math.clamp(value, 0, 1) : value;
    }

    private static Claim.Check straight(LocalLine line) {
        Measured narrow = line.narrower();
        double apart = Math.abs(narrow.value() - line.mean().value());
        return new Claim.Check("half of the window", apart <= FAR * narrow.error(),
                "by the nearer half of the cases it is "
                        + Numbers.round(narrow.value(), 6) + ", give or take " + Numbers.round(narrow.error(), 2));
    }

    /** The rows that have all else that is seen. */
    private Table part() {
        Table table = complete.table();
        Table part = table;
        for (Map.Entry<Integer, Value> each : of.posed().seen().entrySet()) {
            String name = of.graph().name(each.getKey());
            if (each.getKey() != node && !Observations.isCountable(table, name)) {
                Column.Numeric column = part.numeric(name);
                double number = number(of.posed(), each.getKey(), of.graph());
                part = part.rows(IntStream.range(0, part.rows()).filter(row -> column.value(row) == number).toArray());
            } else if (each.getKey() != node) {
                Column.Factor factor = part.factor(of.graph().name(each.getKey()));
                int level = Observations.level(part, factor.name(), each.getValue());
                part = part.rows(IntStream.range(0, part.rows()).filter(row -> factor.code(row) == level).toArray());
            }
        }
        return part;
    }
}
