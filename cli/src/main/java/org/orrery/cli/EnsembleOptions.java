package org.orrery.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.orrery.core.Ensemble;
import org.orrery.core.Model;
import org.orrery.core.Question;
import org.orrery.core.Seeds;
import org.orrery.lab.Distribution;
import org.orrery.lab.EnsembleFile;
import org.orrery.lab.Ensembles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What is uncertain, and how many members tell of it. The distributions come from the command line, or from the file
 * beside the model, or are the lab's default, which the claim then says.
 */
record EnsembleOptions(int members, Map<String, Distribution> vary) {
    private static final long MEMBERS = 1000;
    private static final long MOST = 10_000_000;

    static void addTo(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--ensemble").paramLabel("N").type(Long.class).converters(new Whole(1, MOST))
                .description(
                        "Members of the ensemble. Default: none, or " + MEMBERS + " with --vary. Without --vary the"
                                + " inputs vary as MODEL.ensemble.yaml says, else each by about a tenth.")
                .build());
        spec.addOption(OptionSpec.builder("--vary").paramLabel("NAME=DISTRIBUTION").type(List.class)
                .auxiliaryTypes(Assignment.class).converters(Assignment.READER)
                .description("An uncertain input: k=lognormal(median, sigma), normal(mean, sd), uniform(low, high),"
                        + " loguniform(low, high).")
                .build());
    }

    static EnsembleOptions of(ParseResult given) {
        Map<String, Distribution> vary = new LinkedHashMap<>();
        Assignment.byName(given.matchedOptionValue("--vary", List.<Assignment>of()))
                .forEach((name, text) -> vary.put(name, Distribution.parse(text)));
        long usual = vary.isEmpty() ? 0 : MEMBERS;
        return new EnsembleOptions(Math.toIntExact(given.matchedOptionValue("--ensemble", usual)), vary);
    }

    Ensemble draw(Model model, Path file, Question question, RunOptions options) {
        if (members == 0) {
            return Ensemble.NONE;
        }
        if (!vary.isEmpty()) {
            return Ensembles.draw(model, vary, "--vary", members, options.seed());
        }
        Ensemble cases = model.sample(List.of());
        if (cases.size() > 0) {
            return some(cases, options.seed());
        }
        Path beside = EnsembleFile.beside(file);
        if (Files.exists(beside)) {
            EnsembleFile said = EnsembleFile.read(beside);
            String source = said.source() == null ? String.valueOf(beside.getFileName()) : said.source();
            return Ensembles.draw(model, said.vary(), source, members, options.seed());
        }
        Set<String> kept = new HashSet<>(options.settings().keySet());
        question.moves().forEach(move -> kept.add(move.address().name()));
        return Ensembles.drawDefault(model, kept, members, options.seed());
    }

    /** So many of the cases, drawn without replacement; all where there are no more. */
    private Ensemble some(Ensemble cases, long seed) {
        List<double[]> drawn = new ArrayList<>(List.of(cases.draws()));
        Collections.shuffle(drawn, new Random(Seeds.stream(seed, "cases")));
        double[][] kept = drawn.stream().limit(members).toArray(double[][]::new);
        return new Ensemble(cases.inputs(), cases.origins(), kept, cases.assumption(), true);
    }
}
