package org.orrery.core;

/**
 * An end that a person must hear of: what is wrong, where, and what to do. Its kind decides the exit code of the
 * command line.
 */
public abstract sealed class OrreryException extends RuntimeException permits InvalidInput, Refusal {
    private static final long serialVersionUID = 1L;
    private final String advice;

    OrreryException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    /** One line that says what to do next; empty when there is nothing sensible to say. */
    public String advice() {
        return advice;
    }
}
