package org.orrery.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** JSON as maps, lists, texts, longs, doubles, booleans and null. Doubled fields and deep nesting are refused. */
final class JsonTree {
    private static final int DEEPEST = 50;

    private JsonTree() {}

    static @Nullable Object read(String text) {
        JsonFactory factory = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build();
        try (JsonParser json = factory.createParser(text)) {
            Object tree = value(json, json.nextToken());
            if (json.nextToken() != null) {
                throw new InvalidInput("Something follows the JSON of the claim.", "Maybe these are several claims.");
            }
            return tree;
        } catch (JacksonException broken) {
            throw new InvalidInput("This is not JSON: " + broken.getOriginalMessage() + " (line "
                    + (broken.getLocation() == null ? 1 : broken.getLocation().getLineNr()) + ").",
                    "Maybe the file is cut off.");
        }
    }

    private static @Nullable Object value(JsonParser json, @Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default ->
                throw new InvalidInput("The JSON of the claim is empty.", "Maybe the file is cut off.");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser json) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = String.valueOf(json.currentName());
            fields.put(name, value(json, json.nextToken()));
        }
        return fields;
    }

    private static List<@Nullable Object> list(JsonParser json) {
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            items.add(value(json, token));
        }
        return items;
    }
}
