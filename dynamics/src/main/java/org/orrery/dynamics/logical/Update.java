package org.orrery.dynamics.logical;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.logical.LogicalNetwork.Species;
import org.orrery.dynamics.logical.LogicalNetwork.Term;
import org.orrery.dynamics.logical.LogicalNetwork.Transition;
import org.orrery.equation.Expr;
import org.orrery.equation.GrowingKernel;
import org.orrery.equation.Kernel;
import org.orrery.equation.Layout;

/** The levels that follow a state. Shared between threads; each works with a {@link Worker} of its own. */
final class Update {
    private static final double[] NONE = {};
    private static final int[] NOWHERE = {};

    private final List<Species> species;
    private final List<Transition> transitions;
    private final Kernel kernel;
    private final int[][] targets;
    private final int[][] changed;
    private final int[][] by;

    Update(LogicalNetwork network) {
        this(network.species(), network.transitions());
    }

    Update(List<Species> species, List<Transition> transitions) {
        this.species = species;
        this.transitions = transitions;
        List<String> ids = species.stream().map(Species::id).toList();
        List<Expr> conditions = new ArrayList<>();
        transitions.forEach(each -> each.terms().forEach(term -> conditions.add(term.condition())));
        kernel = GrowingKernel.of(new Layout(ids, List.of()), conditions);
        targets = transitions.stream().map(each -> each.outputs().stream().mapToInt(ids::indexOf).toArray())
                .toArray(int[][]::new);
        changed = new int[targets.length][];
        by = new int[targets.length][];
        for (int j = 0; j < targets.length; j++) {
            // What is taken and given back in one turn does not change.
            Map<Integer, Integer> net = new TreeMap<>();
            transitions.get(j).changes()
                    .forEach(change -> net.merge(ids.indexOf(change.species()), change.by(), Integer::sum));
            net.values().removeIf(each -> each == 0);
            changed[j] = net.keySet().stream().mapToInt(Integer::intValue).toArray();
            by[j] = net.values().stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** What acts by itself when one thing happens at a time: a transition that takes or makes, else a species. */
    List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        for (int j = 0; j < targets.length; j++) {
            if (!transitions.get(j).changes().isEmpty()) {
                units.add(new Unit(j, targets[j]));
            } else {
                for (int target : targets[j]) {
                    units.add(new Unit(j, new int[]{target}));
                }
            }
        }
        return units;
    }

    /**
     * @param transition its position
     * @param targets the species among its outputs that are given a level together
     */
    record Unit(int transition, int[] targets) {}

    /** The next state in the order of counting, the last species fastest; false after the last one. */
    boolean count(int[] state) {
        for (int i = state.length - 1; i >= 0; i--) {
            if (state[i] < species.get(i).max()) {
                state[i]++;
                return true;
            }
            state[i] = 0;
        }
        return false;
    }

    String told(int[] state) {
        return IntStream.range(0, state.length).mapToObj(i -> species.get(i).id() + "=" + state[i])
                .collect(Collectors.joining(" "));
    }

    Worker worker() {
        return new Worker();
    }

    /** For one thread. */
    final class Worker {
        private final double[] levels = new double[species.size()];
        private final double[] work = new double[kernel.workspaceSize()];
        private final double[] truths = new double[kernel.outputs()];
        private final int[] given = new int[transitions.size()];

        private Worker() {
            kernel.prepare(NONE, work);
        }

        /**
         * All transitions at once. A species that no transition moves keeps its level. Where transitions take or make, what
         * comes out may lie outside of the levels; see {@link #require}.
         *
         * @throws RunFailure if two terms of a transition hold and give different levels
         */
        void next(int[] state, int[] next) {
            look(state);
            System.arraycopy(state, 0, next, 0, next.length);
            for (int j = 0; j < targets.length; j++) {
                act(j, targets[j], next);
            }
        }

        /** @throws RunFailure if all transitions at once take the species out of its levels */
        void require(int place, int before, int after) {
            if (after < 0 || after > species.get(place).max()) {
                throw beyond("all transitions at once take ", place, before, after,
                        "Maybe let one transition act at a time: --method asynchronous");
            }
        }

        /** Finds the level that each transition gives in a state. */
        void look(int[] state) {
            for (int i = 0; i < levels.length; i++) {
                levels[i] = state[i];
            }
            kernel.apply(0, levels, NONE, work, truths);
            int at = 0;
            for (int j = 0; j < targets.length; j++) {
                Transition transition = transitions.get(j);
                int level = -1;
                for (Term term : transition.terms()) {
                    if (truths[at++] != 0) {
                        if (level >= 0 && level != term.level()) {
                            throw new RunFailure("two terms of transition " + transition.id()
                                    + " hold at once and give the levels " + level + " and " + term.level() + " (at "
                                    + told(state) + ")");
                        }
                        level = term.level();
                    }
                }
                given[j] = level < 0 ? transition.otherwise() : level;
            }
        }

        /** Whether a unit would change a level that is not held, in the state that was looked at last. */
        boolean moves(Unit unit, int[] state, IntPredicate held) {
            int level = given[unit.transition()];
            for (int target : unit.targets()) {
                if (state[target] != level && !held.test(target)) {
                    return true;
                }
            }
            for (int place : level == 0 ? NOWHERE : changed[unit.transition()]) {
                if (!held.test(place)) {
                    return true;
                }
            }
            return false;
        }

        /** Does to the levels what one unit does in the state that was looked at last. */
        void act(Unit unit, int[] next) {
            act(unit.transition(), unit.targets(), next);
        }

        private void act(int transition, int[] assigned, int[] next) {
            for (int target : assigned) {
                next[target] = given[transition];
            }
            for (int i = 0; i < changed[transition].length; i++) {
                next[changed[transition][i]] += by[transition][i] * given[transition];
            }
        }

        /** @throws RunFailure if the unit takes a species out of its levels */
        void check(Unit unit, int place, int before, int after) {
            if (after < 0 || after > species.get(place).max()) {
                throw beyond("transition " + transitions.get(unit.transition()).id() + " takes ", place, before, after,
                        "Maybe its condition should ask whether there is enough, and room enough");
            }
        }

        private RunFailure beyond(String cause, int place, int before, int after, String advice) {
            return new RunFailure(cause + species.get(place).id() + " from level " + before + " to " + after
                    + ", outside of its levels 0 to " + species.get(place).max() + ". " + advice);
        }
    }
}
