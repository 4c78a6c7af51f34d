package org.orrery.core;

/** A file, a question or an option that cannot be read or makes no sense. Exit code 4 (2 where it is the command itself). */
public final class InvalidInput extends OrreryException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, and where (file, line or address)
     * @param advice what to do, one line
     */
    public InvalidInput(String message, String advice) {
        super(message, advice);
    }
}
