package org.orrery.causal.bound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * Bounds on an effect or on a probability of causation, from a graph and the distribution of what is observed.
 *
 * <p>With one treatment, an effect is linear in the shares of the response types of the treatment's district: all else in
 * it is known. A probability of causation is linear in those of the district of what the treatment acts through. Where that
 * is several districts they are taken for one, as if they shared unobserved causes: the bounds are then valid and may be too
 * wide, as they may where not every two nodes of a district share a cause. At most {@value #MOST_TYPES} types are looked at;
 * beyond, and where a value that is needed never occurs, the bounds are those without assumptions.
 */
public final class Bounding {
    /** The largest number of response types that is looked at. */
    public static final int MOST_TYPES = 100_000;

    /** Combinations of values that are gone through: all of them for each type, and again for each stratum. */
    private static final double MOST_WORK = 2e7;

    /** Frequencies that miss all models by more than so many times what chance does on average contradict them. */
    private static final double CHANCE_FACTOR = 2;

    /** What is added to a least miss, so that rounding does not shut out what reaches it. */
    private static final double SLACK = 1e-6;

    private Bounding() {}

    /**
     * Bounds a quantity.
     *
     * @param monotone assumptions, each on an arrow of the graph
     * @throws InvalidInput if the target names values that do not exist, or a condition that never occurs
     * @throws Refusal if no model of the graph has the distribution, nor one as near as chance may have moved it: the data
     *         contradict the graph or an assumption
     */
    public static Bounds of(Distribution observed, Target target, List<Monotone> monotone) {
        MixedGraph all = observed.graph();
        check(observed, target, monotone);
        NodeSet kept = all.ancestors(NodeSet.of(target.treatment(), target.outcome()));
        int[] place = new int[all.size()];
        int next = 0;
        for (int v = kept.next(0); v >= 0; v = kept.next(v + 1)) {
            place[v] = next++;
        }
        Distribution distribution = observed.of(kept);
        Target moved = moved(target, place[target.treatment()], place[target.outcome()]);
        List<Monotone> used = monotone.stream().filter(each -> kept.contains(each.effect()))
                .map(each -> new Monotone(place[each.cause()], place[each.effect()], each.rising())).toList();
        boolean tied = false;
        for (int v = kept.next(0); v >= 0; v = kept.next(v + 1)) {
            tied |= !kept.containsAll(all.spouses(v));
        }
        return bounds(distribution, moved, used, tied);
    }

    private static Bounds bounds(Distribution distribution, Target target, List<Monotone> monotone, boolean tied) {
        MixedGraph graph = distribution.graph();
        double condition = condition(distribution, target);
        NodeSet moving = moving(graph, target);
        List<NodeSet> districts = graph.districts(graph.all()).stream().filter(d -> d.intersects(moving)).toList();
        NodeSet inside = districts.stream().reduce(NodeSet.EMPTY, NodeSet::or);
        List<String> notes = new ArrayList<>();
        monotone.stream().filter(each -> !inside.contains(each.effect())).forEach(each -> notes.add(
                "that " + graph.name(each.cause()) + " moves " + graph.name(each.effect())
                        + " one way only is of no use"));
        NodeSet strata = strata(graph, target.treatment(), inside, monotone);
        double types = 1;
        double cells = distribution.chances().length;
        for (int v : inside.toArray()) {
            types *= Response.size(distribution, v, strata);
        }
        double programmes = 1;
        for (int v : strata.toArray()) {
            programmes *= distribution.count(v);
        }
        if (types > MOST_TYPES || Math.max(types, programmes) * cells > MOST_WORK) {
            notes.add(types > MOST_TYPES
                    ? "there are more than " + MOST_TYPES + " response types of " + graph.names(inside)
                    : "the response types of " + graph.names(inside) + " meet too many combinations of values");
            return fallen(distribution, target, notes);
        }
        Factors factors = new Factors(distribution);
        List<Program> programs = new ArrayList<>();
        int[] held = new int[graph.size()];
        do {
            programs.add(new Program(factors, target, inside, strata, held, monotone));
            if (!programs.getLast().known()) {
                notes.add("a combination of values that the bounds need never occurs");
                return fallen(distribution, target, notes);
            }
        } while (advance(distribution, strata, held));
        double[] ends = ends(programs, new double[programs.size()]);
        boolean met = ends != null;
        if (ends == null) {
            double[] misses = programs.stream().mapToDouble(Program::miss).toArray();
            double miss = Arrays.stream(misses).sum();
            double chance = programs.stream().mapToDouble(Program::chance).sum();
            if (!(miss <= CHANCE_FACTOR * chance)) {
                throw new Refusal("No model of the graph" + (monotone.isEmpty() ? "" : " and the assumptions")
                        + " has this distribution of " + graph.names(graph.all()) + ": the data contradict it.",
                        "Maybe an arrow or a common cause is missing from the graph.");
            }
            notes.add(String.format(Locale.ROOT,
                    "the frequencies miss what models of the graph can have by %.2g, no more"
                            + " than chance does in samples of this size (%.2g); the bounds are those of the nearest",
                    miss, chance));
            ends = ends(programs, Arrays.stream(misses).map(each -> each * (1 + SLACK) + SLACK).toArray());
        }
        if (ends == null) {
            notes.add("the linear programme was not solved");
            return fallen(distribution, target, notes);
        }
        if (districts.size() > 1) {
            notes.add("the districts of " + graph.names(inside) + " are taken as one");
        }
        boolean sharp = met && districts.size() == 1 && !tied && clique(graph, inside);
        // Rounding must not carry an end past what holds without any assumption.
        double[] widest = new NoAssumption(distribution).of(target);
        return new Bounds(Math.clamp(ends[0] / condition, widest[0], widest[1]),
                Math.clamp(ends[1] / condition, widest[0], widest[1]), sharp,
                "linear programme over " + (long) types + " response types of " + graph.names(inside) + " (GLOP)",
                notes);
    }

    /** The sums of the least and of the largest values; null where the distribution cannot be had so nearly. */
    private static double @Nullable [] ends(List<Program> programs, double[] misses) {
        double[] ends = new double[2];
        for (int i = 0; i < misses.length; i++) {
            for (int side = 0; side < 2; side++) {
                if (!(programs.get(i).solve(side == 1,
                        misses[i]) instanceof Glop.Outcome.Optimal(double value, double[] _))) {
                    return null;
                }
                ends[side] += value;
            }
        }
        return ends;
    }

    /**
     * Causes of all nodes inside and effects of none, but for the treatment: what response functions do in one stratum of
     * them has no bearing on another, so each has a programme of its own.
     */
    private static NodeSet strata(MixedGraph graph, int treatment, NodeSet inside, List<Monotone> monotone) {
        NodeSet strata = graph.all().minus(graph.descendants(inside)).without(treatment);
        for (int v : inside.toArray()) {
            strata = strata.and(graph.parents(v));
        }
        return strata.where(c -> monotone.stream().noneMatch(each -> each.cause() == c));
    }

    private static boolean advance(Distribution distribution, NodeSet strata, int[] held) {
        for (int v : strata.toArray()) {
            if (++held[v] < distribution.count(v)) {
                return true;
            }
            held[v] = 0;
        }
        return false;
    }

    private static Bounds fallen(Distribution distribution, Target target, List<String> notes) {
        double[] ends = new NoAssumption(distribution).of(target);
        return new Bounds(ends[0], ends[1], false, "no assumption (Manski)", notes);
    }

    /** The nodes whose districts need response functions. */
    private static NodeSet moving(MixedGraph graph, Target target) {
        NodeSet treatment = NodeSet.of(target.treatment());
        return switch (target) {
            case Target.Mean _,Target.Difference _ -> treatment;
            case Target.Necessity _,Target.Sufficiency _,Target.Both _ ->
                graph.descendants(treatment).minus(treatment).with(target.outcome());
        };
    }

    private static boolean clique(MixedGraph graph, NodeSet district) {
        return Arrays.stream(district.toArray()).allMatch(v -> graph.spouses(v).with(v).containsAll(district));
    }

    /** The chance of what a probability of causation is conditioned on. */
    private static double condition(Distribution distribution, Target target) {
        double sum = 0;
        for (int cell = 0; cell < distribution.chances().length; cell++) {
            int[] values = distribution.values(cell);
            boolean met = switch (target) {
                case Target.Mean _,Target.Difference _,Target.Both _ -> true;
                case Target.Necessity(int x, int on, int _, int y, int value) -> values[x] == on && values[y] == value;
                case Target.Sufficiency(int x, int _, int off, int y, int value) ->
                    values[x] == off && values[y] != value;
            };
            sum += met ? distribution.chances()[cell] : 0;
        }
        if (sum == 0) {
            throw new InvalidInput(
                    "Nobody is as the question says: the treatment and the outcome that it is about never occur"
                            + " together.",
                    "Maybe ask for the chance that the treatment matters (PNS).");
        }
        return sum;
    }

    private static Target moved(Target target, int x, int y) {
        return switch (target) {
            case Target.Mean(int _, int set, int _, double[] weights) -> new Target.Mean(x, set, y, weights);
            case Target.Difference(int _, int on, int off, int _, double[] weights) ->
                new Target.Difference(x, on, off, y, weights);
            case Target.Necessity(int _, int on, int off, int _, int value) ->
                new Target.Necessity(x, on, off, y, value);
            case Target.Sufficiency(int _, int on, int off, int _, int value) ->
                new Target.Sufficiency(x, on, off, y, value);
            case Target.Both(int _, int on, int off, int _, int value) -> new Target.Both(x, on, off, y, value);
        };
    }

    private static void check(Distribution observed, Target target, List<Monotone> monotone) {
        MixedGraph graph = observed.graph();
        if (target.treatment() == target.outcome()) {
            throw new InvalidInput("The treatment and the outcome are the same node.", "Maybe ask: E[y] | do(x = 1)");
        }
        boolean fits = switch (target) {
            case Target.Mean(int x, int set, int y, double[] weights) ->
                set < observed.count(x) && weights.length == observed.count(y);
            case Target.Difference(int x, int on, int off, int y, double[] weights) ->
                Math.max(on, off) < observed.count(x) && weights.length == observed.count(y);
            case Target.Necessity(int x, int on, int off, int y, int value) -> fits(observed, x, on, off, y, value);
            case Target.Sufficiency(int x, int on, int off, int y, int value) -> fits(observed, x, on, off, y, value);
            case Target.Both(int x, int on, int off, int y, int value) -> fits(observed, x, on, off, y, value);
        };
        if (!fits) {
            throw new IllegalArgumentException("a value outside of the levels");
        }
        for (Monotone each : monotone) {
            if (!graph.parents(each.effect()).contains(each.cause())) {
                throw new InvalidInput("The graph has no arrow " + graph.name(each.cause()) + " -> "
                        + graph.name(each.effect()) + " that could be monotone.", "Maybe the other way round.");
            }
        }
    }

    private static boolean fits(Distribution observed, int x, int on, int off, int y, int value) {
        return Math.max(on, off) < observed.count(x) && on != off && value < observed.count(y);
    }
}
