package org.orrery.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/** The command as it was typed, ready to be pasted into a shell again. */
final class Typed {
    private Typed() {}

    static String command(ParseResult given) {
        return "orrery " + quoted(given.originalArgs());
    }

    private static String quoted(List<String> args) {
        return args.stream().map(arg -> arg.matches("[\\w@%+=:,./-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
