package org.orrery.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question: never a bare number.
 *
 * @param question as asked, in the question language
 * @param status how far the question could be answered
 * @param reason why it was refused or only bounded, and what would license more; null otherwise
 * @param rung of the ladder
 * @param scope what the claim speaks about
 * @param estimand what the answer is of the distribution of what can be observed, where the question had to be identified
 *         first: {@code sum_z P(y | x, z) P(z)}; null otherwise
 * @param estimate the value asked for; for a {@code do} question the effect, on minus off
 * @param unit of the estimate, null where the model gives none
 * @param interval around the estimate, null where there is none
 * @param off what the untouched machine does, {@code do} questions only
 * @param on what the operated machine does, {@code do} questions only
 * @param uncertainty shares of the ensemble's variance by source, largest first; what no single source explains comes last
 * @param assumptions each with its state
 * @param checks each with its outcome
 * @param sentence one plain sentence that a non-specialist can act on
 * @param table a sweep or a course, null where the answer is one number
 * @param provenance where all of it came from
 */
public record Claim(String question, Status status, @Nullable String reason, Rung rung, Scope scope,
        @Nullable String estimand, @Nullable Double estimate, @Nullable String unit, @Nullable Interval interval,
        @Nullable Double off,
        @Nullable Double on, List<Share> uncertainty, List<Assumption> assumptions, List<Check> checks, String sentence,
        @Nullable Table table, Provenance provenance) {
    public Claim {
        uncertainty = List.copyOf(uncertainty);
        assumptions = List.copyOf(assumptions);
        checks = List.copyOf(checks);
    }

    /** A claim about a machine that was run: nothing had to be identified. */
    public Claim(String question, Status status, @Nullable String reason, Rung rung, Scope scope,
            @Nullable Double estimate, @Nullable String unit, @Nullable Interval interval, @Nullable Double off,
            @Nullable Double on, List<Share> uncertainty, List<Assumption> assumptions, List<Check> checks,
            String sentence, @Nullable Table table, Provenance provenance) {
        this(question, status, reason, rung, scope, null, estimate, unit, interval, off, on, uncertainty, assumptions,
                checks, sentence, table, provenance);
    }

    /** How far a question could be answered. */
    public enum Status {
        ANSWERED, IDENTIFIED, BOUNDED, REFUSED
    }

    /** Where an interval comes from. */
    public enum IntervalKind {
        ENSEMBLE, BOOTSTRAP, ANALYTIC, EXACT, BOUND
    }

    /** An interval and its level. */
    public record Interval(double level, double low, double high, IntervalKind kind) {}

    /** A source's share of the variance, 0 to 1. */
    public record Share(String source, double share) {}

    /** Whether an assumption was looked at. */
    public enum State {
        HOLDS, FAILS, UNTESTED
    }

    /** Something taken for granted. */
    public record Assumption(String text, State status) {}

    /** Something looked at. */
    public record Check(String name, boolean passed, String detail) {}

    /** Columns by name, rows in order. Cells are numbers or texts. */
    public record Table(List<String> columns, List<List<Object>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** What made the claim; with the question and the same file it makes the same claim again. */
    public record Provenance(String model, String modelSha256, @Nullable String dataSha256, String version, long seed,
            String method, long millis) {}

    /** Whether every check passed. */
    public boolean sound() {
        return checks.stream().allMatch(Check::passed);
    }

    /** The same claim with one more check. */
    public Claim with(Check check) {
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        return new Claim(question, status, reason, rung, scope, estimand, estimate, unit, interval, off, on,
                uncertainty,
                assumptions, more, sentence, table, provenance);
    }

    /** The same claim with one more assumption. */
    public Claim with(Assumption assumption) {
        List<Assumption> more = new ArrayList<>(assumptions);
        more.add(assumption);
        return new Claim(question, status, reason, rung, scope, estimand, estimate, unit, interval, off, on,
                uncertainty, more,
                checks, sentence, table, provenance);
    }

    /** The same claim in other words. */
    public Claim withSentence(String words) {
        return new Claim(question, status, reason, rung, scope, estimand, estimate, unit, interval, off, on,
                uncertainty,
                assumptions, checks, words, table, provenance);
    }
}
