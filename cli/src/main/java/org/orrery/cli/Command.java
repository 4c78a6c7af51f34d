package org.orrery.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One word of the command line. Stateless: the same object may run many times. */
interface Command {
    /** Its name, parameters, options and help. */
    CommandSpec spec();

    /**
     * Does it.
     *
     * @throws IOException if an output cannot be written
     */
    Exit run(ParseResult given, Screen screen) throws IOException;
}
