package org.orrery.cli;

/** Options that each are well formed and together make no sense. Exit code 2. */
final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String advice;

    WrongUsage(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }
}
