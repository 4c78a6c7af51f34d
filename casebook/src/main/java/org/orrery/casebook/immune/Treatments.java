package org.orrery.casebook.immune;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.Model;
import org.orrery.core.Question;
import org.orrery.report.CaseSetting;

/** Asks the mechanism, always with the same solver settings. */
final class Treatments {
    static final Address TUMOUR = Address.of("T");
    static final double END = 300;
    /** A relapse grows from very little by many powers of ten, and errors grow with it. */
    private static final Map<String, String> TIGHT = Map.of("rtol", "1e-9");
    private static final double VACCINE = 5000;
    private static final int POINTS = 301;

    private final Model model;
    private final CaseSetting setting;

    Treatments(Model model, CaseSetting setting) {
        this.model = model;
        this.setting = setting;
    }

    Answer ask(String question, boolean vaccine) {
        return ask(question, vaccine, Ensemble.NONE, List.of(), TIGHT);
    }

    /** The same at the default tolerance, for pictures and shares made of many runs. */
    Answer sketch(String question, Ensemble ensemble, List<Double> days) {
        return ask(question, false, ensemble, days, Map.of());
    }

    /** The same, with the tumour's course over all days. */
    Answer watch(String question, boolean vaccine) {
        return ask(question, vaccine, Ensemble.NONE, days(), TIGHT);
    }

    private Answer ask(String question, boolean vaccine, Ensemble ensemble, List<Double> days,
            Map<String, String> options) {
        Map<String, Double> settings = vaccine ? Map.of("g0", VACCINE) : Map.of();
        List<Address> courses = days.isEmpty() ? List.of() : List.of(TUMOUR);
        return new Experiment(model, Question.parse(question), settings, ensemble, options, courses, days,
                setting.seed(),
                setting.version()).ask(setting.lab());
    }

    static List<Double> days() {
        return IntStream.range(0, POINTS).mapToObj(i -> END * i / (POINTS - 1)).toList();
    }
}
