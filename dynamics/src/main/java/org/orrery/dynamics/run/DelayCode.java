package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.equation.Expr;
import org.orrery.equation.GrowingKernel;
import org.orrery.equation.Kernel;
import org.orrery.equation.Layout;
import org.orrery.equation.Symbols;

/**
 * A delayed value, compiled.
 *
 * @param text as the author wrote it
 * @param valueUses the delayed values that the value reads
 * @param durationUses the delayed values that the duration reads
 * @param states those that must be known at the moment that is looked back to
 * @param fixed whether the duration depends on parameters alone
 * @param reach how long ago anything may have been that is read for this value; infinite where that is not known
 */
record DelayCode(String text, Kernel value, Kernel duration, int[] valueUses, int[] durationUses, int[] states,
        boolean fixed, double reach) {

    static DelayCode[] compile(Lowered lowered, Layout wide) {
        Map<String, Integer> index = index(lowered);
        List<int[]> valueUses = new ArrayList<>();
        List<int[]> durationUses = new ArrayList<>();
        for (Lowered.Delay delay : lowered.delays()) {
            valueUses.add(uses(List.of(delay.value()), index));
            durationUses.add(uses(List.of(delay.duration()), index));
        }
        Map<String, Integer> states = lowered.layout().stateIndex();
        DelayCode[] codes = new DelayCode[lowered.delays().size()];
        for (int k = 0; k < codes.length; k++) {
            Lowered.Delay delay = lowered.delays().get(k);
            codes[k] = new DelayCode(delay.text(), GrowingKernel.of(wide, List.of(delay.value())),
                    GrowingKernel.of(wide, List.of(delay.duration())), valueUses.get(k), durationUses.get(k),
                    states(lowered, k, index, states), isFixed(delay.duration(), states, index),
                    reach(lowered, k, valueUses, 0));
        }
        return codes;
    }

    /** Position of each delayed value behind the states. */
    static Map<String, Integer> index(Lowered lowered) {
        Map<String, Integer> index = new HashMap<>();
        for (Lowered.Delay delay : lowered.delays()) {
            index.put(delay.name(), index.size());
        }
        return index;
    }

    /** The delayed values that expressions read. */
    static int[] uses(List<Expr> expressions, Map<String, Integer> index) {
        return index.isEmpty()
                ? new int[0]
                : Symbols.of(expressions).names().stream().filter(index::containsKey).mapToInt(index::get).toArray();
    }

    private static boolean isFixed(Expr duration, Map<String, Integer> states, Map<String, Integer> delays) {
        Symbols symbols = Symbols.of(duration);
        return !symbols.time()
                && symbols.names().stream().noneMatch(name -> states.containsKey(name) || delays.containsKey(name));
    }

    /** What a value reads at its own moment, also by way of delayed values whose duration may be zero. */
    private static int[] states(Lowered lowered, int k, Map<String, Integer> index, Map<String, Integer> states) {
        BitSet wanted = new BitSet();
        BitSet seen = new BitSet();
        List<Expr> open = new ArrayList<>(List.of(lowered.delays().get(k).value()));
        while (!open.isEmpty()) {
            for (String name : Symbols.of(open.removeLast()).names()) {
                Integer state = states.get(name);
                Integer delay = index.get(name);
                if (state != null) {
                    wanted.set(state);
                } else if (delay != null && !seen.get(delay)) {
                    seen.set(delay);
                    open.add(lowered.delays().get(delay).value());
                    open.add(lowered.delays().get(delay).duration());
                }
            }
        }
        return wanted.stream().toArray();
    }

    private static double reach(Lowered lowered, int k, List<int[]> valueUses, int depth) {
        if (!(lowered.delays().get(k).duration() instanceof Expr.Num(double duration))
                || depth > lowered.delays().size()) {
            return Double.POSITIVE_INFINITY;
        }
        double inner = 0;
        for (int used : valueUses.get(k)) {
            inner = Math.max(inner, reach(lowered, used, valueUses, depth + 1));
        }
        return duration + inner;
    }
}
