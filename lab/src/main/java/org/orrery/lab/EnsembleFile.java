package org.orrery.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What the small YAML file beside a model says of its uncertain inputs:
 *
 * <pre>{@code
 * source: Table 2 of the paper
 * vary:
 *   a1: lognormal(0.3, 0.2)
 *   T: uniform(2, 4)
 * }</pre>
 *
 * @param vary the inputs and their distributions
 * @param source where the distributions come from, or null
 */
public record EnsembleFile(Map<String, Distribution> vary, @Nullable String source) {
    private static final int MOST_BYTES = 1 << 20;
    private static final List<String> KEYS = List.of("vary", "source");

    /** The file that belongs to a model: {@code model.xml} has {@code model.ensemble.yaml}. */
    public static Path beside(Path model) {
        String name = String.valueOf(model.getFileName()).replaceFirst("\\.gz$", "");
        int dot = name.lastIndexOf('.');
        return model.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".ensemble.yaml");
    }

    /** @throws InvalidInput if the file cannot be read or says what is not understood */
    public static EnsembleFile read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InvalidInput(file + " is larger than a megabyte.", "Maybe it is not an ensemble file.");
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException failed) {
            throw new InvalidInput("Cannot read " + file + ": " + failed.getMessage() + ".", "Maybe check the path.");
        }
    }

    static EnsembleFile parse(String text, String name) {
        Object content;
        try {
            LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).setMaxAliasesForCollections(10)
                    .setCodePointLimit(MOST_BYTES).setLabel(name).build();
            content = new Load(settings).loadFromString(text);
        } catch (YamlEngineException broken) {
            throw new InvalidInput(name + " is not YAML: " + oneLine(broken.getMessage()), "Maybe mend it there.");
        } catch (StackOverflowError tooDeep) {
            throw new InvalidInput(name + " is nested too deeply.", "Maybe it is not an ensemble file.");
        }
        Map<?, ?> entries = map(content, name);
        for (Object key : entries.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                List<String> near = Nearest.to(String.valueOf(key), KEYS);
                throw new InvalidInput(name + " has the unknown entry " + key + ".",
                        "Maybe " + (near.isEmpty() ? "vary" : near.getFirst()) + " is meant.");
            }
        }
        Map<String, Distribution> vary = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map(entries.get("vary"), name + ": vary").entrySet()) {
            String input = String.valueOf(entry.getKey());
            vary.put(input, Distribution.parse(text(entry.getValue(), name + ": " + input)));
        }
        Object source = entries.get("source");
        return new EnsembleFile(vary, source == null ? null : text(source, name + ": source"));
    }

    /** Never a list or a map: one that contains itself has no text. */
    private static String text(@Nullable Object value, String where) {
        if (value instanceof Iterable || value instanceof Map) {
            throw new InvalidInput(where + " must be one text.", "Maybe write: vary: {k: 'lognormal(1, 0.2)'}.");
        }
        return String.valueOf(value);
    }

    private static Map<?, ?> map(@Nullable Object value, String where) {
        if (value instanceof Map<?, ?> entries) {
            return entries;
        }
        throw new InvalidInput(where + " must be a list of names and values.",
                "Maybe write: vary: {k: 'lognormal(1, 0.2)'}.");
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\n\\s*", "; ");
    }
}
