package org.orrery.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Attribution;
import org.orrery.core.Explainer;
import org.orrery.core.Model;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.report.AttributionPage;
import org.orrery.report.HtmlReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code orrery explain FILE}: what a number leans on, or what made it another one. */
final class ExplainCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("explain");
        spec.usageMessage()
                .description("Attribute a number of a network to the parts of its input, or of an edge inside:"
                        + " what the model leans on. What causes what, only 'ask ... do(...)' says. Of a causal graph with"
                        + " data: which mechanism changed a mean from one table to another (--against), or made one case"
                        + " odd (--row).");
        spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("FILE").type(String.class).required(true)
                .description("A network, or a causal graph.").build());
        spec.addOption(OptionSpec.builder("--input", "--with").paramLabel("DATA").type(String.class).required(true)
                .description(
                        "Examples: .npz, .npy, .csv, .parquet, .libsvm, a picture, or a .zip or folder of pictures."
                                + " Of a causal graph: its cases.")
                .build());
        spec.addOption(OptionSpec.builder("--target").paramLabel("QUANTITY").type(String.class).required(true)
                .description("The number: 'logits[1]', 'logits[7] @ 15', 'logits[1] - logits[0]'; of a causal graph a"
                        + " variable.")
                .build());
        spec.addOption(OptionSpec.builder("--against").paramLabel("DATA").type(String.class)
                .description("Of a causal graph: other cases, from which the mean of the target changed.").build());
        spec.addOption(OptionSpec.builder("--method").paramLabel("NAME").type(String.class)
                .description("integrated-gradients (default), gradient-input or occlusion.").build());
        spec.addOption(OptionSpec.builder("--by").paramLabel("ADDRESS").type(List.class).auxiliaryTypes(String.class)
                .description("To what it is attributed; may be given many times. Default: the inputs, or their"
                        + " embeddings.")
                .build());
        spec.addOption(whole("--row", "Which example, or which case, counted from 0. Default for a network: 0."));
        spec.addOption(OptionSpec.builder("--baseline").paramLabel("WHAT").type(String.class)
                .description("Against what: zero (default), mean (of the examples), or the number of an example.")
                .build());
        spec.addOption(whole("--steps", "Points on the line of integrated gradients. Default: as many as needed."));
        spec.addOption(RunOptions.seedOption());
        spec.addOption(Labs.threads());
        spec.addOption(OptionSpec.builder("--json").description("Print only the claim, as JSON.").build());
        spec.addOption(OptionSpec.builder("--report").paramLabel("FILE").type(String.class)
                .description("Write the claim as a page with a picture, too.").build());
        return spec;
    }

    private static OptionSpec whole(String name, String description) {
        return OptionSpec.builder(name).paramLabel("N").type(Long.class).converters(new Whole(0, Integer.MAX_VALUE))
                .description(description)
                .build();
    }

    @Override
    public Exit run(ParseResult given, Screen screen) {
        ModelFile file = ModelFile.find(given.matchedPositionalValue(0, ""));
        Quantity target = Quantity.parse(given.matchedOptionValue("--target", ""));
        List<Address> by = given.matchedOptionValue("--by", List.<String>of()).stream().map(Address::parse).toList();
        String against = given.matchedOptionValue("--against", (@Nullable String) null);
        Path report = AskCommand.report(given.matchedOptionValue("--report", (@Nullable String) null));
        boolean json = given.hasMatchedOption("--json");
        Attribution asked = new Attribution(target, by, given.matchedOptionValue("--method", ""),
                given.matchedOptionValue("--baseline", ""), number(given, "--row", -1),
                against == null ? null : ModelFile.path(against), number(given, "--steps", 0), RunOptions.seed(given),
                Version.orrery());
        Answer answer;
        try {
            Model model = file.read().with(ModelFile.path(given.matchedOptionValue("--input", "")));
            if (!(model instanceof Explainer explainer)) {
                throw new Refusal("A " + model.kind() + " has no attributions.",
                        "Maybe ask for a sensitivity: orrery ask FILE 'sensitivity(x @ 10, k)'");
            }
            answer = explainer.explain(asked, Labs.local(given, screen));
        } catch (Refusal refusal) {
            if (!json) {
                throw refusal;
            }
            return AskCommand.tell(RefusedClaim.of(refusal, new Question(target, List.of()), file.path(), asked.seed()),
                    true, screen);
        }
        Exit exit = AskCommand.tell(answer.claim(), json, screen);
        if (report != null) {
            HtmlReport.write(AttributionPage.of(answer, Typed.command(given)), report);
            if (!json) {
                screen.out().println("Report: " + report);
            }
        }
        return exit;
    }

    private static int number(ParseResult given, String option, long usual) {
        return Math.toIntExact(given.matchedOptionValue(option, usual));
    }
}
