package org.orrery.report;

import java.util.List;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;

/** Writes what a claim says. */
final class ClaimHtml {
    private final Html html;

    ClaimHtml(Html html) {
        this.html = html;
    }

    /** The claim as a card. */
    void whole(String id, Claim claim) {
        if (id.isEmpty()) {
            html.open("article", "class", "claim");
        } else {
            html.open("article", "class", "claim", "id", "claim-" + id);
        }
        badges(claim, id);
        html.line("p", Words.lead(claim), "class", "sentence");
        html.line("code", claim.question(), "class", "question");
        headline(claim);
        shares(claim.uncertainty());
        long failed = claim.checks().stream().filter(check -> !check.passed()).count();
        long failing = claim.assumptions().stream().filter(a -> a.status() == Claim.State.FAILS).count();
        if (!claim.assumptions().isEmpty()) {
            fold(Words.assumptions(claim.assumptions()), failing > 0);
            assumptions(claim.assumptions());
            html.close();
        }
        if (!claim.checks().isEmpty()) {
            fold(Words.checks(claim.checks()), failed > 0);
            checks(claim.checks());
            html.close();
        }
        html.line("p", claim.provenance().method() + " \u00b7 " + claim.provenance().model() + " \u00b7 seed "
                + claim.provenance().seed(), "class", "method");
        html.close();
    }

    private void fold(String summary, boolean open) {
        if (open) {
            html.open("details", "open", "");
        } else {
            html.open("details");
        }
        html.line("summary", summary);
    }

    void badges(Claim claim, String id) {
        html.open("p", "class", "badges");
        if (!id.isEmpty()) {
            html.line("a", id, "class", "id", "href", "#claim-" + id);
        }
        html.line("span", Words.status(claim.status()), "class", "badge " + claim.status().name().toLowerCase(
                java.util.Locale.ROOT));
        html.line("span", Words.rung(claim.rung()));
        html.line("span", Words.scope(claim.scope()));
        html.close();
    }

    /** The numbers, large; of a claim without one, why. */
    void headline(Claim claim) {
        if (claim.reason() != null) {
            reason(claim, claim.reason());
        }
        Double estimate = claim.estimate();
        if (estimate == null) {
            return;
        }
        html.open("dl", "class", "numbers");
        Double off = claim.off();
        Double on = claim.on();
        boolean paired = off != null && on != null;
        if (off != null && on != null) {
            number("off", "off \u00b7 untouched", Figure.of(off), claim, "");
            number("on", "on \u00b7 operated", Figure.of(on), claim, "");
            number("effect", "effect \u00b7 on \u2212 off", Figure.signed(estimate), claim, Figure.change(off, on));
        } else {
            number("effect", "answer", Figure.of(estimate), claim, "");
        }
        html.close();
        Claim.Interval interval = claim.interval();
        if (interval != null) {
            html.open("div", "class", "interval");
            RangeBar.write(html, estimate, interval);
            html.line("p", Words.interval(interval, paired) + Figure.with(claim.unit()));
            html.close();
        }
    }

    private void number(String kind, String label, String value, Claim claim, String change) {
        html.open("div", "class", kind);
        html.line("dt", label);
        html.open("dd").line("span", value, "class", "value");
        if (claim.unit() != null && !claim.unit().isBlank()) {
            html.line("span", claim.unit(), "class", "unit");
        }
        if (!change.isEmpty()) {
            html.line("span", change, "class", "change");
        }
        html.close().close();
    }

    private void reason(Claim claim, String reason) {
        boolean refused = claim.status() == Claim.Status.REFUSED;
        html.open("div", "class", refused ? "reason refused" : "reason");
        html.line("p", Words.reason(claim.status()), "class", "label");
        // What would help stands on a line of its own or, by custom, starts with "Maybe".
        String[] lines = reason.strip().split("\\n+|\\s+(?=Maybe )", 2);
        html.line("p", lines[0], "class", "why");
        if (lines.length > 1) {
            html.line("p", "What would license an answer", "class", "label").line("p", lines[1]);
        }
        html.close();
    }

    private void shares(List<Claim.Share> shares) {
        if (shares.isEmpty()) {
            return;
        }
        html.open("p", "class", "shares").text("The uncertainty comes from ");
        for (int i = 0; i < shares.size(); i++) {
            html.text(
                    (i == 0 ? "" : ", ") + shares.get(i).source() + " (" + Numbers.round(100 * shares.get(i).share(), 2)
                            + "\u202f%)");
        }
        html.text(".").close();
    }

    void assumptions(List<Claim.Assumption> assumptions) {
        html.open("ul", "class", "states");
        for (Claim.Assumption assumption : assumptions) {
            String kind = switch (assumption.status()) {
                case HOLDS -> "good";
                case FAILS -> "bad";
                case UNTESTED -> "open";
            };
            state(kind, assumption.status().name().toLowerCase(java.util.Locale.ROOT), assumption.text(), "");
        }
        html.close();
    }

    void checks(List<Claim.Check> checks) {
        html.open("ul", "class", "states");
        for (Claim.Check check : checks) {
            state(check.passed() ? "good" : "bad", check.passed() ? "passed" : "failed", check.name(), check.detail());
        }
        html.close();
    }

    /** The state in words, in a sign and in a colour: any one of them is enough. */
    private void state(String kind, String word, String text, String detail) {
        String sign = switch (kind) {
            case "good" -> "\u2713";
            case "bad" -> "\u2717";
            default -> "?";
        };
        html.open("li", "class", kind);
        html.line("span", sign, "class", "sign", "aria-hidden", "true").line("span", word, "class", "word");
        html.open("span", "class", "text").line("span", text);
        if (!detail.isBlank()) {
            html.line("span", detail, "class", "detail");
        }
        html.close().close();
    }
}
