package org.orrery.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.adjust.Instruments;
import org.orrery.causal.data.Levels;
import org.orrery.causal.data.Table;
import org.orrery.causal.estimate.Contrast;
import org.orrery.causal.estimate.Effect;
import org.orrery.causal.estimate.EffectQuestion;
import org.orrery.causal.estimate.Estimates;
import org.orrery.causal.estimate.Estimator;
import org.orrery.causal.estimate.Ground;
import org.orrery.causal.estimate.Population;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/** An effect of one treatment on one outcome, by the estimator that the rule picks or the asker names. */
final class Estimated {
    private static final int MOST_LEVELS = 6;

    private final DataAnswer of;
    private final Posed posed;
    private final Population population;
    private final MixedGraph graph;
    private final Table table;
    private final Lab lab;
    private final long seed;

    Estimated(DataAnswer of, Table table, Lab lab, long seed) {
        this(of, of.posed(), Population.EVERYBODY, table, lab, seed);
    }

    /** @param posed with what is set in do, also where it is asked of those who had another value by themselves */
    Estimated(DataAnswer of, Posed posed, Population population, Table table, Lab lab, long seed) {
        this.of = of;
        this.posed = posed;
        this.population = population;
        this.graph = of.graph();
        this.table = table;
        this.lab = lab;
        this.seed = seed;
    }

    /** Whether an estimator fits: one treatment, a mean or a probability of one outcome, and evidence beside adjustment only. */
    static boolean fits(Posed posed, Licence.Granted granted) {
        return posed.done().size() == 1 && isOne(posed.target()) && switch (granted.way()) {
            case Licence.Way.Adjusting _ -> true;
            case Licence.Way.FrontDoor _,Licence.Way.General _ -> posed.seen().isEmpty();
            case Licence.Way.Seeing _,Licence.Way.Unmoved _ -> false;
        };
    }

    private static boolean isOne(Target target) {
        return switch (target) {
            case Target.Mean _ -> true;
            case Target.Event(List<Target.Test> tests) -> tests.size() == 1;
            case Target.Whole _ -> false;
        };
    }

    /** The answer that a licence gives. */
    Answer answer(Licence.Granted granted, @Nullable String method) {
        return answer(granted, granted.formula(), method);
    }

    /** The same where the estimand is another one than the licence's, for people. */
    Answer answer(Licence.Granted granted, String formula, @Nullable String method) {
        Ground ground = switch (granted.way()) {
            case Licence.Way.Adjusting(NodeSet covariates) -> new Ground.Adjusting(names(granted.graph(), covariates));
            case Licence.Way.FrontDoor(NodeSet mediators) -> new Ground.FrontDoor(names(granted.graph(), mediators),
                    granted.graph(), granted.estimand());
            case Licence.Way.General _ -> new Ground.General(granted.graph(), granted.estimand());
            case Licence.Way.Seeing _,Licence.Way.Unmoved _ -> throw new IllegalArgumentException("nothing is moved");
        };
        return told(ground, method, formula, granted.why(), granted.checks(), granted.method());
    }

    /** The answer by an instrument, which takes an assumption that the graph does not make: only where it is asked for. */
    Answer byInstrument(Licence.Withheld withheld, String method) {
        if (estimator(method) != Estimator.TWO_STAGE || posed.done().size() != 1 || posed.outcomes().size() != 1
                || !posed.seen().isEmpty()) {
            return of.withheld(withheld, List.of());
        }
        if (!isOne(posed.target())) {
            throw new Refusal("An instrument tells of one mean or the probability of one event, and "
                    + of.wording().target(posed.target()) + " is more.",
                    "Maybe ask for one at a time: E[" + Address.of(graph.name(posed.outcomes().next(0))) + "]");
        }
        List<Instruments.Instrument> all = new Instruments(graph, posed.treatments().next(0),
                posed.outcomes().next(0)).all();
        if (all.isEmpty()) {
            throw new Refusal("This graph has no instrument for " + graph.names(posed.treatments()) + ". "
                    + withheld.reason(), withheld.license());
        }
        NodeSet given = all.getFirst().given();
        List<String> instruments = all.stream().filter(each -> each.given().equals(given))
                .map(each -> graph.name(each.node())).toList();
        return told(new Ground.Instrument(instruments, names(graph, given)), method, null,
                String.join(", ", instruments)
                        + (instruments.size() == 1 ? " is an instrument" : " are instruments")
                        + (given.isEmpty() ? "" : " given " + graph.names(given))
                        + ", and effects are taken to be linear",
                List.of(), Estimator.TWO_STAGE.method());
    }

    /**
     * From selected cases about everybody, by covariates.
     *
     * @param changes whether the mean as it is follows, too, so that there is a change to tell of
     */
    Answer ofSelected(Licence.Granted granted, @Nullable String method, boolean changes) {
        if (!(granted.way() instanceof Licence.Way.Adjusting(NodeSet covariates))) {
            throw new IllegalArgumentException("selected cases tell of doing by adjustment alone");
        }
        Ground ground = new Ground.Adjusting(names(granted.graph(), covariates));
        return changes
                ? told(ground, method, granted.formula(), granted.why(), granted.checks(), granted.method())
                : alone(ground, method, granted);
    }

    /** What comes of setting the treatment, where what is without it cannot be told. */
    private Answer alone(Ground ground, @Nullable String method, Licence.Granted granted) {
        String name = graph.name(posed.treatments().next(0));
        Value on = posed.done().values().iterator().next();
        Effect effect = effect(question(ground, name, on, null), method);
        List<Claim.Check> checks = new ArrayList<>(granted.checks());
        checks.add(control(ground, name, on, effect.estimator()));
        checks.addAll(effect.checks());
        checks.add(of.markov());
        Claim.Interval interval = effect.on().interval();
        EachLevel levels = levels(ground, name, on, effect);
        String what = of.wording().target(posed.target());
        String sentence = "If the graph is right, with " + of.wording().values(posed.done()) + " set, " + what
                + " would be " + Numbers.round(effect.on().value(), 6) + " among all, not the selected alone; with "
                + effect.rows() + " cases it is known to lie between " + Numbers.round(interval.low(), 4) + " and "
                + Numbers.round(interval.high(), 4) + " (95 %). What it is among all as they are cannot be told."
                + (levels == null ? "" : levels.sentence()) + " Among the selected who have "
                + of.wording().values(posed.done()) + " by themselves it is "
                + Numbers.round(effect.off().value() + effect.naive().value(), 6) + ". Why it can be told: "
                + granted.why() + ". How: " + effect.method().name() + ", since " + effect.why() + ".";
        return of.answer(Claim.Status.ANSWERED, null, granted.formula(), effect.on().value(), interval, null, null,
                assumptions(effect), checks, sentence, levels == null ? null : levels.table(),
                List.of(granted.method(), effect.method()));
    }

    private Effect effect(EffectQuestion question, @Nullable String method) {
        return method == null
                ? Estimates.of(question, table, seed, lab)
                : Estimates.by(estimator(method), question, table, seed, lab);
    }

    private Answer told(Ground ground, @Nullable String method, @Nullable String formula, String why,
            List<Claim.Check> licensed, Method licence) {
        int node = posed.treatments().next(0);
        String name = graph.name(node);
        Value on = posed.done().values().iterator().next();
        Effect effect = effect(question(ground, name, on, null), method);
        double off = effect.off().value();
        double seen = off + effect.naive().value();
        List<Claim.Check> checks = new ArrayList<>(licensed);
        checks.add(control(ground, name, on, effect.estimator()));
        checks.addAll(effect.checks());
        checks.add(of.markov());
        Claim.Interval interval = effect.effect().interval();
        EachLevel levels = levels(ground, name, on, effect);
        String what = of.wording().target(posed.target());
        String sentence = "If the graph is right, " + among(name)
                + "setting " + of.wording().moves(posed.done()) + " changes " + what + " "
                + Wording.change(off, effect.on().value()) + "; with " + effect.rows()
                + " cases the change is known to lie between " + Numbers.round(interval.low(), 4) + " and "
                + Numbers.round(interval.high(), 4) + " (95 %)."
                + (levels == null || population instanceof Population.Having ? "" : levels.sentence())
                + " Among " + of.those() + " who have " + of.wording().values(posed.done()) + " by themselves it is "
                + Numbers.round(seen, 6)
                + ". Why it can be told: " + why + ". How: " + effect.method().name() + ", since " + effect.why()
                + ".";
        return of.answer(Claim.Status.ANSWERED, null, formula, effect.effect().value(), interval, off,
                effect.on().value(), assumptions(effect), checks, sentence, levels == null ? null : levels.table(),
                licence.equals(effect.method()) ? List.of(licence) : List.of(licence, effect.method()));
    }

    /** Set against itself, the treatment must have no effect at all. */
    private Claim.Check control(Ground ground, String name, Value on, Estimator estimator) {
        double nothing = Estimates.by(estimator, question(ground, name, on, on), table, seed, lab).effect().value();
        return new Claim.Check("no-op control", nothing == 0, nothing == 0
                ? "set against itself by the same estimator, " + name + " = " + Levels.text(on)
                        + " had an effect of exactly 0"
                : "set against itself, " + name + " = " + Levels.text(on) + " had an effect of " + nothing);
    }

    private String among(String treatment) {
        String seen = of.wording().values(posed.seen());
        String cases = switch (population) {
            case Population.Everybody _ -> seen;
            case Population.Having(Value value) -> treatment + " = " + Levels.text(value) + " by themselves"
                    + (seen.isEmpty() ? "" : " and " + seen);
        };
        return cases.isEmpty() ? "" : "among cases with " + cases + ", ";
    }

    private EffectQuestion question(Ground ground, String name, Value on, @Nullable Value off) {
        Map<String, Value> seen = new HashMap<>();
        posed.seen().forEach((node, value) -> seen.put(graph.name(node), value));
        return new EffectQuestion(target(posed.target(), graph), new Contrast(name, on, off), ground, seen, population);
    }

    static org.orrery.causal.estimate.Target target(Target target, MixedGraph graph) {
        return switch (target) {
            case Target.Mean(int node) -> org.orrery.causal.estimate.Target.mean(graph.name(node));
            case Target.Event(List<Target.Test> tests) -> new org.orrery.causal.estimate.Target(
                    graph.name(tests.getFirst().node()), tests.getFirst().relation(), tests.getFirst().value());
            case Target.Whole _ -> throw new IllegalArgumentException("a distribution is no number");
        };
    }

    private List<Claim.Assumption> assumptions(Effect effect) {
        List<Claim.Assumption> all = new ArrayList<>(of.model().assumptions());
        all.add(Taken.untested("setting " + graph.names(posed.treatments())
                + " does to the rest what having the value by itself does"));
        all.add(Taken.untested("the cases are independent draws from " + of.drawn()));
        all.addAll(effect.assumptions());
        all.addAll(Taken.byLeaving(effect.left()));
        return all;
    }

    /** What setting the treatment to each of its values does, beside what goes with seeing it there, and how far it is to what is asked. */
    private @Nullable EachLevel levels(Ground ground, String name, Value on, Effect effect) {
        if (table.distinct(name, MOST_LEVELS) > MOST_LEVELS) {
            return null;
        }
        double seen = effect.off().value() + effect.naive().value();
        List<EachLevel.Level> levels = new ArrayList<>();
        for (String level : table.factor(name).levels()) {
            Value value = new Value.State(level);
            try {
                levels.add(new EachLevel.Level(level,
                        Estimates.by(effect.estimator(), question(ground, name, on, value), table, seed, lab)));
            } catch (Refusal | InvalidInput _) { // a number that none of the rows has is no value of theirs
                levels.add(new EachLevel.Level(level, null));
            }
        }
        return new EachLevel(name, Levels.text(on), seen, levels);
    }

    static Estimator estimator(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> known = Arrays.stream(Estimator.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
        return Arrays.stream(Estimator.values()).filter(each -> each.name().equals(wanted)).findFirst()
                .orElseThrow(() -> new InvalidInput("There is no estimator '" + name + "'; there are "
                        + String.join(", ", known) + ".", "Maybe leave it out: a rule picks one."));
    }

    private static List<String> names(MixedGraph graph, NodeSet nodes) {
        return Arrays.stream(nodes.toArray()).mapToObj(graph::name).toList();
    }
}
