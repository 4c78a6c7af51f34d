package org.orrery.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.scm.fit.FittedScm;
import org.orrery.causal.scm.fit.Scms;
import org.orrery.causal.scm.fit.UnitCounterfactual;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Method;
import org.orrery.core.Refusal;
import org.orrery.core.Value;
import org.orrery.core.Window;

/** What one case would have been: equations with their noise are fitted to the graph and the data, and that case's noise is kept. */
final class UnitAnswer {
    private static final Method METHOD = new Method("structural causal model; abduction, action, prediction",
            "Pearl, Causality, Cambridge University Press 2009, section 7.1");

    private final DataAnswer of;
    private final Posed posed;
    private final MixedGraph graph;
    private final Table table;

    UnitAnswer(DataAnswer of, Table table) {
        this.of = of;
        this.posed = of.posed();
        this.graph = of.graph();
        this.table = table;
    }

    /** @param row of the data, counted from 0; -1 where the case is what was seen and no more */
    Answer answer(int row, long seed, Lab lab) {
        if (!posed.done().isEmpty() || !posed.changed().isEmpty()) {
            throw new Refusal("This question sets some nodes for everybody and some for one case.",
                    "Maybe ask with had(...) alone.");
        }
        int outcome = switch (posed.target()) {
            case Target.Whole(int node) -> node;
            case Target.Mean(int node) -> node;
            case Target.Event _ -> throw new Refusal(
                    "What one case would have been is a value; a probability is of many cases.",
                    "Maybe ask: " + graph.name(posed.outcomes().next(0)) + " | see(...), had(...)");
        };
        if (table.column(graph.name(outcome)) instanceof Column.Factor) {
            throw new Refusal("'" + graph.name(outcome) + "' holds texts, and what a case would have been is told of"
                    + " numbers: which of several states it would have been in is a matter of chance.",
                    "Maybe ask for a probability: P(" + graph.name(outcome) + " = ...) | do(...)");
        }
        FittedScm fitted = Scms.fit(graph, table, seed);
        double[] values = new double[graph.size()];
        Arrays.fill(values, Double.NaN);
        if (row >= 0) {
            values = fitted.row(row);
        }
        for (Map.Entry<Integer, Value> each : posed.seen().entrySet()) {
            double value = number(each.getKey(), each.getValue());
            double before = values[each.getKey()];
            if (!Double.isNaN(before) && before != value) {
                throw new InvalidInput("Row " + row + " has another " + graph.name(each.getKey()) + " than "
                        + each.getValue() + ".", "Maybe leave it out of see(...), or ask of another row.");
            }
            values[each.getKey()] = value;
        }
        String called = row >= 0 ? "row " + row : "the case that was seen";
        return told(fitted.counterfactual(values, called, moves(), graph.name(outcome), lab));
    }

    private List<Intervention> moves() {
        List<Intervention> moves = new ArrayList<>();
        posed.had().forEach((node, value) -> moves.add(Intervention.hold(Address.of(graph.name(node)),
                number(node, value), Window.ALWAYS)));
        posed.hadChanged().forEach((node, change) -> {
            Address address = Address.of(graph.name(node));
            if (table.column(graph.name(node)) instanceof Column.Factor) {
                throw new InvalidInput("'" + address + "' holds texts, and nothing can be added to them.",
                        "Maybe set it: " + address + " = ...");
            }
            moves.add(change.factor() == 1
                    ? new Intervention.Shift(address, change.addend(), Window.ALWAYS)
                    : new Intervention.Scale(address, change.factor(), Window.ALWAYS));
        });
        return moves;
    }

    /** A value as the fitted model has it: of a factor, the number of its level. */
    private double number(int node, Value value) {
        String name = graph.name(node);
        return switch (table.column(name)) {
            case Column.Factor _ -> Observations.level(table, name, value);
            case Column.Numeric _ -> switch (value) {
                case Value.Real(double number) -> number;
                case Value.State(String state) -> throw new InvalidInput("'" + state + "' is no number, and column '"
                        + name + "' holds numbers.", "Maybe write: " + name + " = 1");
            };
        };
    }

    private Answer told(UnitCounterfactual unit) {
        List<Claim.Assumption> assumptions = new ArrayList<>(unit.assumptions());
        List<Claim.Check> checks = new ArrayList<>(unit.checks());
        checks.add(of.markov());
        return of.answer(Claim.Status.ANSWERED, null, null, unit.effect(), unit.effectInterval(), unit.factual(),
                unit.counterfactual(), assumptions, checks, unit.sentence(), null,
                List.of(new Method(unit.method(), METHOD.reference())));
    }
}
