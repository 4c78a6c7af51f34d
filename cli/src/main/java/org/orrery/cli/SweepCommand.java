package org.orrery.cli;

import org.orrery.core.Claim;
import org.orrery.core.Model;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.core.Sweep;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code orrery sweep FILE QUESTION --over PATTERN}: one question at many sites, ranked. */
final class SweepCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("sweep");
        spec.usageMessage()
                .description("Ask one question at many sites: 'y @ 15 | do(_ = knockout)' --over 'L*.H*.out'."
                        + " Each site has its control and its proof; the largest effect comes first.");
        spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("FILE").type(String.class).required(true)
                .description("A model.").build());
        spec.addPositional(PositionalParamSpec.builder().index("1").paramLabel("QUESTION").type(String.class)
                .required(true).description("With _ for what is swept over: 'y | do(_ = 0)', 'y | do(x = _)'.")
                .build());
        spec.parser().unmatchedOptionsArePositionalParams(true); // a question may start with a minus
        spec.addOption(OptionSpec.builder("--over").paramLabel("SITES").type(String.class).required(true)
                .description("'L*.H*.out', 'hidden[*]', 'resid.* @ 0..15 by 1', or doses: '_ = 0..1 by 0.1'.").build());
        DataOption.addTo(spec);
        EnsembleOptions.addTo(spec);
        RunOptions.addTo(spec);
        spec.addOption(Labs.threads());
        spec.addOption(OptionSpec.builder("--json").description("Print only the claim, as JSON.").build());
        return spec;
    }

    @Override
    public Exit run(ParseResult given, Screen screen) {
        ModelFile file = ModelFile.find(given.matchedPositionalValue(0, ""));
        String question = given.matchedPositionalValue(1, "");
        String over = given.matchedOptionValue("--over", "");
        RunOptions options = RunOptions.of(given);
        EnsembleOptions uncertain = EnsembleOptions.of(given);
        boolean json = given.hasMatchedOption("--json");
        try {
            Model model = DataOption.read(file, given);
            Claim claim = new Sweep(model, question, over, options.settings(),
                    uncertain.draw(model, file.path(), Sweep.first(model, question, over), options), options.machine(),
                    options.seed(), Version.orrery()).ask(Labs.local(given, screen));
            return AskCommand.tell(claim, json, screen);
        } catch (Refusal refusal) {
            if (!json) {
                throw refusal;
            }
            return AskCommand.tell(RefusedClaim.of(refusal, Question.parse(question), file.path(), options.seed()),
                    true,
                    screen);
        }
    }
}
