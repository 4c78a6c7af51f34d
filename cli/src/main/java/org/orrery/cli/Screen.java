package org.orrery.cli;

import java.io.Console;
import java.io.PrintStream;

/**
 * Where a command speaks.
 *
 * @param out answers, and nothing else
 * @param err errors, notes and progress
 * @param live whether these are the streams of the process, so that a person may be watching
 */
record Screen(PrintStream out, PrintStream err, boolean live) {
    /** Whether a person watches, so that progress is worth drawing. */
    boolean watched() {
        Console console = live ? System.console() : null;
        return console != null && console.isTerminal();
    }

    void note(String text) {
        err.println("Note: " + text);
    }
}
