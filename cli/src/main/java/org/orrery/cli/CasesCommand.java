package org.orrery.cli;

import java.util.List;
import org.orrery.report.Case;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code orrery cases}: what the casebook holds. */
final class CasesCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("cases");
        spec.usageMessage().description("The cases of the casebook: what each needs and what it teaches.");
        spec.addOption(OptionSpec.builder("--json").description("Print only JSON.").build());
        return spec;
    }

    @Override
    public Exit run(ParseResult given, Screen screen) {
        List<Case> cases = Cases.all();
        if (given.hasMatchedOption("--json")) {
            Json.print(screen.out(), json -> {
                json.writeStartArray();
                for (Case each : cases) {
                    json.writeStartObject();
                    json.writeStringProperty("name", each.name());
                    json.writeStringProperty("title", each.title());
                    json.writeStringProperty("needs", each.needs());
                    json.writeStringProperty("teaches", each.teaches());
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
            return Exit.DONE;
        }
        for (Case each : cases) {
            screen.out().println(each.name() + ": " + each.title());
            screen.out().println("  needs    " + each.needs());
            screen.out().println("  teaches  " + each.teaches());
        }
        screen.out().println(cases.isEmpty() ? "No case is installed." : "Run one with 'orrery run NAME'.");
        return Exit.DONE;
    }
}
