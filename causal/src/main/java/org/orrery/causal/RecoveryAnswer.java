package org.orrery.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Query;
import org.orrery.causal.missing.Finding;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;

/** An answer about complete data from data with holes, where the graph says why values are missing. */
final class RecoveryAnswer {
    private final DataAnswer of;
    private final Holed holed;
    private final MixedGraph graph;
    private final Table table;

    RecoveryAnswer(DataAnswer of, GraphText text, Table table) {
        this.of = of;
        this.holed = Holed.of(text);
        this.graph = text.graph();
        this.table = marked(table, text.indicators());
    }

    /** With a column for each indicator: 1 where a case has what it tells of. */
    private Table marked(Table plain, Map<Integer, Integer> indicators) {
        Map<Integer, List<Column>> of = new LinkedHashMap<>();
        indicators.forEach((v, mark) -> of.computeIfAbsent(mark, _ -> new ArrayList<>())
                .add(plain.column(graph.name(v))));
        Table marked = plain;
        for (Map.Entry<Integer, List<Column>> each : of.entrySet()) {
            Column first = each.getValue().getFirst();
            for (Column other : each.getValue()) {
                if (IntStream.range(0, plain.rows()).anyMatch(row -> other.isMissing(row) != first.isMissing(row))) {
                    throw new InvalidInput("'" + graph.name(each.getKey()) + "' tells of " + first.name() + " and "
                            + other.name() + " together, and some cases have one of them alone.",
                            "Maybe give each a node of its own: m [missing=" + other.name() + "]");
                }
            }
            marked = marked.with(Column.numbers(graph.name(each.getKey()), IntStream.range(0, plain.rows())
                    .mapToDouble(row -> first.isMissing(row) ? 0 : 1).toArray()));
        }
        return marked;
    }

    Answer answer(Lab lab, long seed) {
        Query query = Holed.query(of.posed());
        return switch (holed.find(query)) {
            case Finding.Recovered recovered -> told(recovered, query, lab, seed);
            case Finding.NotRecoverable(String reason) -> of.withheld(holed.withheld(query, reason), List.of());
            case Finding.NotShown(String reason) -> of.withheld(holed.withheld(query, reason), List.of());
        };
    }

    private Answer told(Finding.Recovered recovered, Query query, Lab lab, long seed) {
        Estimand on = recovered.estimand();
        Estimand off = query.treatments().isEmpty()
                ? null
                : holed.find(new Query(query.outcomes(), NodeSet.EMPTY,
                        query.given())) instanceof Finding.Recovered(var _, Estimand as) ? as : null;
        Licence licence = holed.plainly(of.posed());
        Estimand plainly = licence instanceof Licence.Granted granted
                ? moved(granted.estimand(), nodes -> graph.nodes(names(granted.graph(), nodes)))
                : null;
        NodeSet needed = query.outcomes().or(query.treatments()).or(query.given()).or(DataAnswer.speaksOf(on))
                .or(off == null ? NodeSet.EMPTY : DataAnswer.speaksOf(off))
                .or(plainly == null ? NodeSet.EMPTY : DataAnswer.speaksOf(plainly));
        Table.Complete known = table.complete(names(graph, needed.minus(holed.holes())));
        Table part = known.table();
        boolean average = Counting.canAverage(on, query.outcomes()) && (off == null
                || Counting.canAverage(off, query.outcomes()));
        Sample sample = Sample.of(graph, part, average ? needed.minus(query.outcomes()) : needed, query.outcomes(),
                Plugged.holed(Outcome.numbers(of.posed().target(), part, graph), missing(part, query.outcomes())));
        Map<Integer, Integer> given = of.codes(of.posed().seen(), graph, part);
        for (int mark : holed.marks().toArray()) {
            given.put(mark, Math.max(0, part.factor(graph.name(mark)).find("1")));
        }
        Plugged plugged = new Plugged(sample, on, off, of.codes(of.posed().done(), graph, part), given,
                naive(query, plainly, part, needed));
        List<Claim.Assumption> assumptions = new ArrayList<>(of.model().assumptions());
        assumptions.add(new Claim.Assumption("values are missing: " + counts(part, needed), Claim.State.HOLDS));
        assumptions.add(Taken.untested("no value is missing for another reason than those that the graph names"));
        assumptions.addAll(Taken.byLeaving(known.told()));
        return of.plugged(plugged, plugged.result(lab, seed), recovered.formula(), "",
                "each part of it is read off the cases that have what it speaks of", assumptions, Holed.METHOD);
    }

    /** What the cases would say that have everything, by the way that the graph would go without holes. */
    private List<Plugged.Naive> naive(Query query, @Nullable Estimand plainly, Table part, NodeSet needed) {
        boolean[] missing = missing(part, needed.minus(holed.marks()));
        double[] complete = new double[part.rows()];
        for (int row = 0; row < complete.length; row++) {
            complete[row] = missing[row] ? 0 : 1;
        }
        List<Plugged.Naive> naive = new ArrayList<>();
        if (plainly != null) {
            naive.add(new Plugged.Naive("among complete cases", plainly, complete));
        }
        if (!query.treatments().isEmpty()) {
            naive.add(new Plugged.Naive("seen among complete cases",
                    Estimand.conditional(query.outcomes(), query.treatments().or(query.given())), complete));
        }
        return naive;
    }

    private boolean[] missing(Table part, NodeSet nodes) {
        boolean[] missing = new boolean[part.rows()];
        for (String name : names(graph, nodes)) {
            Column column = part.column(name);
            IntStream.range(0, missing.length).forEach(row -> missing[row] |= column.isMissing(row));
        }
        return missing;
    }

    private String counts(Table part, NodeSet needed) {
        String counts = names(graph, needed).stream().map(part::column).filter(column -> column.missing() > 0)
                .map(column -> column.name() + " in " + column.missing() + " of " + part.rows() + " cases")
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "none" : counts;
    }

    private static List<String> names(MixedGraph graph, NodeSet nodes) {
        return Arrays.stream(nodes.toArray()).mapToObj(graph::name).toList();
    }

    private static Estimand moved(Estimand estimand, UnaryOperator<NodeSet> to) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) ->
                new Estimand.Conditional(to.apply(of), to.apply(given));
            case Estimand.Product(List<Estimand> factors) ->
                new Estimand.Product(factors.stream().map(each -> moved(each, to)).toList());
            case Estimand.Ratio(Estimand above, Estimand below) ->
                new Estimand.Ratio(moved(above, to), moved(below, to));
            case Estimand.Sum(NodeSet over, Estimand of) -> new Estimand.Sum(to.apply(over), moved(of, to));
            case Estimand.At(Map<Integer, Integer> values, Estimand of) -> {
                Map<Integer, Integer> own = new HashMap<>();
                values.forEach((node, value) -> own.put(to.apply(NodeSet.of(node)).next(0), value));
                yield new Estimand.At(own, moved(of, to));
            }
            case Estimand.In(var source, Estimand of) -> new Estimand.In(source, moved(of, to));
        };
    }
}
