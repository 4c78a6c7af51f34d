package org.orrery.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orrery.core.Address;
import org.orrery.core.Method;
import org.orrery.core.Model;
import org.orrery.core.OrreryException;
import org.orrery.core.Plan;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.Variable;
import org.orrery.core.World;
import org.orrery.dynamics.SbmlModelReader;

/** Loads every SBML file of a folder, runs it for a given time, and writes a table: how it ended and what it took. */
public final class BioModels {
    private BioModels() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(arguments);
        List<Path> files;
        try (Stream<Path> all = Files.walk(options.folder())) {
            files = all.filter(file -> file.toString().matches(".*\\.xml(\\.gz)?")).sorted().toList();
        }
        List<Verdict> verdicts = TimedRuns.of(files, file -> verdict(file, options.to()), options);
        List<String> lines = new ArrayList<>(List.of("model,verdict,message,seconds"));
        for (int i = 0; i < files.size(); i++) {
            lines.add(files.get(i).getFileName() + "," + verdicts.get(i).told());
        }
        options.write(lines);
        System.out.println(verdicts.stream().collect(Collectors.groupingBy(Verdict::kind, Collectors.counting())));
        System.exit(0); // runs past their limit may still be going
    }

    private static Verdict verdict(Path file, double to) {
        long start = System.nanoTime();
        try {
            Model model = new SbmlModelReader().read(file);
            List<Address> species = model.variables().stream()
                    .filter(variable -> variable.kind().equals(model.isTimed() ? "species" : "objective"))
                    .map(Variable::name).map(Address::of).toList();
            long loaded = System.nanoTime();
            Run run = model.prepare(new Plan(List.of(), List.of(), List.of(), species,
                    model.isTimed() ? List.of(0.0, to) : List.of(0.0), Map.of()))
                    .run(new World(World.Arming.OFF, new double[0], 1));
            String told = String.format(Locale.ROOT, "%d species; load %.0f ms; prepare and solve %.0f ms; %s; %s",
                    species.size(), (loaded - start) / 1e6, (System.nanoTime() - loaded) / 1e6,
                    run.methods().stream().map(Method::name).collect(Collectors.joining(" and ")), run.work());
            return Verdict.of(Verdict.Kind.PASSED, told, start);
        } catch (OrreryException refused) {
            return Verdict.of(Verdict.Kind.REFUSED, String.valueOf(refused.getMessage()), start);
        } catch (RunFailure failed) {
            return Verdict.of(Verdict.Kind.FAILED, String.valueOf(failed.getMessage()), start);
        }
    }
}
