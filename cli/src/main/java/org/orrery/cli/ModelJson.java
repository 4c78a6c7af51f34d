package org.orrery.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.orrery.core.Claim;
import org.orrery.core.Model;
import org.orrery.core.Variable;
import tools.jackson.core.JsonGenerator;

/** A model as a program reads it. */
final class ModelJson {
    private ModelJson() {}

    static void print(Model model, PrintStream out) {
        Json.print(out, json -> {
            json.writeStartObject();
            json.writeStringProperty("file", model.source().file());
            json.writeStringProperty("sha256", model.source().sha256());
            json.writeStringProperty("kind", model.kind());
            json.writeStringProperty("timeUnit", model.timeUnit());
            json.writeArrayPropertyStart("summary");
            model.summary().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("variables");
            model.variables().forEach(variable -> variable(json, variable));
            json.writeEndArray();
            json.writeArrayPropertyStart("assumptions");
            model.assumptions().forEach(assumption -> assumption(json, assumption));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void variable(JsonGenerator json, Variable variable) {
        json.writeStartObject();
        json.writeStringProperty("name", variable.name());
        json.writeStringProperty("label", variable.label());
        json.writeStringProperty("kind", variable.kind());
        json.writeArrayPropertyStart("shape");
        variable.shape().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeStringProperty("unit", variable.unit());
        json.writeName("value");
        if (Double.isFinite(variable.value())) {
            json.writeNumber(variable.value());
        } else {
            json.writeNull();
        }
        json.writeBooleanProperty("settable", variable.settable());
        json.writeBooleanProperty("movable", variable.movable());
        json.writeEndObject();
    }

    private static void assumption(JsonGenerator json, Claim.Assumption assumption) {
        json.writeStartObject();
        json.writeStringProperty("text", assumption.text());
        json.writeStringProperty("status", assumption.status().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }
}
