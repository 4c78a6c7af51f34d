package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.FunctionText;

/** All that a file and what it imports define. */
final class Library {
    /** What libAntimony calls the model of the statements that stand outside of every model. */
    static final String LOOSE = "__main";

    final Map<String, Sheet> models = new LinkedHashMap<>();
    final Map<String, FunctionText> functions = new LinkedHashMap<>();
    final Sheet loose = new Sheet(LOOSE);
    final Set<String> remarks = new LinkedHashSet<>();
    /** The model marked with a star. */
    @Nullable
    String starred;

    void remark(String line) {
        remarks.add(line);
    }

    /** The model that the file is about: the starred one, else the statements outside of models, else the last one. */
    Sheet main() {
        Sheet marked = starred == null ? null : models.get(starred);
        if (marked != null) {
            return marked;
        }
        List<Sheet> all = new ArrayList<>(models.values());
        return loose.isEmpty() && !all.isEmpty() ? all.getLast() : loose;
    }
}
