package org.orrery.dynamics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.orrery.core.Address;
import org.orrery.core.Model;
import org.orrery.core.OrreryException;
import org.orrery.core.Plan;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.World;

/** Runs a folder of cases laid out like the SBML semantic test suite, by the suite's own tolerance rule. */
final class SemanticSuite {
    private SemanticSuite() {}

    /** How a case ended. */
    record Outcome(String file, Verdict verdict, String detail) {}

    enum Verdict {
        PASSED, REFUSED, WRONG, FAILED
    }

    static List<Outcome> run(Path folder) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Path each : SuiteCase.under(folder)) {
            SuiteCase suiteCase = SuiteCase.read(each);
            for (Path file : suiteCase.models()) {
                outcomes.add(judge(file, suiteCase));
            }
        }
        return outcomes;
    }

    private static Outcome judge(Path file, SuiteCase suiteCase) {
        String name = file.getFileName().toString();
        try {
            String wrong = compare(new SbmlModelReader().read(file), suiteCase);
            return new Outcome(name, wrong.isEmpty() ? Verdict.PASSED : Verdict.WRONG, wrong);
        } catch (OrreryException refused) {
            return new Outcome(name, Verdict.REFUSED, String.valueOf(refused.getMessage()));
        } catch (RunFailure failed) {
            return new Outcome(name, Verdict.FAILED, String.valueOf(failed.getMessage()));
        }
    }

    private static String compare(Model model, SuiteCase suiteCase) {
        List<Double> grid = new ArrayList<>();
        for (int i = 0; i <= suiteCase.steps(); i++) {
            grid.add(suiteCase.start() + (i == 0 ? 0 : suiteCase.duration() * i / suiteCase.steps()));
        }
        List<String> amounts = suiteCase.names("amount");
        List<String> concentrations = suiteCase.names("concentration");
        List<String> variables = suiteCase.names("variables");
        List<Address> addresses = variables.stream().map(variable -> Address.of(
                amounts.contains(variable)
                        ? variable + ".amount"
                        : concentrations.contains(variable) ? variable + ".concentration" : variable))
                .toList();
        Run run = model.prepare(new Plan(List.of(), List.of(), List.of(), addresses, grid, Map.of()))
                .run(new World(World.Arming.OFF, new double[0], 1));
        double[][] rows = new double[grid.size()][variables.size()];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                rows[row][column] = run.courses()[column][row];
            }
        }
        return suiteCase.difference(variables, rows);
    }
}
