package org.orrery.causal.scm.fit;

/**
 * What a variable's mechanism is fitted as. What nobody wrote is chosen: among functions the simplest is taken: a more flexible one only where its squared
 * error, cross-validated in five parts, is lower by more than two standard errors of the difference.
 */
public enum Kind {
    /** No causes. */
    ROOT("its values as they were met"),
    /** A conditional probability table, where a variable of levels has causes of levels. */
    TABLE("a probability table"),
    /** Of a variable that is 0 or 1 and has a number among its causes. */
    LOGISTIC("a logistic chance"), LINEAR("a linear function plus noise"), SMOOTH(
            "a sum of smooth functions plus noise"), TREES("a sum of trees plus noise"),
    /** A formula that somebody wrote, in which numbers, or the noise, are fitted. */
    EQUATION("the equation as written"),
    /** All of it was written. */
    GIVEN("as written");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
