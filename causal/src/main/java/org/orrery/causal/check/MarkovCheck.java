package org.orrery.causal.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;

/**
 * A graph held against data: every independence that it implies is tested, and the p-values are corrected for their number
 * by Holm's method, so that a true graph is spoken against with at most the stated chance. Data that do not speak against
 * a graph do not prove it: others imply the same. Source: Holm, Scand. J. Statist. 6 (1979) 65.
 *
 * @param implications that were looked at; nodes without a column are latent in them
 * @param tests one for each
 * @param level chance at which a true graph is spoken against
 * @param unmeasured names of nodes that have no column
 */
public record MarkovCheck(Implications implications, List<Tested> tests, double level, List<String> unmeasured) {
    /** Numbers with no more values than this count as levels where all columns of a test can. */
    private static final int FEW = 6;

    public MarkovCheck {
        tests = List.copyOf(tests);
        unmeasured = List.copyOf(unmeasured);
    }

    /**
     * Tests a graph. Where all columns of a test are factors, or numbers of few values, counts are compared; else linear
     * dependence is tested. Rows that lack a value that a test needs are left out of that test.
     *
     * @param level such as 0.05
     * @throws InvalidInput if fewer than two nodes have a column
     */
    public static MarkovCheck of(MixedGraph graph, Table table, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a level lies between 0 and 1");
        }
        NodeSet unmeasured = graph.observed().where(v -> !table.has(graph.name(v)));
        NodeSet measured = graph.observed().minus(unmeasured);
        if (measured.size() < 2) {
            throw new InvalidInput(table.source() + " has columns for fewer than two nodes of the graph: it has "
                    + String.join(", ", table.names()) + ", and the graph " + graph.names(graph.observed()) + ".",
                    "Maybe the names differ.");
        }
        Implications implications = Implications.of(graph.hiding(graph.latent().or(unmeasured)));
        List<Tested> raw = implications.independences().stream().map(each -> test(implications.graph(), each, table))
                .toList();
        return new MarkovCheck(implications, corrected(raw), level,
                Arrays.stream(unmeasured.toArray()).mapToObj(graph::name).toList());
    }

    private static Tested test(MixedGraph graph, Implication implication, Table table) {
        String a = graph.name(implication.a());
        String b = graph.name(implication.b());
        List<String> given = Arrays.stream(implication.given().toArray()).mapToObj(graph::name).toList();
        List<String> all = new ArrayList<>(given);
        all.add(a);
        all.add(b);
        Table complete;
        try {
            complete = table.complete(all).table();
        } catch (InvalidInput empty) {
            return new Tested.Untested(implication, "no row has a value in all its columns");
        }
        return all.stream().allMatch(name -> isDiscrete(complete, name))
                ? CountTest.test(implication, complete, a, b, given)
                : LinearTest.test(implication, complete, a, b, given);
    }

    private static boolean isDiscrete(Table table, String name) {
        return table.column(name) instanceof Column.Factor || table.distinct(name, FEW) <= FEW;
    }

    /** Holm: the smallest p times the number of tests, the next times one less ..., never falling. */
    private static List<Tested> corrected(List<Tested> raw) {
        record Place(int at, Tested.Result result) {}
        List<Place> places = new ArrayList<>();
        for (int at = 0; at < raw.size(); at++) {
            if (raw.get(at) instanceof Tested.Result result) {
                places.add(new Place(at, result));
            }
        }
        places.sort(Comparator.comparingDouble(place -> place.result.p()));
        List<Tested> corrected = new ArrayList<>(raw);
        double before = 0;
        for (int i = 0; i < places.size(); i++) {
            Tested.Result r = places.get(i).result;
            before = Math.max(before, Math.min(1, r.p() * (places.size() - i)));
            corrected.set(places.get(i).at, new Tested.Result(r.implication(), r.method(), r.statistic(), r.degrees(),
                    r.rows(), r.size(), r.p(), before));
        }
        return corrected;
    }

    /** The implications that the data speak against. */
    public List<Tested.Result> contradicted() {
        return tests.stream().filter(Tested.Result.class::isInstance).map(Tested.Result.class::cast)
                .filter(result -> result.adjusted() <= level).toList();
    }

    /** One plain sentence. */
    public String sentence() {
        long tested = tests.stream().filter(Tested.Result.class::isInstance).count();
        if (tested == 0) {
            return tests.isEmpty()
                    ? "The graph implies no independence of what is measured, so data cannot speak against it in this way."
                    : "None of the independences that the graph implies could be tested.";
        }
        List<Tested.Result> against = contradicted();
        String of = tested + (tested == 1 ? " independence" : " independences") + " that the graph implies";
        return against.isEmpty()
                ? "The data do not speak against any of the " + of
                        + " and could be tested; other graphs imply the same."
                : "The data speak against " + against.size() + " of the " + of + ", first "
                        + against.stream().min(Comparator.comparingDouble(Tested.Result::p)).orElseThrow().implication()
                                .text(implications.graph())
                        + ": an arrow or a common cause is missing from the graph.";
    }
}
