package org.orrery.network.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What the small YAML file beside a network says of its inputs: {@code net.onnx} has {@code net.card.yaml}.
 *
 * <pre>{@code
 * source: who trained it, on what
 * inputs:
 *   x:
 *     features: [log10_tp, log10_depth]   # columns in the order that the network was trained on
 *     subtract: 0                         # the network sees (value - subtract) / divide; a number, or one a channel
 *     divide: 255
 *     range: [0, 1]                       # what it was trained on, after scaling
 *     colours: rgb                        # or bgr
 *     first: 0                            # the number of the first feature in libsvm files; 1 where nothing is said
 *     missing: allowed                    # values that are not numbers reach the network
 * }</pre>
 *
 * @param name of the file, for messages
 * @param inputs by name
 */
public record Card(String name, Map<String, Input> inputs) {
    private static final int MOST_BYTES = 1 << 20;
    private static final List<String> KEYS = List.of("source", "inputs");
    private static final List<String> INPUT_KEYS = List.of("features", "subtract", "divide", "range", "colours",
            "first", "missing");

    /** No card. */
    public static final Card NONE = new Card("", Map.of());

    /**
     * Of one input.
     *
     * @param features names in order, empty where it does not say
     * @param subtract one number, or one a channel; empty where it does not say
     * @param divide the same
     * @param range lowest and highest value after scaling, empty where it does not say
     * @param first number of the first feature in libsvm files, NaN where it does not say
     * @param bgr whether colours come as blue, green, red
     * @param missing whether values that are no numbers are let through
     */
    record Input(List<String> features, List<Double> subtract, List<Double> divide, List<Double> range, double first,
            boolean bgr,
            boolean missing) {
        static final Input NONE = new Input(List.of(), List.of(), List.of(), List.of(), Double.NaN,
                false, false);
    }

    public Card {
        inputs = Map.copyOf(inputs);
    }

    Input of(String input) {
        return inputs.getOrDefault(input, Input.NONE);
    }

    /** The card beside a network, {@link #NONE} where there is none. */
    public static Card beside(Path model) {
        String file = String.valueOf(model.getFileName());
        int dot = file.lastIndexOf('.');
        Path card = model.resolveSibling((dot > 0 ? file.substring(0, dot) : file) + ".card.yaml");
        return Files.isRegularFile(card) ? read(card) : NONE;
    }

    /** @throws InvalidInput if it cannot be read or says what is not understood */
    static Card read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InvalidInput(file + " is larger than a megabyte.", "Maybe it is no card.");
            }
            return parse(Files.readString(file), String.valueOf(file.getFileName()));
        } catch (IOException e) {
            throw new InvalidInput("'" + file + "' cannot be read.", "Maybe you are not allowed to read it.");
        }
    }

    static Card parse(String text, String name) {
        Object content;
        try {
            content = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).setMaxAliasesForCollections(10)
                    .setCodePointLimit(MOST_BYTES).setLabel(name).build()).loadFromString(text);
        } catch (YamlEngineException broken) {
            throw new InvalidInput(name + " is not YAML: "
                    + String.valueOf(broken.getMessage()).strip().replaceAll("\\s*\\n\\s*", "; "),
                    "Maybe mend it there.");
        } catch (StackOverflowError tooDeep) {
            throw new InvalidInput(name + " is nested too deeply.", "Maybe it is no card.");
        }
        Map<String, Object> entries = map(content, name, KEYS);
        Map<String, Input> inputs = new LinkedHashMap<>();
        if (entries.get("inputs") != null) {
            map(entries.get("inputs"), name + ": inputs", List.of())
                    .forEach((input, said) -> inputs.put(input, input(said, name + ": " + input)));
        }
        return new Card(name, inputs);
    }

    private static Input input(@Nullable Object said, String where) {
        Map<String, Object> entries = map(said, where, INPUT_KEYS);
        List<String> features = list(entries.get("features"), where).stream().map(String::valueOf).toList();
        if (features.stream().distinct().count() < features.size()) {
            throw new InvalidInput(where + ": features names a column twice.", "Maybe drop one.");
        }
        List<Double> divide = numbers(entries.get("divide"), where + ": divide");
        if (divide.contains(0.0)) {
            throw new InvalidInput(where + ": divide holds a 0.", "Maybe that feature is constant: divide by 1.");
        }
        List<Double> range = numbers(entries.get("range"), where + ": range");
        if (!range.isEmpty() && (range.size() != 2 || range.get(0) > range.get(1))) {
            throw new InvalidInput(where + ": range must be two numbers, the lower first.", "Maybe write: [0, 1]");
        }
        List<Double> first = numbers(entries.get("first"), where + ": first");
        if (first.size() > 1 || first.stream().anyMatch(number -> number != 0 && number != 1)) {
            throw new InvalidInput(where + ": first is " + first + "; features are counted from 0 or from 1.",
                    "Maybe write: first: 1");
        }
        return new Input(features, numbers(entries.get("subtract"), where + ": subtract"), divide, range,
                first.isEmpty() ? Double.NaN : first.getFirst(),
                word(entries, "colours", List.of("rgb", "bgr"), where).equals("bgr"),
                word(entries, "missing", List.of("refused", "allowed"), where).equals("allowed"));
    }

    private static String word(Map<String, Object> entries, String key, List<String> known, String where) {
        Object said = entries.get(key);
        String word = said == null ? known.getFirst() : String.valueOf(said).toLowerCase(Locale.ROOT);
        if (!known.contains(word)) {
            throw new InvalidInput(where + ": " + key + " is '" + word + "'.",
                    "It may be: " + String.join(", ", known) + ".");
        }
        return word;
    }

    private static List<?> list(@Nullable Object said, String where) {
        return switch (said) {
            case null -> List.of();
            case List<?> several -> several;
            case Map<?, ?> _ -> throw new InvalidInput(where + " has names where a list belongs.", "Maybe: [a, b]");
            default -> List.of(said);
        };
    }

    private static List<Double> numbers(@Nullable Object said, String where) {
        return list(said, where).stream().map(each -> {
            if (each instanceof Number number && Double.isFinite(number.doubleValue())) {
                return number.doubleValue();
            }
            throw new InvalidInput(where + " holds '" + each + "', which is no number.", "Maybe write: 255");
        }).toList();
    }

    private static Map<String, Object> map(@Nullable Object content, String where, List<String> known) {
        if (!(content instanceof Map<?, ?> entries)) {
            throw new InvalidInput(where + " must be names with values.", "Maybe write: inputs: {x: {divide: 255}}");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!known.isEmpty() && !known.contains(name)) {
                throw new InvalidInput(where + " has the unknown entry '" + name + "'.",
                        Nearest.to(name, known).stream().findFirst().map(near -> "Maybe " + near + " is meant.")
                                .orElse("Known are: " + String.join(", ", known) + "."));
            }
            if (value != null) {
                map.put(name, value);
            }
        });
        return map;
    }
}
