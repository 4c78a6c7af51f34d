package org.orrery.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.lab.ClaimJson;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.HtmlReport;
import org.orrery.report.NamedClaim;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code orrery run CASE}: a case of the casebook, with its report. */
final class RunCommand implements Command {
    private static final String OUT = "report";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("run");
        spec.usageMessage().description("Run a case of the casebook: its claims, and its story as a page.");
        spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("CASE").type(String.class).required(true)
                .description("Its name; 'orrery cases' lists them.").build());
        spec.addOption(OptionSpec.builder("--data").paramLabel("DIR").type(String.class)
                .description("Folder of the case's data. Default: its simulated or embedded data.").build());
        spec.addOption(OptionSpec.builder("--out").paramLabel("DIR").type(String.class)
                .description("Folder for index.html. Default: " + OUT + ".").build());
        spec.addOption(RunOptions.seedOption());
        spec.addOption(Labs.threads());
        spec.addOption(OptionSpec.builder("--json").description("Print only the claims, as a JSON list.").build());
        return spec;
    }

    @Override
    public Exit run(ParseResult given, Screen screen) {
        Case study = Cases.named(given.matchedPositionalValue(0, ""));
        Path data = data(given.matchedOptionValue("--data", (@Nullable String) null));
        Path folder = ModelFile.path(given.matchedOptionValue("--out", OUT));
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidInput("'" + folder + "' is a file, and a folder is to be written.",
                    "Maybe choose another name with --out.");
        }
        CaseResult result = study.run(new CaseSetting(data, Labs.local(given, screen), RunOptions.seed(given),
                Version.orrery(), Typed.command(given)));
        Path page = folder.resolve("index.html");
        HtmlReport.write(result.page(), page);
        if (given.hasMatchedOption("--json")) {
            Json.print(screen.out(), json -> {
                json.writeStartArray();
                result.claims().forEach(named -> ClaimJson.write(json, named.claim(), named.id()));
                json.writeEndArray();
            });
            return Exit.DONE;
        }
        for (NamedClaim named : result.claims()) {
            screen.out().println(named.id());
            ClaimText.printShort(named.claim(), screen.out());
            screen.out().println();
        }
        screen.out().println("Report: " + page);
        return Exit.DONE;
    }

    private static @Nullable Path data(@Nullable String name) {
        if (name == null) {
            return null;
        }
        Path folder = ModelFile.path(name);
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput("There is no folder '" + name + "' with data.", "Maybe leave --data out.");
        }
        return folder;
    }
}
