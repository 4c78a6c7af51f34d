package org.orrery.casebook.pulse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.Numbers;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.report.CaseSetting;
import org.orrery.report.NamedClaim;

/** What came out of one study: its claims, and the effect of each exposure, whole and with each arrow cut. */
final class Findings {
    /** How near the author's own dial must come. */
    private static final double SAME = 1e-6;
    private static final int POINTS = 401;

    private final Study study;
    private final CaseSetting setting;
    private final List<NamedClaim> claims = new ArrayList<>();
    private final Answer pulse;
    private final Answer chronic;

    Findings(Study study, CaseSetting setting) {
        this.study = study;
        this.setting = setting;
        pulse = expose(true);
        chronic = expose(false);
        String peak = study.extreme() + "(" + study.readout() + ") over "
                + Numbers.print(study.chronic().inForce().from())
                + ".." + Numbers.print(study.chronic().readAt());
        name("chronic-peak", ask(peak, study.chronic().moves(), study.settings(), false).claim());
        for (Arrow arrow : study.arrows()) {
            name("cut-" + arrow.id(),
                    ask(read(study.chronic()), arrow.cuts(), study.settings(), false).claim());
            name("pulse-cut-" + arrow.id(), cut(study.pulse(), arrow));
            name("chronic-cut-" + arrow.id(), cut(study.chronic(), arrow));
        }
    }

    Study study() {
        return study;
    }

    List<NamedClaim> claims() {
        return claims;
    }

    Answer exposed(boolean brief) {
        return brief ? pulse : chronic;
    }

    Claim claim(String id) {
        return claims.stream().filter(named -> named.id().equals(study.id() + "-" + id)).findFirst().orElseThrow()
                .claim();
    }

    /** The effect that a claim reports. */
    double effect(String id) {
        Claim claim = claim(id);
        Double estimate = claim.estimate();
        if (estimate == null) {
            throw new Refusal("The question '" + claim.question() + "' has no answer: " + claim.reason(),
                    "Maybe look at its checks with 'orrery ask'.");
        }
        return estimate;
    }

    /** The arrow whose cut changes the effect of the exposure most. */
    Arrow revealed(boolean brief) {
        String exposure = brief ? "pulse" : "chronic";
        Arrow most = study.arrows().getFirst();
        for (Arrow arrow : study.arrows()) {
            if (change(exposure, arrow) > change(exposure, most)) {
                most = arrow;
            }
        }
        return most;
    }

    private double change(String exposure, Arrow arrow) {
        return Math.abs(effect(exposure + "-cut-" + arrow.id()) - effect(exposure));
    }

    private Answer expose(boolean brief) {
        Exposure exposure = study.exposure(brief);
        Answer answer = ask(read(exposure), exposure.moves(), study.settings(), true);
        Dial dial = study.dial();
        Claim claim = dial == null || dial.pulse() != brief ? answer.claim() : withDial(answer.claim(), exposure, dial);
        name(brief ? "pulse" : "chronic", claim);
        return answer;
    }

    private Claim withDial(Claim claim, Exposure exposure, Dial dial) {
        Double on = claim.on();
        Double same = ask(read(exposure), List.of(), dial.settings(), false).claim().estimate();
        boolean passed = on != null && same != null && Math.abs(on - same) <= SAME * Math.abs(same);
        return claim.with(new Claim.Check("the author's dial", passed, dial.words() + " give "
                + (same == null ? "no answer" : Numbers.round(same, 8)) + ", the intervention "
                + (on == null ? "none" : Numbers.round(on, 8))));
    }

    private Claim cut(Exposure exposure, Arrow arrow) {
        List<String> moves = new ArrayList<>(exposure.moves());
        moves.addAll(arrow.cuts());
        return ask(read(exposure), moves, study.settings(), false).claim();
    }

    private String read(Exposure exposure) {
        return study.readout() + " @ " + Numbers.print(exposure.readAt());
    }

    private Answer ask(String quantity, List<String> moves, Map<String, Double> settings, boolean watched) {
        String question = moves.isEmpty() ? quantity : quantity + " | do(" + String.join(", ", moves) + ")";
        List<Double> grid = watched
                ? IntStream.range(0, POINTS).mapToObj(i -> study.end() * i / (POINTS - 1)).toList()
                : List.of();
        return new Experiment(study.model(), Question.parse(question), settings, Ensemble.NONE, Map.of(),
                watched ? List.of(Address.of(study.readout())) : List.of(), grid, setting.seed(), setting.version())
                .ask(setting.lab());
    }

    private void name(String id, Claim claim) {
        claims.add(new NamedClaim(study.id() + "-" + id, claim));
    }
}
