package org.orrery.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.Source;
import org.orrery.causal.text.Population;
import org.orrery.causal.transport.Finding;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;

/** An answer about one population from the data of several, in one table whose rows say which they are of. */
final class TransportAnswer {
    private final DataAnswer of;
    private final Populations populations;
    private final Table table;
    private final Column.Factor which;
    private final List<Population.Known> known;
    private final Population.Known target;
    private final Query query;

    TransportAnswer(DataAnswer of, Populations populations, Table all) {
        this.of = of;
        this.populations = populations;
        this.table = all.complete(List.of(populations.name())).table();
        this.which = table.factor(populations.name());
        this.known = known();
        this.target = populations.target(of.posed(), known);
        this.query = populations.query(of.posed());
    }

    /** Each level of the column, with what the graph says of it and without the columns that are empty there. */
    private List<Population.Known> known() {
        List<Population.Known> found = new ArrayList<>();
        for (Population.Known each : populations.known()) {
            int level = which.find(each.name());
            if (level < 0 || Arrays.stream(which.codes()).noneMatch(code -> code == level)) {
                throw new InvalidInput("No case of " + table.source() + " has " + which.name() + " = " + each.name()
                        + ", of which the graph speaks.",
                        "Maybe it is called otherwise: " + String.join(", ", which.levels()) + ".");
            }
            found.add(measured(each, level));
        }
        for (int level = 0; level < which.levels().size(); level++) {
            String name = which.levels().get(level);
            if (found.stream().noneMatch(each -> each.name().equals(name))) {
                found.add(measured(new Population.Known(name, List.of(), List.of()), level));
            }
        }
        return found;
    }

    private Population.Known measured(Population.Known declared, int level) {
        List<String> seen = new ArrayList<>(
                declared.seen().isEmpty() ? names(populations.plain().observed()) : declared.seen());
        seen.removeIf(name -> !table.has(name) || rows(level).allMatch(table.column(name)::isMissing));
        return new Population.Known(declared.name(), declared.set(),
                seen.containsAll(names(populations.plain().observed())) ? List.of() : seen);
    }

    private IntStream rows(int level) {
        return IntStream.range(0, table.rows()).filter(row -> which.code(row) == level);
    }

    private List<String> names(NodeSet nodes) {
        return Arrays.stream(nodes.toArray()).mapToObj(populations.plain()::name).toList();
    }

    Answer answer(Lab lab, long seed) {
        return switch (populations.find(query, target, known)) {
            case Finding.Stuck stuck -> of.withheld(populations.withheld(stuck, query, target, known), List.of());
            case Finding.Transported found -> told(found, lab, seed);
        };
    }

    private Answer told(Finding.Transported found, Lab lab, long seed) {
        MixedGraph graph = with(found.graph(), populations.name());
        Query untouched = new Query(query.outcomes(), NodeSet.EMPTY, query.given());
        Estimand off = query.treatments().isEmpty()
                ? null
                : populations.find(untouched, target, known) instanceof Finding.Transported as ? as.estimand() : null;
        NodeSet asked = moved(query.outcomes().or(query.treatments()).or(query.given()), graph);
        NodeSet needed = asked.or(DataAnswer.speaksOf(found.estimand()))
                .or(off == null ? NodeSet.EMPTY : DataAnswer.speaksOf(off));
        Part part = part(names(graph, needed));
        NodeSet outcomes = moved(query.outcomes(), graph);
        Placing placing = new Placing(graph.size() - 1, part.table.factor(populations.name()));
        Estimand on = placing.placed(found.estimand());
        boolean average = Counting.canAverage(on, outcomes);
        boolean[] missing = new boolean[part.table.rows()];
        for (String name : names(graph, outcomes)) {
            Column column = part.table.column(name);
            IntStream.range(0, missing.length).forEach(row -> missing[row] |= column.isMissing(row));
        }
        double[] numbers = Plugged.holed(Outcome.numbers(of.posed().target(), part.table, of.graph()), missing);
        NodeSet counted = (average ? needed.minus(outcomes) : needed).with(graph.size() - 1);
        Sample sample = Sample.of(graph, part.table, counted, outcomes, numbers);
        Map<Integer, Integer> done = of.codes(of.posed().done(), graph, part.table);
        Map<Integer, Integer> given = of.codes(populations.seen(of.posed()), graph, part.table);
        Plugged plugged = new Plugged(sample, on, off == null ? null : placing.placed(off), done, given,
                naive(placing, outcomes, moved(query.treatments(), graph), moved(query.given(), graph), sample));
        List<Claim.Assumption> assumptions = new ArrayList<>(of.model().assumptions());
        assumptions.addAll(populations.taken(known));
        assumptions.addAll(Taken.byLeaving(part.left));
        return of.plugged(plugged, plugged.result(lab, seed), found.formula(), "in " + target.name() + ", ",
                "it is put together from " + Populations.told(known), assumptions, Populations.METHOD);
    }

    /** What each population would say by itself: what was set there, or what goes with what. */
    private List<Plugged.Naive> naive(Placing placing, NodeSet outcomes, NodeSet treatments, NodeSet given,
            Sample sample) {
        List<Plugged.Naive> naive = new ArrayList<>();
        for (Population.Known each : known) {
            if (each.seen().isEmpty() || each.seen().containsAll(names(query.outcomes()))) {
                boolean set = !treatments.isEmpty() && each.set().containsAll(names(query.treatments()));
                naive.add(new Plugged.Naive((set ? "set in " : "seen in ") + each.name(), placing.placed(
                        new Estimand.In(new Source(each.name(), NodeSet.EMPTY),
                                Estimand.conditional(outcomes, treatments.or(given)))),
                        sample.once()));
            }
        }
        return naive;
    }

    /** The rows that have all that was measured in their population, of some columns. */
    private record Part(Table table, String left) {}

    private Part part(List<String> columns) {
        boolean[] kept = new boolean[table.rows()];
        List<String> left = new ArrayList<>();
        for (Population.Known each : known) {
            List<String> measured = columns.stream().filter(name -> !name.equals(populations.name()))
                    .filter(name -> each.seen().isEmpty() || each.seen().contains(name) || each.set().contains(name))
                    .toList();
            Table.Complete complete = table.rows(rows(which.find(each.name())).toArray()).complete(measured);
            if (!complete.told().isEmpty()) {
                left.add("in " + each.name() + " " + complete.told());
            }
            rows(which.find(each.name())).forEach(
                    row -> kept[row] = measured.stream().noneMatch(name -> table.column(name).isMissing(row)));
        }
        return new Part(table.rows(IntStream.range(0, kept.length).filter(row -> kept[row]).toArray()),
                String.join("; ", left));
    }

    private NodeSet moved(NodeSet nodes, MixedGraph to) {
        return to.nodes(names(nodes));
    }

    private static List<String> names(MixedGraph graph, NodeSet nodes) {
        return Arrays.stream(nodes.toArray()).mapToObj(graph::name).toList();
    }

    private static MixedGraph with(MixedGraph graph, String name) {
        List<String> names = new ArrayList<>(graph.names());
        names.add(name);
        return MixedGraph.of(names, graph.edges());
    }
}
