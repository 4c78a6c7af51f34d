package org.orrery.lab;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Claims as JSON: one shape for the command line, the report and the notebook. What is not a finite number is null. */
public final class ClaimJson {
    private ClaimJson() {}

    /** One claim. */
    public static String write(Claim claim) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, claim, null);
        }
        return text.toString();
    }

    /**
     * Reads one claim back. What was written as null because it was not a finite number is undefined (NaN) again inside
     * intervals, shares and tables, and absent elsewhere.
     *
     * @throws InvalidInput if the text is not the JSON of a claim, naming the field
     */
    public static Claim read(String text) {
        return new ClaimReader(JsonTree.read(text), "claim").claim();
    }

    /** Writes one claim where the generator stands. @param id its first field, or null for none */
    public static void write(JsonGenerator json, Claim claim, @Nullable String id) {
        json.writeStartObject();
        if (id != null) {
            json.writeStringProperty("id", id);
        }
        json.writeStringProperty("question", claim.question());
        json.writeStringProperty("status", lower(claim.status()));
        text(json, "reason", claim.reason());
        json.writeStringProperty("rung", lower(claim.rung()));
        json.writeStringProperty("scope", lower(claim.scope()));
        if (claim.estimand() != null) {
            json.writeStringProperty("estimand", claim.estimand());
        }
        number(json, "estimate", claim.estimate());
        text(json, "unit", claim.unit());
        Claim.Interval interval = claim.interval();
        if (interval == null) {
            json.writeNullProperty("interval");
        } else {
            json.writeObjectPropertyStart("interval");
            number(json, "level", interval.level());
            number(json, "low", interval.low());
            number(json, "high", interval.high());
            json.writeStringProperty("kind", lower(interval.kind()));
            json.writeEndObject();
        }
        number(json, "off", claim.off());
        number(json, "on", claim.on());
        json.writeArrayPropertyStart("uncertainty");
        for (Claim.Share share : claim.uncertainty()) {
            json.writeStartObject();
            json.writeStringProperty("source", share.source());
            number(json, "share", share.share());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("assumptions");
        for (Claim.Assumption assumption : claim.assumptions()) {
            json.writeStartObject();
            json.writeStringProperty("text", assumption.text());
            json.writeStringProperty("status", lower(assumption.status()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("checks");
        for (Claim.Check check : claim.checks()) {
            json.writeStartObject();
            json.writeStringProperty("name", check.name());
            json.writeBooleanProperty("passed", check.passed());
            json.writeStringProperty("detail", check.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("sentence", claim.sentence());
        Claim.Table table = claim.table();
        if (table != null) {
            write(json, table);
        }
        write(json, claim.provenance());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Claim.Table table) {
        json.writeObjectPropertyStart("table");
        json.writeArrayPropertyStart("columns");
        table.columns().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("rows");
        for (List<Object> row : table.rows()) {
            json.writeStartArray();
            for (Object cell : row) {
                switch (cell) {
                    case Integer value -> json.writeNumber(value);
                    case Long value -> json.writeNumber(value);
                    case Number value when !Double.isFinite(value.doubleValue()) -> json.writeNull();
                    case Number value -> json.writeNumber(value.doubleValue());
                    default -> json.writeString(cell.toString());
                }
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Claim.Provenance provenance) {
        json.writeObjectPropertyStart("provenance");
        json.writeStringProperty("model", provenance.model());
        json.writeStringProperty("modelSha256", provenance.modelSha256());
        text(json, "dataSha256", provenance.dataSha256());
        json.writeStringProperty("version", provenance.version());
        json.writeNumberProperty("seed", provenance.seed());
        json.writeStringProperty("method", provenance.method());
        json.writeNumberProperty("millis", provenance.millis());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
