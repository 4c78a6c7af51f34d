package org.orrery.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line as a whole. Built by hand, without annotations: nothing is looked up by reflection, which is felt at
 * every start.
 */
final class Orrery {
    static final String DEBUG = "--debug";

    private static final String EXITS = "Exit codes: 0 answered or done, 2 wrong usage, 3 refused, 4 unreadable or"
            + " invalid input, 1 a defect of Orrery.";

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final CommandLine line;

    Orrery() {
        CommandSpec root = CommandSpec.create().name("orrery");
        root.usageMessage().description("Open a model, move one gear, and see what it causes.").footer("", EXITS)
                .synopsisSubcommandLabel("COMMAND");
        root.addOption(
                OptionSpec.builder("--version").versionHelp(true).description("Print the version and go.").build());
        addCommon(root);
        for (Command command : List.of(new OpenCommand(), new AskCommand(), new SweepCommand(), new ExplainCommand(),
                new SimulateCommand(), new ConvertCommand(), new RunCommand(),
                new CasesCommand())) {
            CommandSpec spec = command.spec();
            addCommon(spec);
            commands.put(spec.name(), command);
            root.addSubcommand(spec.name(), spec);
        }
        // A question may start with "@" or "-a": neither a file of arguments nor a cluster of letters.
        line = new CommandLine(root).setExpandAtFiles(false).setPosixClusteredShortOptionsAllowed(false);
    }

    Exit run(String[] args, Screen screen) throws IOException {
        if (args.length > 0 && !args[0].startsWith("-") && !commands.containsKey(args[0])) {
            throw unknown(args[0]);
        }
        ParseResult given = line.parseArgs(args);
        if (given.isVersionHelpRequested()) {
            screen.out().println(Version.line());
            return Exit.DONE;
        }
        ParseResult sub = given.hasSubcommand() ? given.subcommand() : given;
        if (sub.isUsageHelpRequested() || given.isUsageHelpRequested()) {
            sub.commandSpec().commandLine().usage(screen.out(), Ansi.OFF);
            return Exit.DONE;
        }
        Command command = commands.get(sub.commandSpec().name());
        if (command == null) {
            line.usage(screen.err(), Ansi.OFF);
            return Exit.USAGE;
        }
        return command.run(sub, screen);
    }

    private WrongUsage unknown(String word) {
        List<String> near = Nearest.to(word, commands.keySet());
        String meant = near.isEmpty() ? "" : "Maybe '" + near.getFirst() + "' is meant. ";
        return new WrongUsage("There is no command '" + word + "'.",
                meant + "The commands: " + String.join(", ", commands.keySet()) + ".");
    }

    private static void addCommon(CommandSpec spec) {
        spec.usageMessage().width(100).optionListHeading("\nOptions:\n").commandListHeading("\nCommands:\n")
                .parameterListHeading("\nParameters:\n").sortOptions(false).sortSynopsis(false);
        spec.addOption(OptionSpec.builder(DEBUG).description("Show the stack trace of an error.").build());
        spec.addOption(OptionSpec.builder("--help", "-h").usageHelp(true).description("Print this and go.").build());
    }
}
