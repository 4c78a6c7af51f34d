package org.orrery.cli;

import org.orrery.core.Model;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code orrery open FILE}: what is inside. */
final class OpenCommand implements Command {
    private static final int SHOWN = 40;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("open");
        spec.usageMessage().description("What is inside a model: variables, units, structure, assumptions.");
        spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("FILE").type(String.class).required(true)
                .description("A model.").build());
        DataOption.addTo(spec);
        spec.addOption(OptionSpec.builder("--all").description("List every variable, not the first " + SHOWN + " only.")
                .build());
        spec.addOption(OptionSpec.builder("--json").description("Print only JSON.").build());
        return spec;
    }

    @Override
    public Exit run(ParseResult given, Screen screen) {
        Model model = DataOption.read(ModelFile.find(given.matchedPositionalValue(0, "")), given);
        if (given.hasMatchedOption("--json")) {
            ModelJson.print(model, screen.out());
        } else {
            ModelText.print(model, given.hasMatchedOption("--all") ? Integer.MAX_VALUE : SHOWN, screen.out());
        }
        return Exit.DONE;
    }
}
