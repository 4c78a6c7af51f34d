package org.orrery.casebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Rung;
import org.orrery.core.Scope;
import org.orrery.report.CaseSetting;

/** A claim about a table of data, put together step by step. */
public final class DataClaim {
    private final String question;
    private final Rung rung;
    private final Claim.Provenance provenance;
    private final List<Claim.Assumption> assumptions = new ArrayList<>();
    private final List<Claim.Check> checks = new ArrayList<>();
    private @Nullable String estimand;
    private @Nullable Double value;
    private @Nullable String unit;
    private Claim.@Nullable Interval interval;
    private Claim.@Nullable Table table;

    /**
     * @param question in words where the question language has none for it
     * @param source of the data
     * @param method that gives the number
     */
    public DataClaim(String question, Rung rung, Source source, String method, CaseSetting setting) {
        this.question = question;
        this.rung = rung;
        this.provenance = new Claim.Provenance(source.name(), "", source.sha256(), setting.version(), setting.seed(),
                method, 0);
    }

    /**
     * Where data come from.
     *
     * @param name of the file, or of the world that was simulated
     * @param sha256 of the file, null for simulated data
     */
    public record Source(String name, @Nullable String sha256) {
        public static Source of(Path file) {
            try {
                return new Source(String.valueOf(file.getFileName()), HexFormat.of().formatHex(
                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
            } catch (IOException e) {
                throw new InvalidInput("Cannot read '" + file + "': " + e.getMessage() + ".",
                        "Maybe look at its rights.");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    public DataClaim value(double number, @Nullable String of) {
        value = number;
        unit = of;
        return this;
    }

    public DataClaim interval(Claim.@Nullable Interval around) {
        interval = around;
        return this;
    }

    public DataClaim estimand(String text) {
        estimand = text;
        return this;
    }

    public DataClaim assume(String text, Claim.State state) {
        assumptions.add(new Claim.Assumption(text, state));
        return this;
    }

    public DataClaim check(String name, boolean passed, String detail) {
        checks.add(new Claim.Check(name, passed, detail));
        return this;
    }

    public DataClaim table(List<String> columns, List<List<Object>> rows) {
        table = new Claim.Table(columns, rows);
        return this;
    }

    /** The claim, answered. */
    public Claim answered(String sentence) {
        return claim(Claim.Status.ANSWERED, null, sentence);
    }

    /** The claim without a number. */
    public Claim refused(String reason, String license) {
        value = null;
        interval = null;
        return claim(Claim.Status.REFUSED, reason + " " + license, "No number can be given: " + reason);
    }

    private Claim claim(Claim.Status status, @Nullable String reason, String sentence) {
        return new Claim(question, status, reason, rung, Scope.WORLD, estimand, value, unit, interval, null, null,
                List.of(), assumptions, checks, sentence, table, provenance);
    }
}
