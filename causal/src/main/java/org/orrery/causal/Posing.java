package org.orrery.causal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.estimate.Change;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.core.Address;
import org.orrery.core.Condition;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/** Reads a question as one about the nodes of a graph. */
final class Posing {
    private final MixedGraph graph;
    private final Question question;
    private final Map<Integer, Value> seen = new LinkedHashMap<>();
    private final Map<Integer, Value> done = new LinkedHashMap<>();
    private final Map<Integer, Value> had = new LinkedHashMap<>();
    private final Map<Integer, Change> changed = new LinkedHashMap<>();
    private final Map<Integer, Change> hadChanged = new LinkedHashMap<>();

    private Posing(MixedGraph graph, Question question) {
        this.graph = graph;
        this.question = question;
    }

    /**
     * The question in the graph's terms.
     *
     * @throws InvalidInput if it names what is not in the graph, or contradicts itself
     * @throws Refusal if it asks for what a graph has no answer to, such as times
     */
    static Posed of(MixedGraph graph, Question question) {
        Posed posed = changing(graph, question);
        if (!posed.isSet()) {
            question.conditions().forEach(Posing::requireSet);
        }
        return posed;
    }

    /** The same with changes from where a variable is: {@code x += 1}, {@code x *= 2}. */
    static Posed changing(MixedGraph graph, Question question) {
        return new Posing(graph, question).posed();
    }

    private static void requireSet(Condition condition) {
        List<Intervention> moves = switch (condition) {
            case Condition.See _ -> List.of();
            case Condition.Do(List<Intervention> all) -> all;
            case Condition.Had(List<Intervention> all) -> all;
        };
        for (Intervention move : moves) {
            if (change(move) != null) {
                throw dependent(move);
            }
        }
    }

    private static @Nullable Change change(Intervention move) {
        if (move instanceof Intervention.Shift shift) {
            return new Change(1, shift.by());
        }
        return move instanceof Intervention.Scale scale ? new Change(scale.factor(), 0) : null;
    }

    private static Refusal dependent(Intervention move) {
        return new Refusal("'" + move + "' sets " + move.address()
                + " to what depends on the case, and here a variable is set to a value.",
                "Maybe write: " + move.address() + " = 1");
    }

    private Posed posed() {
        Target target = target(question.quantity());
        for (Condition condition : question.conditions()) {
            switch (condition) {
                case Condition.See(List<Condition.Observation> observations) -> observations
                        .forEach(each -> put(seen, each.address(), each.value(), "seen"));
                case Condition.Do(List<Intervention> moves) -> moves.forEach(move -> move(move, done, changed));
                case Condition.Had(List<Intervention> moves) -> moves.forEach(move -> move(move, had, hadChanged));
            }
        }
        // Of those who were seen to have a number, the changed one is a number.
        hadChanged.entrySet().removeIf(each -> {
            boolean known = seen.get(each.getKey()) instanceof Value.Real;
            if (seen.get(each.getKey()) instanceof Value.Real(double number)) {
                had.put(each.getKey(), new Value.Real(each.getValue().of(number)));
            }
            return known;
        });
        Posed posed = new Posed(target, seen, done, had, changed, hadChanged);
        apart(posed);
        return posed;
    }

    private void move(Intervention move, Map<Integer, Value> set, Map<Integer, Change> into) {
        Change change = change(move);
        if (change == null) {
            put(set, move.address(), value(move), "set");
        } else {
            requireTimeless(move);
            if (set.containsKey(node(move.address())) || into.put(node(move.address()), change) != null) {
                throw new InvalidInput(move.address() + " is moved twice.", "Maybe ask two questions.");
            }
        }
    }

    private static void requireTimeless(Intervention move) {
        if (!move.window().isAlways()) {
            throw new InvalidInput("'" + move + "' names a time, and a causal graph has none.",
                    "Maybe leave the window out.");
        }
    }

    private Target target(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Read(Address address) -> new Target.Whole(node(address));
            case Quantity.Expectation(Quantity.Read(Address address)) -> new Target.Mean(node(address));
            case Quantity.Probability(List<Quantity.Comparison> all) -> {
                List<Target.Test> tests = new ArrayList<>();
                all.forEach(each -> tests.add(test(each)));
                yield new Target.Event(tests);
            }
            case Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Expectation(Quantity.At _),Quantity.Expectation(Quantity.Over _) ->
                throw new InvalidInput("'" + quantity + "' names a time, and a causal graph has none.",
                        "Maybe ask: " + example());
            case Quantity.Num _,Quantity.Sensitivity _,Quantity.Expectation _,Quantity.Binary _,Quantity.Apply _ ->
                throw new Refusal("'" + quantity + "' is more than the mean or the probability of variables.",
                        "Maybe ask for one at a time: " + example());
        };
    }

    private String example() {
        String last = Address.of(graph.name(graph.size() - 1)).toString();
        return "E[" + last + "] or P(" + last + " = 1)";
    }

    private Target.Test test(Quantity.Comparison comparison) {
        if (comparison.left() instanceof Quantity.Read(Address address)) {
            if (comparison.right() instanceof Quantity.Num(double number)) {
                return new Target.Test(node(address), comparison.relation(), new Value.Real(number));
            }
            boolean same = comparison.relation() == Quantity.Relation.EQUAL
                    || comparison.relation() == Quantity.Relation.UNEQUAL;
            if (comparison.right() instanceof Quantity.Read(Address state) && state.selectors().isEmpty() && same) {
                return new Target.Test(node(address), comparison.relation(), new Value.State(state.name()));
            }
        }
        throw new Refusal("'" + comparison + "' compares something else than a variable with a value.",
                "Maybe ask: " + example());
    }

    private Value value(Intervention move) {
        requireTimeless(move);
        return switch (move) {
            case Intervention.Clamp clamp -> new Value.Real(clamp.value());
            case Intervention.Enter enter -> enter.state();
            case Intervention.Shift _,Intervention.Scale _,Intervention.Steer _,Intervention.Patch _,Intervention.Freeze _ ->
                throw dependent(move);
            case Intervention.Pulse _,Intervention.Knockout _,Intervention.Removal _,Intervention.Swap _ ->
                throw new Refusal("'" + move + "' has no meaning for a variable of a causal graph.",
                        "Maybe write: " + move.address() + " = 0");
        };
    }

    private int node(Address address) {
        if (!address.selectors().isEmpty()) {
            throw new InvalidInput("'" + address + "' picks a part, and a node of a graph has none.",
                    "Maybe write: " + Address.of(address.name()));
        }
        return graph.node(address.name());
    }

    private void put(Map<Integer, Value> into, Address address, Value value, String how) {
        Value before = into.putIfAbsent(node(address), value);
        if (before != null && !before.equals(value)) {
            throw new InvalidInput(address + " is " + how + " to be both " + before + " and " + value + ".",
                    "Maybe ask two questions.");
        }
    }

    private void apart(Posed posed) {
        for (int v : posed.outcomes().toArray()) {
            if (posed.done().containsKey(v) || posed.had().containsKey(v) || posed.changed().containsKey(v)
                    || posed.hadChanged().containsKey(v)) {
                throw new InvalidInput("'" + graph.name(v) + "' is asked for and set: it is what it is set to.",
                        "Maybe ask for something that comes after it.");
            }
            if (posed.seen().containsKey(v) && posed.had().isEmpty()) {
                throw new InvalidInput("'" + graph.name(v) + "' is asked for and seen: it is what was seen.",
                        "Maybe leave see(" + Address.of(graph.name(v)) + " = ...) out.");
            }
        }
        for (int v : posed.changed().keySet()) {
            String name = Address.of(graph.name(v)).toString();
            if (posed.seen().containsKey(v)) {
                throw new InvalidInput("'" + name + "' is seen and changed, and was it seen before or after?",
                        "Maybe ask of the cases that were seen before: had(...) in the place of do(...)");
            }
        }
        for (int v : posed.treatments().toArray()) {
            String name = Address.of(graph.name(v)).toString();
            if (posed.seen().containsKey(v)) {
                throw new InvalidInput("'" + name + "' is seen and set. After do(" + name + " = " + posed.done().get(v)
                        + ") nothing else can be seen of it.",
                        "Maybe ask of the cases that were seen before: had(" + name + " = " + posed.done().get(v)
                                + ")");
            }
            if (posed.had().containsKey(v)) {
                throw new InvalidInput("'" + name + "' is set by do and by had.", "Maybe leave one of them out.");
            }
        }
    }
}
