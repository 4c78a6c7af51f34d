package org.orrery.causal.scm.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.Surgery;
import org.orrery.causal.scm.Twin;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Numbers;

/** One counterfactual question to a fitted model on its way to the answer. */
final class Imagining {
    private static final int REFITS = 400;

    private final FittedScm fitted;
    private final double[] factual;
    private final String called;
    private final List<Intervention> moves;
    private final int outcome;
    private final Surgery surgery;
    private final Twin twin;
    private final double[] imagined;

    Imagining(FittedScm fitted, double[] factual, String called, List<Intervention> moves, String outcome) {
        this.fitted = fitted;
        this.factual = factual;
        this.called = called;
        this.moves = moves;
        Scm scm = fitted.scm();
        this.outcome = scm.node(outcome);
        this.surgery = Surgery.of(scm, moves);
        this.twin = new Twin(scm, surgery, NodeSet.of(this.outcome));
        requireKnown(scm);
        this.imagined = twin.values(factual);
    }

    private void requireKnown(Scm scm) {
        NodeSet missing = twin.needed().with(outcome).where(node -> Double.isNaN(factual[node]));
        if (!missing.isEmpty()) {
            throw new InvalidInput("Of " + called + " the value of " + scm.graph().names(missing)
                    + " is not known, and what the case would have been depends on it.",
                    "Maybe add it: see(" + scm.name(missing.next(0))
                            + " = ...), ask of another row, or of all such cases: E[...].");
        }
    }

    UnitCounterfactual imagined(Lab lab) {
        double was = factual[outcome];
        double would = imagined[outcome];
        double[] over = lab.trials(REFITS, this::refitted).stream().mapToDouble(Double::doubleValue).toArray();
        Claim.Interval interval = Percentiles.middle(over);
        double low = interval.low();
        double high = interval.high();
        return new UnitCounterfactual(was, would, interval, moved(interval, was), assumptions(),
                checks(), "abduction, action, prediction; interval: percentile bootstrap of " + REFITS
                        + " refits of the chosen kinds",
                sentence(was, would, low, high));
    }

    private double refitted(int number) {
        Scm other = fitted.refunctioned(fitted.resample(number), twin.carried());
        return new Twin(other, surgery, NodeSet.of(outcome)).values(factual)[outcome];
    }

    private static Claim.Interval moved(Claim.Interval interval, double by) {
        return new Claim.Interval(interval.level(), interval.low() - by, interval.high() - by, interval.kind());
    }

    private List<Claim.Assumption> assumptions() {
        Scm scm = fitted.scm();
        List<Claim.Assumption> all = new ArrayList<>();
        all.add(untested("the graph is right: no arrow is missing, and no two variables have a cause in common that is"
                + " not in it"));
        NodeSet between = twin.carried();
        String mechanisms = Arrays.stream(between.toArray()).mapToObj(node -> fitted.told(scm.name(node)))
                .collect(Collectors.joining("; "));
        if (!between.isEmpty()) {
            all.add(untested("the noise is added to what the causes make, and does not depend on them; that alone"
                    + " lets the case's own noise be told: " + mechanisms));
            for (int node : between.toArray()) {
                all.add(spread(scm.name(node), between.size()));
            }
        }
        if (!fitted.leftOut().isEmpty()) {
            all.add(untested("the rows that are left out are like the others: " + fitted.leftOut()));
        }
        return all;
    }

    private Claim.Assumption spread(String name, int tests) {
        Evenness evenness = fitted.evenness(name);
        String text = "the noise of " + name + " spreads alike whatever its causes (test of Breusch and Pagan, p = "
                + Numbers.round(evenness.p(), 2) + ")";
        return evenness.holds(tests)
                ? new Claim.Assumption(text, Claim.State.HOLDS)
                : new Claim.Assumption(text + "; under other causes the same noise may be worth more or less",
                        Claim.State.FAILS);
    }

    private List<String> uneven() {
        NodeSet between = twin.carried();
        return Arrays.stream(between.toArray()).mapToObj(fitted.scm()::name)
                .filter(name -> !fitted.evenness(name).holds(between.size())).toList();
    }

    private static Claim.Assumption untested(String text) {
        return new Claim.Assumption(text, Claim.State.UNTESTED);
    }

    private List<Claim.Check> checks() {
        Scm scm = fitted.scm();
        List<Claim.Check> checks = new ArrayList<>();
        double idle = new Twin(scm, surgery.idle(), NodeSet.of(outcome)).values(factual)[outcome];
        checks.add(new Claim.Check("no-op control", idle == factual[outcome],
                "the same machinery, moving nothing, gave " + Numbers.print(idle) + " for the "
                        + Numbers.print(factual[outcome]) + " that was seen"));
        Twin moved = new Twin(scm, surgery, surgery.moved());
        double[] after = moved.values(factual);
        String fired = Arrays.stream(surgery.moved().toArray())
                .mapToObj(node -> scm.name(node) + " went from " + fitted.shown(scm.name(node), factual[node]) + " to "
                        + fitted.shown(scm.name(node), after[node]))
                .collect(Collectors.joining("; "));
        checks.add(
                new Claim.Check("interventions fired", moves.stream().allMatch(move -> reached(move, after)), fired));
        List<String> outside = outside(scm);
        checks.add(new Claim.Check("within what was seen", outside.isEmpty(), outside.isEmpty()
                ? "every cause that changed stays in the range of the data"
                : String.join("; ", outside) + ": the answer extrapolates"));
        return checks;
    }

    private boolean reached(Intervention move, double[] after) {
        int node = fitted.scm().node(move.address().name());
        return after[node] == surgery.act(node, natural(node));
    }

    /** What the mechanism of a moved variable gave, before the move of the variable itself. */
    private double natural(int node) {
        if (surgery.holds(node)) {
            return 0;
        }
        List<Intervention> others = moves.stream()
                .filter(move -> !move.address().name().equals(fitted.scm().name(node))).toList();
        return new Twin(fitted.scm(), Surgery.of(fitted.scm(), others), NodeSet.of(node)).values(factual)[node];
    }

    /** Causes that came to lie outside of the data's range. */
    private List<String> outside(Scm scm) {
        List<String> outside = new ArrayList<>();
        NodeSet causes = fitted.graph().ancestors(NodeSet.of(outcome)).without(outcome).or(surgery.moved());
        for (int node : causes.toArray()) {
            double[] range = fitted.range(scm.name(node));
            double value = imagined[node];
            if (value != factual[node] && (value < range[0] || value > range[1])) {
                outside.add(scm.name(node) + " = " + Numbers.round(value, 6) + " lies outside of "
                        + Numbers.round(range[0], 6) + ".." + Numbers.round(range[1], 6));
            }
        }
        return outside;
    }

    private String sentence(double was, double would, double low, double high) {
        String name = fitted.scm().name(outcome);
        String had = moves.stream().map(Intervention::toString).collect(Collectors.joining(" and "));
        String told = would == was
                ? name + " would have been " + Numbers.round(was, 6) + " all the same"
                : name + " would have been " + Numbers.round(would, 6) + " instead of " + Numbers.round(was, 6);
        return "For " + called + ", had " + had + " held, " + told + " (95 %: " + Numbers.round(low, 4) + " to "
                + Numbers.round(high, 4) + "), if the graph and the added noise are right."
                + (uneven().isEmpty()
                        ? ""
                        : " The noise of " + String.join(", ", uneven())
                                + " spreads unevenly with its causes, so that this is a weak answer for one case.");
    }
}
