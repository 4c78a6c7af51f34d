package org.orrery.core;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A parsed question. {@code Question.parse(question.toString())} equals the question.
 *
 * @param quantity what is asked for
 * @param conditions what stands behind the bar, in the order written
 */
public record Question(Quantity quantity, List<Condition> conditions) {
    public Question {
        conditions = List.copyOf(conditions);
    }

    /**
     * Reads a question.
     *
     * @throws InvalidInput with the place of the error under a caret, and a hint
     */
    public static Question parse(String text) {
        return new QuestionParser("question", text).question();
    }

    /** The highest rung that any condition reaches. */
    public Rung rung() {
        Rung rung = Rung.SEE;
        for (Condition condition : conditions) {
            Rung reached = switch (condition) {
                case Condition.See _ -> Rung.SEE;
                case Condition.Do _ -> Rung.DO;
                case Condition.Had _ -> Rung.IMAGINE;
            };
            rung = reached.compareTo(rung) > 0 ? reached : rung;
        }
        return rung;
    }

    /** All moves of {@code do(...)}, in the order written. */
    public List<Intervention> moves() {
        return conditions.stream().filter(Condition.Do.class::isInstance)
                .flatMap(condition -> ((Condition.Do) condition).moves().stream()).toList();
    }

    @Override
    public String toString() {
        return conditions.isEmpty()
                ? quantity.toString()
                : quantity + " | " + conditions.stream().map(Condition::toString).collect(Collectors.joining(", "));
    }
}
