package org.orrery.report;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object under construction, fields in the order written. Numbers keep six digits: a picture shows no more. */
final class Spec {
    private static final JsonFactory JSON = new JsonFactory();
    private static final MathContext DIGITS = new MathContext(6);
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** A Vega-Lite specification as wide as its place. */
    static Spec picture(Object height) {
        return new Spec().with("$schema", "https://vega.github.io/schema/vega-lite/v6.json").with("width", "container")
                .with("height", height);
    }

    static Spec of(String name, @Nullable Object value) {
        return new Spec().with(name, value);
    }

    /** @param value a text, number, truth value, spec, list of these, or null; a number that is none becomes null */
    Spec with(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    /** @throws IllegalArgumentException if the text is not one JSON object */
    static void requireJson(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (!text.stripLeading().startsWith("{")) {
                throw new IllegalArgumentException("A picture's specification must be a JSON object: " + text);
            }
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("A picture's specification ends before its text does: " + text);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("A picture's specification is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, this);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Spec spec -> {
                json.writeStartObject();
                spec.fields.forEach((name, part) -> {
                    json.writeName(name);
                    write(json, part);
                });
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(part -> write(json, part));
                json.writeEndArray();
            }
            case Number number when Double.isFinite(number.doubleValue()) -> json.writeRawValue(
                    Numbers.print(new BigDecimal(number.doubleValue()).round(DIGITS).doubleValue()));
            case Number _ -> json.writeNull();
            case Boolean truth -> json.writeBoolean(truth);
            case String text -> json.writeString(text);
            default -> throw new IllegalArgumentException("No place in JSON for " + value.getClass());
        }
    }
}
