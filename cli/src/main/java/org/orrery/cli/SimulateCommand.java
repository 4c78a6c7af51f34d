package org.orrery.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Intervention;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Run;
import org.orrery.core.World;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code orrery simulate FILE}: one run as a table. */
final class SimulateCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("simulate");
        spec.usageMessage().description("One run of a model, as CSV: a column of times and one for each variable.",
                "A model without time (a balance of fluxes) gives one row and no column of times; there --from, --to and"
                        + " --steps mean nothing and may be left out, empty or 0.");
        spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("FILE").type(String.class).required(true)
                .description("A model.").build());
        spec.addOption(OptionSpec.builder("--to").paramLabel("T").type(Double.class).converters(Times.NUMBER)
                .description("Time of the last row. Needed where the model has time.")
                .build());
        spec.addOption(OptionSpec.builder("--steps").paramLabel("N").type(Long.class).converters(Times.COUNT)
                .description("Number of steps: there is one row more. Needed where the model has time.")
                .build());
        spec.addOption(OptionSpec.builder("--from").paramLabel("T0").type(Double.class).converters(Times.NUMBER)
                .description("Time of the first row. Default: 0. The run itself starts at 0, or at T0 if that is"
                        + " earlier.")
                .build());
        spec.addOption(names("--select", "What to record. Default: all species."));
        spec.addOption(names("--amount", "Species to record as amounts."));
        spec.addOption(names("--concentration", "Species to record as concentrations."));
        spec.addOption(OptionSpec.builder("--do").paramLabel("MOVE").type(List.class).auxiliaryTypes(String.class)
                .description("Move a gear: 'x = 0 @ 5..10'. May be given many times.").build());
        DataOption.addTo(spec);
        RunOptions.addTo(spec);
        spec.addOption(OptionSpec.builder("--out").paramLabel("FILE").type(String.class)
                .description("Write the table there, whole or not at all. Default: stdout.").build());
        return spec;
    }

    @Override
    public Exit run(ParseResult given, Screen screen) throws IOException {
        ModelFile file = ModelFile.find(given.matchedPositionalValue(0, ""));
        RunOptions options = RunOptions.of(given);
        List<Intervention> moves = given.matchedOptionValue("--do", List.<String>of()).stream()
                .map(Intervention::parse).toList();
        String place = given.matchedOptionValue("--out", (@Nullable String) null);
        WholeFile out = place == null ? null : new WholeFile(place);

        Model model = DataOption.read(file, given);
        Times times = model.isTimed() ? Times.asked(given) : Times.NONE;
        List<Column> columns = Column.asked(given, model);
        Plan plan = new Plan(List.copyOf(options.settings().keySet()), moves, List.of(),
                columns.stream().map(Column::address).toList(), times.grid(), options.machine());
        double[] inputs = plan.inputs().stream().mapToDouble(options.settings()::get).toArray();
        Run run = model.prepare(plan).run(new World(World.Arming.ON, inputs, options.seed()));

        if (out == null) {
            Writer writer = new OutputStreamWriter(screen.out(), StandardCharsets.UTF_8);
            print(columns, times, run, writer);
            writer.flush();
        } else {
            out.write(writer -> print(columns, times, run, writer));
        }
        model.taken().forEach((name, text) -> {
            if (!plan.inputs().contains(name)) {
                screen.note(text);
            }
        });
        run.remarks().forEach(screen::note);
        for (int move = 0; move < moves.size(); move++) {
            Run.Firing firing = run.firings().get(move);
            if (!firing.fired()) {
                screen.note("'" + moves.get(move) + "' did not take effect: " + firing.detail());
            }
        }
        return Exit.DONE;
    }

    private static void print(List<Column> columns, Times times, Run run, Writer writer) throws IOException {
        Csv csv = new Csv(writer);
        List<String> names = columns.stream().map(Column::heading).toList();
        if (times == Times.NONE) {
            csv.line(names);
            csv.row(run.courses(), 0);
            return;
        }
        csv.header("time", names);
        for (int row = times.skip(); row < times.grid().size(); row++) {
            csv.row(times.grid().get(row), run.courses(), row);
        }
    }

    private static OptionSpec names(String option, String description) {
        return OptionSpec.builder(option).paramLabel("NAME,...").type(List.class).auxiliaryTypes(String.class)
                .description(description).build();
    }
}
