package org.orrery.causal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.orrery.causal.data.Table;
import org.orrery.causal.data.TableFile;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.scm.attribution.AnomalyAttribution;
import org.orrery.causal.scm.attribution.Attributed;
import org.orrery.causal.scm.attribution.ChangeAttribution;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Attribution;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Method;
import org.orrery.core.Model;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Rung;
import org.orrery.core.Scope;

/** Why a mean changed from one table to another, or why one case is odd: parts by mechanism, with intervals and a null. */
final class Explaining {
    /** The name of the method that there is. */
    static final String WORD = "shapley";
    private static final Method CHANGE = new Method("attribution of a change to mechanisms",
            "Budhathoki, Janzing, Bloebaum and Ng, AISTATS 2021");
    private static final Method ANOMALY = new Method("attribution of an anomaly to noises",
            "Budhathoki, Minorics, Bloebaum and Janzing, ICML 2022");
    private static final double LEVEL = 0.05;
    private static final int MOST_NAMED = 4;

    private final Model model;
    private final MixedGraph graph;
    private final Observations observations;
    private final Attribution asked;
    private final String target;
    private final long start = System.nanoTime();

    Explaining(Model model, GraphText text, Observations observations, Attribution asked) {
        this.model = model;
        this.graph = text.graph();
        this.observations = observations;
        this.asked = asked;
        if (!text.selected().isEmpty() || !text.aside().isEmpty()) {
            throw new Refusal(
                    "Attribution takes data of everybody without reasons for holes, and this graph says that cases"
                            + " are selected, of several populations or with holes.",
                    "Maybe leave those nodes out, if the data allow it.");
        }
        refuse(asked.by().isEmpty(), "--by", "parts are those of the mechanisms of the graph");
        refuse(asked.baseline().isEmpty(), "--baseline", "a change is told against other data (--against)");
        refuse(asked.steps() == 0, "--steps", "there are none to be taken");
        if (!asked.method().isEmpty() && !asked.method().equals(WORD)) {
            throw new InvalidInput("There is no method '" + asked.method() + "' for a causal graph.",
                    "Leave --method out, or write: " + WORD);
        }
        this.target = graph.name(graph.node(address().name()));
    }

    private static void refuse(boolean absent, String option, String why) {
        if (!absent) {
            throw new InvalidInput(option + " has no meaning for a causal graph: " + why + ".", "Leave it out.");
        }
    }

    private Address address() {
        Quantity quantity = asked.target() instanceof Quantity.Expectation(Quantity inner) ? inner : asked.target();
        if (quantity instanceof Quantity.Read(Address address) && address.selectors().isEmpty()) {
            return address;
        }
        throw new InvalidInput("'" + asked.target() + "' is no variable, and one is explained at a time.",
                "Maybe write: --target " + Address.of(graph.name(graph.size() - 1)));
    }

    Answer answer(Lab lab) {
        Path against = asked.against();
        if (against != null && asked.row() >= 0) {
            throw new InvalidInput("--row asks of one case and --against of a whole table.", "Leave one of them out.");
        }
        if (against != null) {
            return change(TableFile.read(against), Sources.sha256(against), lab);
        }
        if (asked.row() < 0) {
            throw new InvalidInput("What is to be explained is not said: one case, or a change from other data.",
                    "Maybe --row 17, or --against before.csv");
        }
        Attributed why = AnomalyAttribution.of(graph, observations.table(), target, asked.row(), asked.seed(), lab);
        String odd = "Row " + asked.row() + " is as odd in " + target + " as one case in "
                + Numbers.round(Math.exp(why.total()), 3) + " (" + Numbers.round(why.total(), 3) + " nats)";
        return told("explain " + Address.of(target) + " of row " + asked.row(), Rung.IMAGINE, why, odd
                + "; of that " + parts(why)
                + " A part is how much less odd the case would be, had that noise been drawn anew.",
                ANOMALY, "");
    }

    private Answer change(Table before, String sha256, Lab lab) {
        Attributed why = ChangeAttribution.of(graph, before, observations.table(), target, asked.seed(), lab);
        String changed = "From " + before.source() + " to " + observations.table().source() + " the mean of " + target
                + (why.total() < 0 ? " falls by " : " rises by ") + Numbers.round(Math.abs(why.total()), 4) + " (95 %: "
                + Numbers.round(why.interval().low(), 4) + " to " + Numbers.round(why.interval().high(), 4) + ")";
        return told("explain " + Address.of(target) + " of " + observations.table().source() + " against "
                + before.source(), Rung.DO, why, changed + "; of that " + parts(why),
                CHANGE, "; against " + before.source() + " (sha256 " + sha256 + ")");
    }

    /** The parts that chance does not make, the largest first. */
    private static String parts(Attributed why) {
        List<Attributed.Part> found = why.parts().stream().filter(part -> part.p() <= LEVEL).toList();
        String all = found.stream().limit(MOST_NAMED).map(part -> Numbers.round(part.value(), 4) + " comes of "
                + part.variable() + " (" + Numbers.round(part.interval().low(), 4) + " to "
                + Numbers.round(part.interval().high(), 4) + ")").collect(Collectors.joining(", "));
        return found.isEmpty()
                ? "no part is larger than chance makes it."
                : all + "; the parts of others are as chance makes them.";
    }

    private Answer told(String question, Rung rung, Attributed why, String sentence, Method method, String more) {
        List<List<Object>> rows = new ArrayList<>();
        why.parts().forEach(part -> rows.add(List.of(Address.of(part.variable()).toString(), part.value(),
                part.interval().low(), part.interval().high(), part.p())));
        List<Claim.Assumption> assumptions = new ArrayList<>(why.assumptions());
        assumptions.add(Taken.untested("the cases are independent draws"));
        String reason = why.checks().stream()
                .filter(check -> check.name().equals("no-op control") && !check.passed())
                .findFirst().map(check -> "The control failed: " + check.detail() + ".").orElse(null);
        boolean refused = reason != null;
        Claim claim = new Claim(question, refused ? Claim.Status.REFUSED : Claim.Status.ANSWERED, reason, rung,
                Scope.WORLD, null, refused ? null : why.total(), null, refused ? null : why.interval(), null, null,
                List.of(), assumptions, why.checks(),
                refused ? "This question has no answer here. " + reason : sentence,
                refused ? null : new Claim.Table(List.of("mechanism", "part", "low", "high", "p"), rows),
                new Claim.Provenance(model.source().file(), model.source().sha256(), observations.sha256(),
                        asked.version(), asked.seed(), method.name() + ": " + why.method() + more,
                        (System.nanoTime() - start) / 1_000_000));
        return new Answer(claim, List.of(), List.of(), List.of(method));
    }
}
