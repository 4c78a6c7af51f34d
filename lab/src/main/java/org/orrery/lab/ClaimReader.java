package org.orrery.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Rung;
import org.orrery.core.Scope;

/** Makes a claim of its JSON, field by field; what is missing or of another type is named. */
final class ClaimReader {
    private final Map<?, ?> fields;
    private final String where;

    ClaimReader(@Nullable Object object, String where) {
        this.where = where;
        if (!(object instanceof Map<?, ?> map)) {
            throw new InvalidInput("The " + where + " is not a JSON object.", "Maybe this is not the JSON of a claim.");
        }
        this.fields = map;
    }

    Claim claim() {
        return new Claim(text("question"), constant("status", Claim.Status.class), textOrNull("reason"),
                constant("rung", Rung.class), constant("scope", Scope.class), textOrNull("estimand"),
                numberOrNull("estimate"), textOrNull("unit"), object("interval", ClaimReader::interval),
                numberOrNull("off"), numberOrNull("on"),
                list("uncertainty", share -> new Claim.Share(share.text("source"), share.number("share"))),
                list("assumptions",
                        it -> new Claim.Assumption(it.text("text"), it.constant("status", Claim.State.class))),
                list("checks", it -> new Claim.Check(it.text("name"), it.flag("passed"), it.text("detail"))),
                text("sentence"), object("table", ClaimReader::table),
                new ClaimReader(fields.get("provenance"), "provenance").provenance());
    }

    private Claim.Interval interval() {
        return new Claim.Interval(number("level"), number("low"), number("high"),
                constant("kind", Claim.IntervalKind.class));
    }

    private Claim.Table table() {
        List<List<Object>> rows = new ArrayList<>();
        for (Object row : typed("rows", List.class)) {
            if (!(row instanceof List<?> cells)) {
                throw wrong("rows");
            }
            List<Object> told = new ArrayList<>();
            for (Object cell : cells) {
                told.add(cell == null ? (Object) Double.NaN : cell);
            }
            rows.add(told);
        }
        List<String> columns = new ArrayList<>();
        for (Object column : typed("columns", List.class)) {
            columns.add(String.valueOf(column));
        }
        return new Claim.Table(columns, rows);
    }

    private Claim.Provenance provenance() {
        return new Claim.Provenance(text("model"), text("modelSha256"), textOrNull("dataSha256"), text("version"),
                typed("seed", Long.class), text("method"), typed("millis", Long.class));
    }

    private <T> @Nullable T object(String name, Function<ClaimReader, T> reader) {
        Object object = fields.get(name);
        return object == null ? null : reader.apply(new ClaimReader(object, name));
    }

    private <T> List<T> list(String name, Function<ClaimReader, T> reader) {
        List<T> items = new ArrayList<>();
        for (Object item : typed(name, List.class)) {
            items.add(reader.apply(new ClaimReader(item, name)));
        }
        return items;
    }

    private String text(String name) {
        return typed(name, String.class);
    }

    private @Nullable String textOrNull(String name) {
        return fields.get(name) == null ? null : text(name);
    }

    private boolean flag(String name) {
        return typed(name, Boolean.class);
    }

    private @Nullable Double numberOrNull(String name) {
        return fields.get(name) == null ? null : (Double) typed(name, Number.class).doubleValue();
    }

    private double number(String name) {
        Double number = numberOrNull(name);
        return number == null ? Double.NaN : number;
    }

    private <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new InvalidInput("The field " + name + " of the " + where + " is '" + text + "'.",
                "Maybe it was written by another version of Orrery.");
    }

    private <T> T typed(String name, Class<T> type) {
        Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw wrong(name);
        }
        return type.cast(value);
    }

    private InvalidInput wrong(String name) {
        return new InvalidInput("The field " + name + " of the " + where + (fields.containsKey(name)
                ? " is not what it should be: " + fields.get(name)
                : " is missing") + ".", "Maybe this is not the JSON of a claim.");
    }
}
