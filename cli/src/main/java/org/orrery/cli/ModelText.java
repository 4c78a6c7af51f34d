package org.orrery.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.orrery.core.Address;
import org.orrery.core.Claim;
import org.orrery.core.Model;
import org.orrery.core.Numbers;
import org.orrery.core.Variable;

/** A model as a person reads it. */
final class ModelText {
    private ModelText() {}

    static void print(Model model, int shown, PrintStream out) {
        out.println(model.source().file() + ": " + model.kind());
        model.summary().forEach(line -> out.println("  " + line));
        out.println();
        List<Variable> variables = model.variables();
        out.println("Variables (" + variables.size() + "): " + counts(variables));
        Columns columns = new Columns();
        columns.add("name", "kind", "value", "unit", "--set", "do(...)", "label");
        variables.stream().limit(shown).forEach(variable -> columns.add(row(variable)));
        columns.print(out, "  ");
        if (variables.size() > shown) {
            out.println("  ... " + (variables.size() - shown) + " more (--all lists them)");
        }
        if (!model.assumptions().isEmpty()) {
            out.println();
            out.println("Assumptions");
            assumptions(model.assumptions()).print(out, "  ");
        }
    }

    static Columns assumptions(List<Claim.Assumption> assumptions) {
        Columns columns = new Columns();
        assumptions.forEach(
                each -> columns.add("[" + each.status().name().toLowerCase(Locale.ROOT) + "]", each.text()));
        return columns;
    }

    /** How many there are of each kind, in the order of first appearance. */
    private static String counts(List<Variable> variables) {
        return variables.stream().map(Variable::kind).distinct()
                .map(kind -> kind + " "
                        + variables.stream().filter(variable -> variable.kind().equals(kind)).count())
                .collect(Collectors.joining(", "));
    }

    private static List<String> row(Variable variable) {
        // Lengths that a run fixes are negative.
        String shape = variable.shape().isEmpty() ? "" : " " + variable.shape().toString().replace("-1", "?");
        return List.of(Address.of(variable.name()).toString(), variable.kind() + shape,
                Double.isNaN(variable.value()) ? "" : Numbers.round(variable.value(), 6),
                variable.unit() == null ? "" : variable.unit(), variable.settable() ? "yes" : "",
                variable.movable() ? "yes" : "", variable.label().equals(variable.name()) ? "" : variable.label());
    }
}
