package org.orrery.report;

import java.util.List;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Rung;
import org.orrery.core.Scope;

/** The words of a claim for readers who do not know its language. */
final class Words {
    private Words() {}

    /** The claim's sentence without the reason that is told in full below it. */
    static String lead(Claim claim) {
        String reason = claim.reason();
        String rest = reason == null ? "" : claim.sentence().replace(reason, "").strip();
        return rest.isEmpty() ? claim.sentence() : rest;
    }

    static String status(Claim.Status status) {
        return switch (status) {
            case ANSWERED -> "answered";
            case IDENTIFIED -> "identified, not yet estimated";
            case BOUNDED -> "bounded";
            case REFUSED -> "not licensed";
        };
    }

    static String reason(Claim.Status status) {
        return switch (status) {
            case ANSWERED -> "To be known";
            case IDENTIFIED -> "Why there is no number yet";
            case BOUNDED -> "Why there are only bounds";
            case REFUSED -> "Why there is no number";
        };
    }

    static String rung(Rung rung) {
        return switch (rung) {
            case SEE -> "seeing: what goes with what";
            case DO -> "doing: what follows from a move";
            case IMAGINE -> "imagining: this case, had it been otherwise";
        };
    }

    static String scope(Scope scope) {
        return switch (scope) {
            case MODEL -> "about this model";
            case WORLD -> "about the world";
        };
    }

    static String interval(Claim.Interval interval, boolean paired) {
        String level = Numbers.round(100 * interval.level(), 3) + "\u202f%";
        String kind = switch (interval.kind()) {
            case ENSEMBLE -> level + " of the ensemble:";
            case BOOTSTRAP -> level + " bootstrap interval:";
            case ANALYTIC -> level + " confidence interval:";
            case EXACT -> "exact, up to rounding:";
            case BOUND -> "bounds:";
        };
        return kind + " " + (paired
                ? Figure.signed(interval.low()) + " to " + Figure.signed(interval.high())
                : Figure.of(interval.low()) + " to " + Figure.of(interval.high()));
    }

    static String assumptions(List<Claim.Assumption> assumptions) {
        StringBuilder text = new StringBuilder("Assumptions: ");
        for (Claim.State state : Claim.State.values()) {
            long count = assumptions.stream().filter(assumption -> assumption.status() == state).count();
            if (count > 0) {
                text.append(text.toString().endsWith(": ") ? "" : ", ").append(count).append(switch (state) {
                    case HOLDS -> count == 1 ? " holds" : " hold";
                    case FAILS -> count == 1 ? " fails" : " fail";
                    case UNTESTED -> " untested";
                });
            }
        }
        return text.toString();
    }

    static String checks(List<Claim.Check> checks) {
        long failed = checks.stream().filter(check -> !check.passed()).count();
        return failed == 0
                ? "Checks: all " + checks.size() + " passed"
                : "Checks: " + failed + " of " + checks.size() + " failed";
    }
}
