package org.orrery.casebook.training;

import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.DataClaim;
import org.orrery.casebook.Notebook;
import org.orrery.causal.estimate.Contrast;
import org.orrery.causal.estimate.Effect;
import org.orrery.causal.estimate.EffectQuestion;
import org.orrery.causal.estimate.Estimates;
import org.orrery.causal.estimate.Estimator;
import org.orrery.causal.estimate.Ground;
import org.orrery.causal.estimate.Target;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Rung;
import org.orrery.core.Value;
import org.orrery.report.CaseSetting;

/** What each estimator says of one group, and what the overlap does not allow. */
final class Findings {
    static final List<Estimator> ESTIMATORS = List.of(Estimator.REGRESSION, Estimator.STRATIFICATION,
            Estimator.WEIGHTING, Estimator.DOUBLY_ROBUST);
    private static final String UNIT = "USD";

    private final People people;
    private final Notebook notebook;
    private final CaseSetting setting;
    private final boolean overlaps;

    Findings(People people, Notebook notebook, CaseSetting setting) {
        this.people = people;
        this.notebook = notebook;
        this.setting = setting;
        naive();
        List<Claim> told = new ArrayList<>();
        for (Estimator estimator : ESTIMATORS) {
            told.add(ask(estimator));
        }
        overlaps = told.get(2).status() == Claim.Status.ANSWERED && told.get(3).status() == Claim.Status.ANSWERED;
        for (Estimator estimator : List.of(Estimator.REGRESSION, Estimator.STRATIFICATION)) {
            notebook.check(id(estimator), new Claim.Check("overlap", overlaps, overlaps
                    ? "the weights allow an answer for everybody"
                    : "the weights are refused: this number is drawn from people who were never like the trained"));
        }
    }

    private void naive() {
        Effect effect = Estimates.by(Estimator.STRATIFICATION, question(List.of()), people.table(), setting.seed(),
                setting.lab());
        DataClaim claim = new DataClaim(
                "E[earnings] | see(treat = 1), against see(treat = 0), beside " + people.label(),
                people.random() ? Rung.DO : Rung.SEE, people.source(), "difference of means", setting)
                .value(effect.naive().value(), UNIT).interval(effect.naive().interval())
                .assume("nothing but the training tells the groups apart",
                        people.random() ? Claim.State.HOLDS : Claim.State.FAILS);
        double more = effect.naive().value();
        notebook.tell(people.id() + "-naive", claim.answered("The trained earned " + Numbers.round(Math.abs(more), 5)
                + " USD " + (more < 0 ? "less" : "more") + " than " + people.label() + " (standard error "
                + Numbers.round(effect.naive().error(), 3) + ")."));
    }

    private Claim ask(Estimator estimator) {
        List<String> covariates = estimator == Estimator.STRATIFICATION ? List.of(People.CLASS) : people.covariates();
        String name = estimator.method().name();
        DataClaim claim = new DataClaim("E[earnings] | do(treat = 1), beside " + people.label() + ", by " + name,
                Rung.DO,
                people.source(), name, setting)
                .estimand("sum_z (E[earnings | treat = 1, z] - E[earnings | treat = 0, z]) P(z)")
                .assume("who was trained depends on nothing but " + String.join(", ", people.covariates()),
                        people.random() ? Claim.State.HOLDS : Claim.State.UNTESTED);
        notebook.cite(estimator.method().name() + ": " + estimator.method().reference());
        try {
            Effect effect = Estimates.by(estimator, question(covariates), people.table(), setting.seed(),
                    setting.lab());
            claim.value(effect.effect().value(), UNIT).interval(effect.effect().interval());
            effect.checks().forEach(check -> claim.check(check.name(), check.passed(), check.detail()));
            effect.assumptions().forEach(one -> claim.assume(one.text(), one.status()));
            return notebook.tell(id(estimator), claim.answered("By " + name + " the training changed earnings by "
                    + Numbers.round(effect.effect().value(), 4) + " USD for all people compared here."));
        } catch (Refusal refusal) {
            return notebook.tell(id(estimator), claim.refused(String.valueOf(refusal.getMessage()), refusal.advice()));
        }
    }

    private static EffectQuestion question(List<String> covariates) {
        return new EffectQuestion(Target.mean(People.EARNINGS),
                new Contrast(People.TREAT, new Value.Real(1), new Value.Real(0)), new Ground.Adjusting(covariates));
    }

    private String id(Estimator estimator) {
        return people.id() + "-" + estimator.method().name().replaceAll("[^a-z]+", "-");
    }

    People people() {
        return people;
    }

    /** Whether the weights allow an answer for everybody; where not, what a regression says is drawn from afar. */
    boolean overlaps() {
        return overlaps;
    }

    Claim naiveClaim() {
        return notebook.claim(people.id() + "-naive");
    }

    Claim claim(Estimator estimator) {
        return notebook.claim(id(estimator));
    }
}
