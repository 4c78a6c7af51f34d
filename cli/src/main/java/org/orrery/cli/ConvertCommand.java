package org.orrery.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Model;
import org.orrery.core.ModelWriter;
import org.orrery.core.ModelWriter.Written;
import org.orrery.core.Refusal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code orrery convert FILE}: the same model in another format, or in the newest level of its own. */
final class ConvertCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("convert");
        spec.usageMessage().description("Write a model in another format, or in the newest level of its own.");
        spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("FILE").type(String.class).required(true)
                .description("A model.").build());
        spec.addOption(OptionSpec.builder("--out").paramLabel("FILE").type(String.class)
                .description("Write it there, whole or not at all. Default: stdout.").build());
        spec.addOption(OptionSpec.builder("--to").paramLabel("FORMAT").type(String.class)
                .description("The format: " + Writers.names() + ". Default: by the ending of --out.").build());
        return spec;
    }

    @Override
    public Exit run(ParseResult given, Screen screen) throws IOException {
        ModelFile file = ModelFile.find(given.matchedPositionalValue(0, ""));
        String format = given.matchedOptionValue("--to", (@Nullable String) null);
        String place = given.matchedOptionValue("--out", (@Nullable String) null);
        if (format == null && place == null) {
            throw new WrongUsage("Neither --out nor --to says which format is wanted.",
                    "Maybe add --to " + Writers.first() + ", or --out with the name of a file.");
        }
        ModelWriter writer = format != null ? Writers.named(format) : Writers.ending(String.valueOf(place));
        WholeFile out = place == null ? null : new WholeFile(place);
        Model model = file.read();
        if (!writer.takes(model)) {
            throw new Refusal("A " + model.kind() + " cannot be written as " + writer.format() + ".",
                    "Maybe another format can hold it.");
        }
        Written written = writer.write(model);
        if (out == null) {
            Writer text = new OutputStreamWriter(screen.out(), StandardCharsets.UTF_8);
            text.write(written.text());
            text.flush();
        } else {
            out.write(text -> text.write(written.text()));
        }
        written.losses().forEach(screen::note);
        return Exit.DONE;
    }
}
