package org.orrery.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Scope;

/** A claim as a person reads it: the sentence first, then what stands behind it. */
final class ClaimText {
    private static final int DIGITS = 6;
    private static final int SOURCES = 5;
    private static final int ROWS = 40;

    private final Claim claim;
    private final PrintStream out;

    private ClaimText(Claim claim, PrintStream out) {
        this.claim = claim;
        this.out = out;
    }

    static void print(Claim claim, PrintStream out) {
        ClaimText text = new ClaimText(claim, out);
        out.println(claim.sentence());
        text.section("", text.numbers());
        text.table();
        text.uncertainty();
        text.assumptions();
        text.checks();
        text.provenance();
    }

    /** The sentence and the numbers alone, for a list of claims. */
    static void printShort(Claim claim, PrintStream out) {
        out.println("  " + claim.sentence());
        new ClaimText(claim, out).numbers().print(out, "    ");
    }

    private Columns numbers() {
        Columns columns = new Columns();
        add(columns, "off", claim.off(), "");
        add(columns, "on", claim.on(), "");
        add(columns, claim.on() == null ? "value" : "effect", claim.estimate(), interval());
        if (claim.estimate() == null && claim.interval() != null) {
            columns.add(claim.off() == null ? "value" : "effect", "", interval());
        }
        if (claim.estimand() != null) {
            columns.add("estimand", claim.estimand());
        }
        if (claim.reason() != null) {
            columns.add("reason", claim.reason());
        }
        return columns;
    }

    private void add(Columns columns, String name, @Nullable Double value, String interval) {
        if (value != null) {
            String unit = claim.unit() == null ? "" : " " + claim.unit();
            columns.add(name, Numbers.round(value, DIGITS) + unit, interval);
        }
    }

    private String interval() {
        Claim.Interval interval = claim.interval();
        if (interval == null) {
            return "";
        }
        String kind = interval.kind().name().toLowerCase(Locale.ROOT);
        return Numbers.round(interval.low(), DIGITS) + " to " + Numbers.round(interval.high(), DIGITS) + " ("
                + percent(interval.level()) + ", " + kind + ")";
    }

    private void table() {
        Claim.Table table = claim.table();
        if (table == null) {
            return;
        }
        Columns columns = new Columns();
        columns.add(table.columns());
        table.rows().stream().limit(ROWS).forEach(row -> columns.add(row.stream().map(ClaimText::cell).toList()));
        section("", columns);
        if (table.rows().size() > ROWS) {
            out.println("  ... " + (table.rows().size() - ROWS) + " more rows (--json has them all)");
        }
    }

    private static String cell(Object cell) {
        return cell instanceof Number number ? Numbers.round(number.doubleValue(), DIGITS) : cell.toString();
    }

    private void uncertainty() {
        Columns columns = new Columns();
        List<Claim.Share> shares = claim.uncertainty();
        shares.stream().limit(SOURCES).forEach(share -> columns.add(share.source(), percent(share.share())));
        if (shares.size() > SOURCES) {
            double rest = shares.stream().skip(SOURCES).mapToDouble(Claim.Share::share).sum();
            columns.add((shares.size() - SOURCES) + " more", percent(rest));
        }
        section("Uncertainty comes from", columns);
    }

    private void assumptions() {
        section("Assumptions", ModelText.assumptions(claim.assumptions()));
    }

    private void checks() {
        Columns columns = new Columns();
        claim.checks()
                .forEach(check -> columns.add(check.passed() ? "[ok]" : "[FAILED]", check.name(), check.detail()));
        section("Checks", columns);
    }

    private void provenance() {
        Claim.Provenance from = claim.provenance();
        String data = from.dataSha256() == null ? "" : ", data " + shortened(from.dataSha256());
        Columns columns = new Columns();
        columns.add("question", claim.question());
        columns.add("model", from.model() + " (sha256 " + shortened(from.modelSha256()) + ")" + data);
        columns.add("method", from.method());
        columns.add("made by",
                "orrery " + from.version() + ", seed " + from.seed() + ", in " + from.millis() + " ms");
        columns.add("speaks of", (claim.scope() == Scope.MODEL ? "the model" : "the world") + " (rung: "
                + claim.rung().name().toLowerCase(Locale.ROOT) + ")");
        section("Provenance", columns);
    }

    private void section(String title, Columns columns) {
        if (columns.isEmpty()) {
            return;
        }
        out.println();
        if (!title.isEmpty()) {
            out.println(title);
        }
        columns.print(out, "  ");
    }

    private static String shortened(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) : hash;
    }

    private static String percent(double share) {
        return Numbers.round(100 * share, 3) + " %";
    }
}
