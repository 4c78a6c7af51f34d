package org.orrery.cli;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.orrery.core.Nearest;
import org.orrery.report.Case;

/** The cases that are installed, by name. */
final class Cases {
    private Cases() {}

    static List<Case> all() {
        return ServiceLoader.load(Case.class).stream().map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Case::name)).toList();
    }

    static Case named(String name) {
        List<Case> all = all();
        return all.stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new WrongUsage("There is no case '" + name + "'.", advice(name, all)));
    }

    private static String advice(String name, List<Case> all) {
        List<String> near = Nearest.to(name, all.stream().map(Case::name).toList());
        return near.isEmpty()
                ? "Maybe list the cases with 'orrery cases'."
                : "Maybe '" + String.join("' or '", near) + "' is meant; 'orrery cases' lists them all.";
    }
}
