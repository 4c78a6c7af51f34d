package org.orrery.causal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Value;

/** Says what is asked, what is set and how much it changes. */
final class Wording {
    private final MixedGraph graph;

    Wording(MixedGraph graph) {
        this.graph = graph;
    }

    String target(Target target) {
        return switch (target) {
            case Target.Mean(int node) -> "the mean of " + graph.name(node);
            case Target.Whole(int node) -> "the distribution of " + graph.name(node);
            case Target.Event(List<Target.Test> tests) -> "the probability that " + tests.stream()
                    .map(test -> graph.name(test.node()) + " " + test.relation() + " " + text(test.value()))
                    .collect(Collectors.joining(" and "));
        };
    }

    /** {@code x to 1 and w to yes}. */
    String moves(Map<Integer, Value> values) {
        return joined(values, " to ");
    }

    /** {@code x = 1 and w = yes}. */
    String values(Map<Integer, Value> values) {
        return joined(values, " = ");
    }

    private String joined(Map<Integer, Value> values, String sign) {
        return values.entrySet().stream().map(each -> graph.name(each.getKey()) + sign + text(each.getValue()))
                .collect(Collectors.joining(" and "));
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Real(double number) -> Numbers.print(number);
            case Value.State(String name) -> name;
        };
    }

    /** An answer by an estimand of other distributions. */
    String plugged(Posed posed, Plugged plugged, Plugged.Result result, String where, String why) {
        String what = where + target(posed.target());
        Claim.Interval interval = result.interval();
        String range = interval == null
                ? ""
                : "; with " + plugged.sample().rows() + " cases " + (result.isChange() ? "the change" : "it")
                        + " is known to lie between " + Numbers.round(interval.low(), 4) + " and "
                        + Numbers.round(interval.high(), 4) + " (95 %)";
        String said = posed.done().isEmpty()
                ? what + " is " + Numbers.round(result.on(), 6) + range
                : result.isChange()
                        ? "setting " + moves(posed.done()) + " changes " + what + " "
                                + change(result.off(), result.on()) + range
                        : "with " + values(posed.done()) + " set, " + what + " is " + Numbers.round(result.on(), 6)
                                + range + ". What it is untouched cannot be told";
        return "If the graph is right, " + said + "." + result.against() + plugged.beside(result)
                + " Why it can be told: " + why + ".";
    }

    /** {@code from 0.3 to 0.5: a rise of 0.2 (66.7 %)}. */
    static String change(double off, double on) {
        double effect = on - off;
        if (effect == 0) {
            return "not at all: it stays " + Numbers.round(off, 6);
        }
        double percent = Math.abs(effect / off) * 100;
        return "from " + Numbers.round(off, 6) + " to " + Numbers.round(on, 6) + ": a "
                + (effect > 0 ? "rise" : "fall") + " of " + Numbers.round(Math.abs(effect), 4)
                + (percent < 1000 ? " (" + Numbers.round(percent, 3) + " %)" : "");
    }
}
