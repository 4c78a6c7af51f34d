package org.orrery.casebook.training;

import java.util.EnumSet;
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

    /** Of whom the change is asked: the experiment tells it of the trained. */
    enum Whom {
        TRAINED("the trained"), EVERYBODY("all people compared here");

        final String words;

        Whom(String words) {
            this.words = words;
        }
    }

    private final People people;
    private final Notebook notebook;
    private final CaseSetting setting;
    private final EnumSet<Whom> overlaps = EnumSet.noneOf(Whom.class);

    Findings(People people, Notebook notebook, CaseSetting setting) {
        this.people = people;
        this.notebook = notebook;
        this.setting = setting;
        naive();
        for (Whom whom : Whom.values()) {
            ESTIMATORS.forEach(estimator -> ask(estimator, whom));
            boolean allowed = List.of(Estimator.WEIGHTING, Estimator.DOUBLY_ROBUST).stream()
                    .allMatch(estimator -> claim(estimator, whom).status() == Claim.Status.ANSWERED);
            if (allowed) {
                overlaps.add(whom);
            }
            for (Estimator estimator : List.of(Estimator.REGRESSION, Estimator.STRATIFICATION)) {
                notebook.check(id(estimator, whom), new Claim.Check("overlap", allowed, allowed
                        ? "the weights allow an answer for " + whom.words
                        : "the weights are refused: this number is drawn from people who were never like the trained"));
            }
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

    private void ask(Estimator estimator, Whom whom) {
        List<String> covariates = estimator == Estimator.STRATIFICATION ? List.of(People.CLASS) : people.covariates();
        String name = estimator.method().name();
        boolean trained = whom == Whom.TRAINED;
        DataClaim claim = new DataClaim((trained
                ? "E[earnings] | see(treat = 1), against had(treat = 0), beside "
                : "E[earnings] | do(treat = 1), against do(treat = 0), beside ") + people.label() + ", by " + name,
                trained ? Rung.IMAGINE : Rung.DO, people.source(), name, setting)
                .estimand("sum_z (E[earnings | treat = 1, z] - E[earnings | treat = 0, z]) "
                        + (trained ? "P(z | treat = 1)" : "P(z)"))
                .assume("who was trained depends on nothing but " + String.join(", ", people.covariates()),
                        people.random() ? Claim.State.HOLDS : Claim.State.UNTESTED);
        notebook.cite(estimator.method().name() + ": " + estimator.method().reference());
        try {
            Effect effect = Estimates.by(estimator, trained
                    ? question(covariates).among(new Value.Real(1))
                    : question(covariates), people.table(), setting.seed(), setting.lab());
            claim.value(effect.effect().value(), UNIT).interval(effect.effect().interval());
            effect.checks().forEach(check -> claim.check(check.name(), check.passed(), check.detail()));
            effect.assumptions().forEach(one -> claim.assume(one.text(), one.status()));
            notebook.tell(id(estimator, whom), claim.answered("By " + name + " the training changed earnings by "
                    + Numbers.round(effect.effect().value(), 4) + " USD for " + whom.words + "."));
        } catch (Refusal refusal) {
            notebook.tell(id(estimator, whom), claim.refused(String.valueOf(refusal.getMessage()), refusal.advice()));
        }
    }

    private static EffectQuestion question(List<String> covariates) {
        return new EffectQuestion(Target.mean(People.EARNINGS),
                new Contrast(People.TREAT, new Value.Real(1), new Value.Real(0)), new Ground.Adjusting(covariates));
    }

    private String id(Estimator estimator, Whom whom) {
        return people.id() + (whom == Whom.TRAINED ? "-trained-" : "-")
                + estimator.method().name().replaceAll("[^a-z]+", "-");
    }

    People people() {
        return people;
    }

    /** Whether the weights allow an answer for these; where not, what a regression says is drawn from afar. */
    boolean overlaps(Whom whom) {
        return overlaps.contains(whom);
    }

    Claim naiveClaim() {
        return notebook.claim(people.id() + "-naive");
    }

    Claim claim(Estimator estimator, Whom whom) {
        return notebook.claim(id(estimator, whom));
    }
}
