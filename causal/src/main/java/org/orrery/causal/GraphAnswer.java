package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.counterfactual.Finding;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.identify.Query;
import org.orrery.causal.text.GraphText;
import org.orrery.causal.text.Population;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Experiment;
import org.orrery.core.Method;
import org.orrery.core.Model;
import org.orrery.core.Rung;
import org.orrery.core.Scope;

/** Answers a question by a graph alone: identified, with the estimand, or refused, with the witness. */
final class GraphAnswer {
    private final Model model;
    private final GraphText text;
    private final Experiment asked;
    private final Wording wording;
    private final long start = System.nanoTime();

    GraphAnswer(Model model, GraphText text, Experiment asked) {
        this.model = model;
        this.text = text;
        this.asked = asked;
        this.wording = new Wording(text.graph());
    }

    Answer answer() {
        Extras.refuse(asked, "A causal graph");
        Posed changing = Posing.changing(text.graph(), asked.question());
        if (!changing.changed().isEmpty() && text.selected().isEmpty() && text.aside().isEmpty()) {
            return changed(ChangedAnswer.of(text, changing));
        }
        Posed posed = Posing.of(text.graph(), asked.question());
        if (text.population() != null) {
            return ported(Populations.of(text), posed);
        }
        if (!text.indicators().isEmpty()) {
            return recovered(Holed.of(text), Holed.query(posed), posed);
        }
        if (!posed.had().isEmpty()) {
            if (!text.selected().isEmpty()) {
                return claim(Selecting.withheld(text, "", Imagining.METHOD), posed);
            }
            return imagined(Imagining.of(text.graph(), posed), posed);
        }
        if (!text.selected().isEmpty()) {
            return claim(Selecting.of(text, posed), posed);
        }
        return claim(Licensing.of(text, posed), posed);
    }

    private Answer ported(Populations populations, Posed posed) {
        Population.Known target = populations.target(posed, populations.known());
        Query query = populations.query(posed);
        return switch (populations.find(query, target, populations.known())) {
            case org.orrery.causal.transport.Finding.Stuck stuck ->
                claim(populations.withheld(stuck, query, target, populations.known()), posed);
            case org.orrery.causal.transport.Finding.Transported found ->
                identified(found.formula(), populations.taken(populations.known()),
                        asks(populations.plain(), query) + " in "
                                + target.name() + " follows from what is known of "
                                + Populations.told(populations.known()),
                        posed, Populations.METHOD);
        };
    }

    private Answer recovered(Holed holed, Query query, Posed posed) {
        return switch (holed.find(query)) {
            case org.orrery.causal.missing.Finding.Recovered recovered -> identified(recovered.formula(),
                    List.of(Taken.untested("no value is missing for another reason than those that the graph names")),
                    asks(text.graph(), query) + " in complete data follows from data with holes: each"
                            + " part of the estimand is read off the cases that have what it speaks of",
                    posed, Holed.METHOD);
            case org.orrery.causal.missing.Finding.NotRecoverable(String reason) ->
                claim(holed.withheld(query, reason), posed);
            case org.orrery.causal.missing.Finding.NotShown(String reason) ->
                claim(holed.withheld(query, reason), posed);
        };
    }

    private static String asks(MixedGraph graph, Query query) {
        return query.treatments().isEmpty()
                ? "how " + graph.names(query.outcomes()) + " is distributed"
                : "the effect of " + graph.names(query.treatments()) + " on " + graph.names(query.outcomes());
    }

    private Answer identified(String formula, List<Claim.Assumption> more, String what, Posed posed, Method method) {
        List<Claim.Assumption> assumptions = new ArrayList<>(model.assumptions());
        assumptions.addAll(more);
        assumptions.add(Taken.untested("positivity: what the estimand conditions on occurs in the data"));
        if (!posed.done().isEmpty()) {
            assumptions.add(Taken.untested("setting " + text.graph().names(posed.treatments())
                    + " does to the rest what having the value by itself does"));
        }
        return answer(Claim.Status.IDENTIFIED, null, formula, assumptions, List.of(),
                "If this graph is right, " + what + ". Data with these columns would give the number (--with).",
                method);
    }

    private Answer imagined(Finding finding, Posed posed) {
        if (!(finding instanceof Finding.Identified identified)) {
            return claim(Imagining.withheld(finding, posed, wording), posed);
        }
        List<Claim.Assumption> assumptions = new ArrayList<>(model.assumptions());
        assumptions.add(Taken.untested("positivity: what the estimand conditions on occurs in the data"));
        return answer(Claim.Status.IDENTIFIED, null, identified.formula(), assumptions, List.of(),
                "If this graph is right, what would have been with " + wording.values(posed.had())
                        + " follows from what is observed, on average over those for whom the same was seen; what one of"
                        + " them would have done takes the equations (data with --with fit them).",
                Imagining.METHOD);
    }

    private Answer changed(ChangedAnswer licensed) {
        List<Claim.Assumption> assumptions = new ArrayList<>(model.assumptions());
        assumptions.add(Taken.untested("positivity: where people are taken, with their covariates, people are by"
                + " themselves"));
        assumptions.addAll(licensed.taken());
        return answer(Claim.Status.IDENTIFIED, null, licensed.formula(), assumptions, licensed.checks(),
                "If this graph is right, what " + licensed.change().move(text.graph().name(licensed.node()))
                        + " changes follows from what is observed: " + licensed.why()
                        + ". Data with these columns would give the number (--with).",
                licensed.licence());
    }

    private Answer claim(Licence licence, Posed posed) {
        return switch (licence) {
            case Licence.Granted granted -> {
                List<Claim.Assumption> assumptions = new ArrayList<>(model.assumptions());
                assumptions.addAll(taken(granted, posed));
                yield answer(Claim.Status.IDENTIFIED, null, granted.formula(), assumptions, granted.checks(),
                        sentence(granted, posed), granted.method());
            }
            case Licence.Withheld(String reason, String license, List<Claim.Check> checks, Method method) ->
                answer(Claim.Status.REFUSED, reason + " " + license, null, model.assumptions(), checks,
                        "This question has no answer here. " + reason + " " + license, method);
        };
    }

    private Answer answer(Claim.Status status, @Nullable String reason, @Nullable String estimand,
            List<Claim.Assumption> assumptions, List<Claim.Check> checks, String sentence, Method method) {
        Claim.Provenance provenance = new Claim.Provenance(model.source().file(), model.source().sha256(),
                model.dataSha256(), asked.version(), asked.seed(), method.name() + ", from the graph alone",
                (System.nanoTime() - start) / 1_000_000);
        Claim claim = new Claim(asked.question().toString(), status, reason, asked.question().rung(), Scope.WORLD,
                estimand, null, null, null, null, null, List.of(), assumptions, checks, sentence, null, provenance);
        return new Answer(claim, List.of(), List.of(),
                method.reference().isEmpty() ? List.of() : List.of(method));
    }

    private List<Claim.Assumption> taken(Licence.Granted granted, Posed posed) {
        if (granted.way() instanceof Licence.Way.Seeing || granted.way() instanceof Licence.Way.Unmoved) {
            return List.of();
        }
        List<Claim.Assumption> taken = new ArrayList<>();
        taken.add(Taken.untested(granted.way() instanceof Licence.Way.Adjusting(var covariates)
                && covariates.or(posed.given()).isEmpty()
                        ? "the value that is set occurs in the data"
                        : "positivity: with every value of what the estimand conditions on, the value that is set occurs"
                                + " in the data"));
        taken.add(Taken.untested("setting " + text.graph().names(posed.treatments())
                + " does to the rest what having the value by itself does"));
        return taken;
    }

    private String sentence(Licence.Granted granted, Posed posed) {
        MixedGraph graph = text.graph();
        if (asked.question().rung() == Rung.SEE) {
            return "This asks what goes with what, not what causes what: " + granted.why()
                    + (text.selected().isEmpty() ? ", and no graph is needed." : ".");
        }
        String late = graph.descendants(posed.treatments()).intersects(posed.given())
                ? " What is seen (" + graph.names(posed.given())
                        + ") comes after what is set: it is what is seen once it is set."
                : "";
        return "If this graph is right, " + (granted.way() instanceof Licence.Way.Unmoved
                ? granted.why() + "."
                : "the effect of " + graph.names(posed.treatments()) + " on " + graph.names(posed.outcomes())
                        + " follows from what is observed: " + granted.why()
                        + ". Data with these columns would give the number (--with).")
                + late;
    }
}
