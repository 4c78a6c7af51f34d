package org.orrery.dynamics.antimony;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.PartText;

/** One use of a model: the main model, or a part of another use. Names in it become paths in the whole. */
final class Instance {
    final Sheet sheet;
    /** Empty, {@code A.} or {@code A.B.}. */
    final String prefix;
    @Nullable
    final Instance parent;
    /** The statement that uses it; null for the main model. */
    @Nullable
    final PartText use;
    final Map<String, Instance> parts = new LinkedHashMap<>();

    Instance(Sheet sheet, String prefix, @Nullable Instance parent, @Nullable PartText use) {
        this.sheet = sheet;
        this.prefix = prefix;
        this.parent = parent;
        this.use = use;
    }

    /** The path in the whole of a name as it is written in this model. */
    String full(String name) {
        return prefix + name;
    }

    int depth() {
        return parent == null ? 0 : 1 + parent.depth();
    }
}
