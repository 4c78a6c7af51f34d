package org.orrery.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.orrery.core.ModelWriter;
import org.orrery.core.Nearest;

/** The formats that models can be written in. */
final class Writers {
    private Writers() {}

    private static List<ModelWriter> all() {
        return ServiceLoader.load(ModelWriter.class).stream()
                .sorted(Comparator.comparing(provider -> provider.type().getName()))
                .map(ServiceLoader.Provider::get).toList();
    }

    /** {@code antimony, sbml}. */
    static String names() {
        return all().stream().map(Writers::word).collect(Collectors.joining(", "));
    }

    static String first() {
        return all().stream().map(Writers::word).findFirst().orElse("FORMAT");
    }

    private static String word(ModelWriter writer) {
        return writer.format().toLowerCase(Locale.ROOT);
    }

    /** @throws WrongUsage if there is no such format */
    static ModelWriter named(String word) {
        return all().stream().filter(writer -> word(writer).equals(word.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> unknown("There is no format '" + word + "' to write.", word));
    }

    /** @throws WrongUsage if the file's ending belongs to no format */
    static ModelWriter ending(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return all().stream().filter(writer -> writer.endings().stream().anyMatch(name::endsWith)).findFirst()
                .orElseThrow(
                        () -> new WrongUsage("The ending of '" + file + "' belongs to no format that can be written.",
                                "Maybe end it in " + all().stream().map(writer -> writer.endings().getFirst()).collect(
                                        Collectors.joining(" or ")) + ", or add --to."));
    }

    private static WrongUsage unknown(String problem, String word) {
        List<String> near = Nearest.to(word, all().stream().map(Writers::word).toList());
        return new WrongUsage(problem, near.isEmpty()
                ? "The formats: " + names() + "."
                : "Maybe '" + near.getFirst() + "' is meant.");
    }
}
