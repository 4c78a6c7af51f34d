package org.orrery.dynamics.logical;

import java.util.ArrayList;
import java.util.List;
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

    private final List<Species> species;
    private final List<Transition> transitions;
    private final Kernel kernel;
    private final int[][] targets;

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
    }

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

        private Worker() {
            kernel.prepare(NONE, work);
        }

        /**
         * All transitions at once. A species that no transition gives a level keeps its own.
         *
         * @throws RunFailure if two terms of a transition hold and give different levels
         */
        void next(int[] state, int[] next) {
            for (int i = 0; i < levels.length; i++) {
                levels[i] = state[i];
                next[i] = state[i];
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
                for (int target : targets[j]) {
                    next[target] = level < 0 ? transition.otherwise() : level;
                }
            }
        }
    }
}
