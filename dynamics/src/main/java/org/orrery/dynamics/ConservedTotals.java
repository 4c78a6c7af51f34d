package org.orrery.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;
import org.orrery.core.OrreryException;
import org.orrery.core.Variable;
import org.orrery.dynamics.lower.Lowered;
import org.orrery.dynamics.lower.Lowering;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.moiety.Moieties;
import org.orrery.dynamics.moiety.Moiety;
import org.orrery.equation.Expr;
import org.orrery.equation.Interpreter;
import org.orrery.equation.Kernel;
import org.orrery.equation.Layout;

/** The conserved totals of a mechanism as variables; they are looked for when first asked for. */
final class ConservedTotals {
    /** What such a variable is called among the kinds of variables. */
    private static final String KIND = "total";
    private static final int LISTED = 40;

    private final Mechanism mechanism;
    private volatile @Nullable Found known;

    /**
     * @param moieties what the reactions conserve
     * @param values the total of each at the start; NaN where the file gives no values for it
     */
    private record Found(Moieties moieties, List<Double> values) {}

    ConservedTotals(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    private Found found() {
        Found found = known;
        if (found == null) {
            Moieties moieties = Moieties.of(mechanism);
            found = new Found(moieties,
                    moieties.conserved().isEmpty() ? List.of() : values(mechanism, moieties.conserved()));
            known = found;
        }
        return found;
    }

    /** In the order of {@link Moieties#conserved()}. */
    List<Moiety> moieties() {
        return found().moieties().conserved();
    }

    private static List<Double> values(Mechanism mechanism, List<Moiety> moieties) {
        List<Double> values = new ArrayList<>();
        try {
            Lowered lowered = Lowering.lower(mechanism, Set.of(), Set.of());
            Layout declared = new Layout(List.of(), lowered.declared());
            List<Expr> starts = new ArrayList<>(lowered.startStates());
            starts.addAll(lowered.startParameters());
            double[] all = new double[starts.size()];
            Kernel kernel = Interpreter.kernel(declared, starts);
            kernel.apply(0, new double[0], lowered.declaredValues(), new double[kernel.workspaceSize()], all);
            double[] states = Arrays.copyOf(all, lowered.startStates().size());
            double[] parameters = Arrays.copyOfRange(all, states.length, all.length);
            for (Moiety moiety : moieties) {
                values.add(Interpreter.evaluate(lowered.definitions().read(moiety.name()), 0, states, parameters,
                        lowered.layout()));
            }
        } catch (OrreryException notSupported) {
            return moieties.stream().map(_ -> Double.NaN).toList();
        }
        return values;
    }

    List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        List<Double> values = found().values();
        for (int i = 0; i < values.size(); i++) {
            Moiety moiety = moieties().get(i);
            boolean dial = moiety.dependent() != null;
            variables.add(new Variable(moiety.name(), moiety.text(), KIND, List.of(), null, values.get(i), dial, dial));
        }
        return variables;
    }

    /** What a person should know of them, one line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Double> values = found().values();
        for (int i = 0; i < values.size() && i < LISTED; i++) {
            Moiety moiety = moieties().get(i);
            lines.add("conserved: " + moiety.name() + " = " + moiety.text()
                    + (Double.isNaN(values.get(i)) ? "" : " = " + Numbers.round(values.get(i), 6)) + " (amounts"
                    + (moiety.dependent() == null ? "" : "; " + moiety.dependent() + " absorbs a change") + ")");
        }
        if (values.size() > LISTED) {
            lines.add("conserved: " + (values.size() - LISTED) + " more totals, listed among the variables");
        }
        found().moieties().broken().stream().limit(LISTED)
                .forEach(text -> lines.add("not conserved by reactions alone: " + text));
        return lines;
    }
}
