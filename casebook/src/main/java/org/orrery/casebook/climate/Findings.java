package org.orrery.casebook.climate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.orrery.casebook.DataClaim;
import org.orrery.casebook.Notebook;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Numbers;
import org.orrery.core.Rung;
import org.orrery.report.CaseSetting;

/** What came out of one world: the regressions, the fits and what they leave open, and the answer of the mechanism. */
final class Findings {
    private static final int MEMBERS = 200;

    private final Record record;
    private final Regressions regressions;
    private final Fit temperatureAlone;
    private final Fit oneLayer;
    private final Fit both;
    private final List<Fit.Profile> open;
    private final List<Fit.Profile> closed;
    private final CaseSetting setting;
    private final Notebook notebook;

    Findings(Record record, Notebook notebook, CaseSetting setting) {
        this.record = record;
        this.setting = setting;
        this.notebook = notebook;
        regressions = new Regressions(record, notebook, setting);
        temperatureAlone = new Fit(record, 2, false);
        oneLayer = new Fit(record, 1, false);
        both = new Fit(record, 2, true);
        open = temperatureAlone.profiles();
        closed = both.profiles();
        tellFit("two-layers-temperature", "two layers from temperature alone", temperatureAlone, open);
        tellFit("one-layer-temperature", "one layer from temperature alone", oneLayer, oneLayer.profiles());
        tellFit("two-layers-both", "two layers from temperature and ocean heat", both, closed);
        ask();
    }

    private void tellFit(String id, String what, Fit fit, List<Fit.Profile> profiles) {
        List<List<Object>> rows = new ArrayList<>();
        profiles.forEach(profile -> rows.add(List.of(profile.name(), value(fit.best(), profile.name()), profile.low(),
                profile.high(), profile.identified() ? "yes" : "no")));
        String lost = profiles.stream().filter(profile -> !profile.identified()).map(Fit.Profile::name)
                .collect(Collectors.joining(", "));
        DataClaim claim = new DataClaim("parameters of " + what + ", 1971-2023", Rung.SEE, record.source(),
                "least squares, profile likelihood", setting)
                .table(List.of("parameter", "best", "low", "high", "identified"), rows)
                .check("curvature", fit.condition() < 1e4, "the steepest direction of the misfit is "
                        + Numbers.round(fit.condition(), 2) + " times as steep as the flattest");
        if (!lost.isEmpty()) {
            String held = profiles.stream().filter(Fit.Profile::identified)
                    .map(profile -> profile.name() + " " + Numbers.round(profile.low(), 3) + " to "
                            + Numbers.round(profile.high(), 3))
                    .collect(Collectors.joining(", "));
            notebook.tell(record.id() + "-" + id, claim.refused("Of " + what + ", " + lost + (lost.contains(",")
                    ? " are"
                    : " is") + " not identified: other values fit as well once the rest is fitted anew."
                    + (held.isEmpty() ? "" : " Identified are: " + held + "."),
                    "Years of ocean heat, or a longer record, would license more."));
            return;
        }
        notebook.tell(record.id() + "-" + id, claim.value(fit.best().lambda(), "W/m2/K")
                .interval(new Claim.Interval(0.95, profiles.getFirst().low(), profiles.getFirst().high(),
                        Claim.IntervalKind.ANALYTIC))
                .answered("All parameters of " + what + " are identified; lambda is "
                        + Numbers.round(fit.best().lambda(), 3) + " W/m2/K."));
    }

    static double value(TwoLayers layers, String name) {
        return switch (name) {
            case "lambda" -> layers.lambda();
            case "exchange" -> layers.gamma();
            case "shallow" -> layers.shallow();
            default -> layers.deep();
        };
    }

    private void ask() {
        int end = Record.TO - Record.START;
        String question = "T @ " + end + ".5 | do(co2 = " + Numbers.print(record.co2(Record.FROM)) + " @ "
                + (Record.FROM - Record.START) + "..)";
        Ensemble draws = new Ensemble(Fit.NAMES, List.of("fit", "fit", "fit", "fit"),
                both.draws(MEMBERS, setting.seed()),
                "the parameters are as likely as they fit temperature and ocean heat, beforehand alike in their logarithms");
        String id = record.id() + "-held-best";
        notebook.ask(id, Mechanism.of(record, both.best()), question);
        double[] held = both.best().run(record.forcingHeld(Record.FROM))[0];
        double[] free = both.best().run(record.forcing())[0];
        double closedForm = held[end] - free[end];
        notebook.check(id, new Claim.Check("closed form", Math.abs(closedForm - notebook.value(id)) < 1e-5,
                "two exponentials give " + Numbers.round(closedForm, 7) + " K, the solver "
                        + Numbers.round(notebook.value(id), 7)));
        notebook.ask(record.id() + "-held", Mechanism.of(record, both.best()), question, draws);
    }

    /** What the simulated world itself would do; NaN for the measured one, where nobody knows. */
    double known() {
        int end = Record.TO - Record.START;
        return record.id().equals("simulated")
                ? Record.TRUTH.run(record.forcingHeld(Record.FROM))[0][end]
                        - Record.TRUTH.run(record.forcing())[0][end]
                : Double.NaN;
    }

    /** What the regression would say of the same question: its slope times the change of carbon dioxide. */
    double regressed() {
        return regressions.alone().value() * (record.co2(Record.FROM) - record.co2(Record.TO));
    }

    Record record() {
        return record;
    }

    Regressions regressions() {
        return regressions;
    }

    Fit temperatureAlone() {
        return temperatureAlone;
    }

    Fit oneLayer() {
        return oneLayer;
    }

    Fit both() {
        return both;
    }

    List<Fit.Profile> open() {
        return open;
    }

    List<Fit.Profile> closed() {
        return closed;
    }

    double held() {
        return notebook.value(record.id() + "-held");
    }

    Claim claim(String id) {
        return notebook.claim(record.id() + "-" + id);
    }
}
