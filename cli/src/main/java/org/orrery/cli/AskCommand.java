package org.orrery.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.lab.ClaimJson;
import org.orrery.report.ClaimPage;
import org.orrery.report.HtmlReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code orrery ask FILE QUESTION}: one claim. */
final class AskCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("ask");
        spec.usageMessage().description("Ask a model a question: 'damage @ 30 | do(TGFb = 0)'. The answer is a claim:"
                + " a sentence, an effect and how uncertain it is, assumptions and checks.");
        spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("FILE").type(String.class).required(true)
                .description("A model.").build());
        spec.addPositional(PositionalParamSpec.builder().index("1").paramLabel("QUESTION").type(String.class)
                .required(true)
                .description(
                        "'x @ 5', 'max(x) over 0..9', 'E[x @ 5]', 'P(x @ 5 > 1)'; then, say, '| do(y = 0 @ 2..3)'."
                                + " Of a causal graph or a Bayesian network: 'E[y] | do(x = 1)', 'P(y = yes) | see(x = no)',"
                                + " 'y | see(x = 1), had(x = 0)'.")
                .build());
        spec.parser().unmatchedOptionsArePositionalParams(true); // a question may start with a minus
        DataOption.addTo(spec);
        EnsembleOptions.addTo(spec);
        RunOptions.addTo(spec);
        spec.addOption(OptionSpec.builder("--row").paramLabel("N").type(Long.class)
                .converters(new Whole(0, Integer.MAX_VALUE))
                .description("Ask about this case of the data, counted from 0: 'y | had(x = 0)' on a causal graph.")
                .build());
        spec.addOption(Labs.threads());
        spec.addOption(OptionSpec.builder("--json").description("Print only the claim, as JSON.").build());
        spec.addOption(OptionSpec.builder("--report").paramLabel("FILE").type(String.class)
                .description("Write the claim as a page with pictures, too.").build());
        return spec;
    }

    @Override
    public Exit run(ParseResult given, Screen screen) {
        boolean json = given.hasMatchedOption("--json");
        ModelFile file = ModelFile.find(given.matchedPositionalValue(0, ""));
        Question question = Question.parse(given.matchedPositionalValue(1, ""));
        RunOptions options = RunOptions.of(given);
        EnsembleOptions uncertain = EnsembleOptions.of(given);
        Path report = report(given.matchedOptionValue("--report", (@Nullable String) null));

        Experiment experiment;
        Answer answer;
        try {
            Model model = DataOption.read(file, given);
            Picture picture = report == null ? Picture.NONE : Picture.of(question, model);
            experiment = new Experiment(model, question, options.settings(),
                    uncertain.draw(model, file.path(), question, options), options.machine(), picture.courses(),
                    picture.grid(), options.seed(), Version.orrery());
            answer = experiment.ask(Labs.local(given, screen));
        } catch (Refusal refusal) {
            if (!json) {
                throw refusal;
            }
            return tell(RefusedClaim.of(refusal, question, file.path(), options.seed()), true, screen);
        }
        Exit exit = tell(answer.claim(), json, screen);
        if (report != null) {
            HtmlReport.write(ClaimPage.of(experiment, answer, Typed.command(given)), report);
            if (!json) {
                screen.out().println("Report: " + report);
            }
        }
        return exit;
    }

    /** Prints a claim; of a refused one the reason alone, unless JSON is wanted. */
    static Exit tell(Claim claim, boolean json, Screen screen) {
        boolean refused = claim.status() == Claim.Status.REFUSED;
        if (json) {
            screen.out().println(ClaimJson.write(claim));
        } else if (refused) {
            screen.err().println("Refused: " + claim.reason());
        } else {
            ClaimText.print(claim, screen.out());
        }
        return refused ? Exit.REFUSED : Exit.DONE;
    }

    /** Where the page goes; what cannot be a page is said before the work, not after it. */
    static @Nullable Path report(@Nullable String name) {
        if (name == null) {
            return null;
        }
        Path page = ModelFile.path(name);
        if (Files.isDirectory(page)) {
            throw new InvalidInput("'" + name + "' is a folder, and a page is to be written.",
                    "Maybe add the name of a file: " + page.resolve("claim.html"));
        }
        return page;
    }
}
