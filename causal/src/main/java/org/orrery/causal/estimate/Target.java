package org.orrery.causal.estimate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Levels;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;
import org.orrery.core.Quantity;
import org.orrery.core.Value;

/**
 * What is asked of the outcome.
 *
 * @param outcome column
 * @param relation that the event is, EQUAL for {@code P(y = 1)}; without meaning for a mean
 * @param event the value of the event whose probability is asked for; null where it is the mean
 */
public record Target(String outcome, Quantity.Relation relation, @Nullable Value event) {
    /** {@code E[outcome]}. */
    public static Target mean(String outcome) {
        return new Target(outcome, Quantity.Relation.EQUAL, null);
    }

    /** {@code P(outcome = value)}. */
    public static Target probability(String outcome, Value value) {
        return new Target(outcome, Quantity.Relation.EQUAL, value);
    }

    /** The numbers whose mean is asked for, one a row; the column lacks none. */
    double[] numbers(Table table) {
        if (event == null) {
            return table.numeric(outcome).values();
        }
        Column.Factor factor = table.factor(outcome);
        boolean equal = relation == Quantity.Relation.EQUAL;
        boolean named = equal || relation == Quantity.Relation.UNEQUAL;
        if (!named) {
            table.numeric(outcome); // texts have no order
        }
        boolean texts = table.column(outcome) instanceof Column.Factor;
        if ((equal || named && texts) && factor.find(Levels.text(event)) < 0) {
            throw new InvalidInput("'" + Levels.text(event) + "' is no value of '" + outcome + "' in the data.",
                    "Maybe one of these is meant: " + Naming.some(factor.levels()) + ".");
        }
        double[] worth = factor.levels().stream().mapToDouble(this::worth).toArray();
        double[] numbers = new double[table.rows()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = worth[factor.code(row)];
        }
        return numbers;
    }

    /** The number that a level of the outcome counts as. */
    double worth(String level) {
        if (event == null) {
            return Levels.number(new Value.State(level), outcome);
        }
        boolean holds = switch (relation) {
            case EQUAL -> level.equals(Levels.text(event));
            case UNEQUAL -> !level.equals(Levels.text(event));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                relation.holds(Levels.number(new Value.State(level), outcome), Levels.number(event, outcome));
        };
        return holds ? 1 : 0;
    }

    /** For people: {@code E[y]}, {@code P(y = 1)}. */
    public String text() {
        return event == null
                ? "E[" + outcome + "]"
                : "P(" + outcome + " " + relation + " " + Levels.text(Objects.requireNonNull(event)) + ")";
    }
}
