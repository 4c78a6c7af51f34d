package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Encoder;
import org.orrery.causal.data.Levels;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/** The rows that a question about an effect rests on: complete, in the population asked for, the outcome as numbers. */
final class Sample {
    /** A column of numbers with more values than this is a quantity, not a choice. */
    static final int MOST_ARMS = 10;

    final EffectQuestion question;
    final Table table;
    final double[] y;
    final String left;
    /** 1 for the rows of those who are asked about. */
    final double[] among;
    /** How many they are. */
    final int asked;

    private Sample(EffectQuestion question, Table table, String left) {
        this.question = question;
        this.table = table;
        this.y = question.target().numbers(table);
        this.left = left;
        this.among = switch (question.population()) {
            case Population.Everybody _ -> {
                double[] all = new double[y.length];
                java.util.Arrays.fill(all, 1);
                yield all;
            }
            case Population.Having(Value value) -> having(value);
        };
        this.asked = rows(among).length;
    }

    /** @param columns all that the question's ground speaks of */
    static Sample of(EffectQuestion question, Table data, List<String> columns) {
        List<String> needed = new ArrayList<>(List.of(question.contrast().treatment(), question.target().outcome()));
        needed.addAll(columns);
        needed.addAll(question.seen().keySet());
        Table.Complete complete = data.complete(needed.stream().distinct().toList());
        Table table = complete.table();
        for (var seen : question.seen().entrySet()) {
            table = table.rows(where(table, seen.getKey(), seen.getValue()));
        }
        if (table.rows() < 2) {
            throw new Refusal(
                    "Only " + table.rows() + " rows of " + data.source() + " are in the population asked for.",
                    "Maybe ask about a larger part of it.");
        }
        Sample sample = new Sample(question, table, complete.told());
        sample.checkTreatment();
        return sample;
    }

    /** Rows with a value, which is one of the column's. */
    private static int[] where(Table table, String column, Value value) {
        Column.Factor factor = table.factor(column);
        if (factor.find(Levels.text(value)) < 0 && table.column(column) instanceof Column.Numeric
                && table.distinct(column, MOST_ARMS) > MOST_ARMS) {
            throw new Refusal("'" + column + "' is a quantity, and no row has exactly " + column + " = "
                    + Levels.text(value) + ", so no part of the population is picked by it.",
                    "Maybe put it into a few classes in the data and ask for one, or ask about everybody.");
        }
        int level = level(factor, value);
        return IntStream.range(0, table.rows()).filter(row -> factor.code(row) == level).toArray();
    }

    private static int level(Column.Factor factor, Value value) {
        int level = factor.find(Levels.text(value));
        if (level < 0) {
            throw new InvalidInput("'" + Levels.text(value) + "' is no value of '" + factor.name() + "' in the data.",
                    "Maybe one of these is meant: " + Naming.some(factor.levels()) + ".");
        }
        return level;
    }

    private double[] having(Value value) {
        if (!isDiscrete()) {
            throw new Refusal("'" + question.contrast().treatment() + "' is a quantity, and few cases have just "
                    + Levels.text(value)
                    + ": the effect on those who had a value by themselves is told of a choice among few.",
                    "Maybe ask about everybody, or put it into a few classes.");
        }
        return at(value);
    }

    private void checkTreatment() {
        String treatment = question.contrast().treatment();
        if (table.distinct(treatment, 1) < 2) {
            throw new Refusal("'" + treatment + "' has the same value in all " + table.rows()
                    + " rows, so the data hold nothing to compare.", "Maybe bring data in which it varies.");
        }
        if (isDiscrete()) {
            return;
        }
        double[] values = table.numeric(treatment).values();
        double least = java.util.Arrays.stream(values).min().orElseThrow();
        double most = java.util.Arrays.stream(values).max().orElseThrow();
        for (Value value : set()) {
            double number = Levels.number(value, treatment);
            if (number < least || number > most) {
                throw new Refusal("The data hold " + treatment + " from " + Naming.number(least) + " to "
                        + Naming.number(most) + "; " + Levels.text(value) + " lies outside.",
                        "Maybe ask about a value between.");
            }
        }
    }

    List<Value> set() {
        Value off = question.contrast().off();
        return off == null ? List.of(question.contrast().on()) : List.of(question.contrast().on(), off);
    }

    /** Whether the treatment is a choice among a few values, of which those asked for are some. */
    boolean isDiscrete() {
        String treatment = question.contrast().treatment();
        if (table.column(treatment) instanceof Column.Factor) {
            return true;
        }
        int values = table.distinct(treatment, MOST_ARMS);
        Column.Factor factor = values <= MOST_ARMS ? table.factor(treatment) : null;
        return values <= 2 || factor != null && set().stream().allMatch(value -> factor.find(Levels.text(value)) >= 0);
    }

    /** 1 where the treatment has this value by itself. */
    double[] at(Value value) {
        Column.Factor factor = table.factor(question.contrast().treatment());
        int level = level(factor, value);
        double[] at = new double[table.rows()];
        int count = 0;
        for (int row = 0; row < at.length; row++) {
            at[row] = factor.code(row) == level ? 1 : 0;
            count += (int) at[row];
        }
        if (count == 0) {
            throw new Refusal("No row has " + factor.name() + " = " + Levels.text(value) + ".",
                    "Maybe ask about a value that occurs.");
        }
        return at;
    }

    Design design(List<String> columns) {
        return Encoder.of(table, columns).encode(table);
    }

    int rows() {
        return y.length;
    }

    /**
     * The worlds that a contrast compares, where one can be had for each value that is set. Those who had it by themselves
     * are as they are.
     */
    Arms arms(java.util.function.Function<Value, Arm> arm) {
        return new Arms(arm(arm, question.contrast().on()), arm(arm, question.contrast().off()));
    }

    private Arm arm(java.util.function.Function<Value, Arm> arm, @Nullable Value value) {
        if (value != null && !isOwn(value)) {
            return arm.apply(value);
        }
        double[] own = y.clone();
        for (int i = 0; i < own.length; i++) {
            own[i] *= among[i];
        }
        return Arm.summed(own, among);
    }

    /** Whether this is the value that those who are asked about had by themselves. */
    boolean isOwn(Value value) {
        return question.population() instanceof Population.Having(Value own)
                && Levels.text(own).equals(Levels.text(value));
    }

    /** The rows that tell how a value comes about: all, or those who are asked about and those who stand in for them. */
    int[] compared(double[] at) {
        return question.population() instanceof Population.Everybody
                ? IntStream.range(0, at.length).toArray()
                : IntStream.range(0, at.length).filter(row -> at[row] + among[row] > 0).toArray();
    }

    /**
     * How many of those who are asked about a row with the value stands for, by its propensity p among {@link #compared}:
     * 1/p of everybody, (1 - p)/p of others than itself. The slope in the log odds is -(1 - p)/p in both.
     */
    double weight(double propensity) {
        double p = Math.max(Overlap.LEAST, propensity);
        return question.population() instanceof Population.Everybody ? 1 / p : (1 - p) / p;
    }

    /** On and off. */
    record Arms(Arm on, Arm off) {}

    static double[] some(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
    }

    static int[] rows(double[] at) {
        return IntStream.range(0, at.length).filter(row -> at[row] == 1).toArray();
    }

    static Design some(Design x, int[] rows) {
        double[] values = new double[rows.length * x.width()];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(x.values(), rows[i] * x.width(), values, i * x.width(), x.width());
        }
        return new Design(x.names(), rows.length, values);
    }
}
