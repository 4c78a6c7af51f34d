package org.orrery.causal;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.counterfactual.Finding;
import org.orrery.causal.estimate.Population;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Answer;
import org.orrery.core.Lab;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/**
 * The mean of those who had one value of a treatment by themselves, had they had another: the effect on the treated, on average
 * and not of one case. Covariates that make seeing tell of doing make the outcome under a value independent of who has it
 * (Shpitser, VanderWeele and Robins, UAI 2010), so that those who have it stand in within each value of the covariates.
 */
final class Treated {
    private final DataAnswer of;
    private final GraphText text;
    private final Observations observations;
    private final Posed posed;
    private final int treatment;

    private Treated(DataAnswer of, GraphText text, Observations observations, int treatment) {
        this.of = of;
        this.text = text;
        this.observations = observations;
        this.posed = of.posed();
        this.treatment = treatment;
    }

    /** Null where the question is another one: it needs one treatment, which was seen, and an outcome, which was not. */
    static @Nullable Treated of(DataAnswer of, GraphText text, Observations observations) {
        Posed posed = of.posed();
        if (posed.had().size() != 1 || !posed.done().isEmpty() || posed.target() instanceof Target.Whole
                || posed.outcomes().intersects(posed.given())) {
            return null;
        }
        int treatment = posed.had().keySet().iterator().next();
        return posed.given().contains(treatment) ? new Treated(of, text, observations, treatment) : null;
    }

    /** @param method the estimator's name, null where the rule picks it */
    Answer answer(@Nullable String method, Lab lab, long seed) {
        Finding finding = Imagining.of(text.graph(), posed);
        if (!(finding instanceof Finding.Identified identified)) {
            return of.withheld(Imagining.withheld(finding, posed, of.wording()), java.util.List.of());
        }
        Map<Integer, Value> rest = new HashMap<>(posed.seen());
        Value own = Objects.requireNonNull(rest.remove(treatment));
        Posed set = new Posed(posed.target(), rest, posed.had(), Map.of());
        if (!(Licensing.of(text, set) instanceof Licence.Granted granted
                && granted.way() instanceof Licence.Way.Adjusting && Estimated.fits(set, granted))) {
            throw new Refusal("It follows from what is observed, by " + identified.formula()
                    + ", and numbers for those who had a value by themselves are made by adjustment alone, of one mean"
                    + " or probability.", "Maybe ask about everybody: do(...)");
        }
        return new Estimated(of, set, new Population.Having(own), observations.table(), lab, seed)
                .answer(new Licence.Granted(granted.way(), granted.graph(), granted.estimand(), granted.why(),
                        granted.checks(), Imagining.METHOD), identified.formula(), method);
    }
}
