package org.orrery.core;

/** One world could not be run to its end. An ensemble goes on without it and says so. */
public final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message when, where and the likely cause, in one line */
    public RunFailure(String message) {
        super(message);
    }
}
