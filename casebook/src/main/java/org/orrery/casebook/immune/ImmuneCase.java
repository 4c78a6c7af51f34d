package org.orrery.casebook.immune;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Model;
import org.orrery.lab.Ensembles;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.NamedClaim;

/** A tumour, TGF-beta and a vaccine: the verdict on a block depends on its dose, start and duration. */
public final class ImmuneCase implements Case {
    private static final int MEMBERS = 300;

    @Override
    public String name() {
        return "immune";
    }

    @Override
    public String title() {
        return "What happens to the tumour when TGF-beta is blocked?";
    }

    @Override
    public String teaches() {
        return "The verdict depends on dose, start and duration: a cure at day 100 can be a relapse at day 200.";
    }

    @Override
    public String needs() {
        return "nothing; the mechanism is built in";
    }

    @Override
    public CaseResult run(CaseSetting setting) {
        Model model = WilsonLevy.model();
        Treatments treatments = new Treatments(model, setting);
        List<NamedClaim> claims = new ArrayList<>();
        Answer chronic = treatments.watch("T @ 300 | do(a1 = 0)", false);
        Answer pulse = treatments.watch("T @ 200 | do(a1 = 0 @ 0..30)", false);
        OneCell chronicLow = lowest(treatments, "do(a1 = 0)", false);
        OneCell bothLow = lowest(treatments, "do(a1 = 0)", true);
        OneCell pulseLow = lowest(treatments, "do(a1 = 0 @ 0..30)", false);
        add(claims, "block-day-300", chronicLow.onto(chronic.claim()));
        add(claims, "block-day-100", treatments.ask("T @ 100 | do(a1 = 0)", false).claim());
        add(claims, "untouched", treatments.ask("T @ 300", false).claim());
        add(claims, "vaccine", treatments.ask("T @ 300", true).claim());
        add(claims, "vaccine-and-block-day-100", treatments.ask("T @ 100 | do(a1 = 0)", true).claim());
        add(claims, "vaccine-and-block-day-300", bothLow.onto(treatments.ask("T @ 300 | do(a1 = 0)", true).claim()));
        add(claims, "half-block-day-100", treatments.ask("T @ 100 | do(a1 *= 0.5)", false).claim());
        add(claims, "late-pulse-day-100", treatments.ask("T @ 100 | do(a1 = 0 @ 50..80)", false).claim());
        add(claims, "early-pulse-day-100", treatments.ask("T @ 100 | do(a1 = 0 @ 0..30)", false).claim());
        add(claims, "early-pulse-day-200", pulseLow.onto(pulse.claim()));
        TreatmentMap map = TreatmentMap.of(treatments, setting.lab());
        add(claims, "start-duration-map", map.claim());
        Ensemble ensemble = Ensembles.drawDefault(model, Set.of("a1", "g0"), MEMBERS, setting.seed());
        Answer uncertain = treatments.sketch("T @ 100 | do(a1 = 0)", ensemble, Treatments.days());
        add(claims, "block-day-100-uncertain", uncertain.claim());
        Answer relapse = treatments.sketch("P(T @ 300 > 1) | do(a1 = 0)", ensemble, List.of());
        add(claims, "relapse-probability", relapse.claim());
        return new CaseResult(claims, new Story(claims, chronic, pulse, uncertain, map, chronicLow, bothLow)
                .page(title(), setting.command()));
    }

    private static OneCell lowest(Treatments treatments, String move, boolean vaccine) {
        Claim claim = treatments.ask("min(T) over 0..300 | " + move, vaccine).claim();
        return new OneCell(OneCell.number(claim));
    }

    private static void add(List<NamedClaim> claims, String id, Claim claim) {
        claims.add(new NamedClaim(id, claim));
    }
}
