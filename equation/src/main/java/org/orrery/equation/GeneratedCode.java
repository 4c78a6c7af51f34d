package org.orrery.equation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Generated code by what it computes, for the lists of expressions that were last asked for: the second question about a
 * model finds the code of the first, which the JVM may have compiled meanwhile. Generated code holds no numbers but
 * constants, so that all parameters of a model share it.
 */
final class GeneratedCode {
    /** Values in all graphs that are kept: some tens of megabytes, with what the JVM makes of them. */
    private static final int MOST_VALUES = 200_000;
    private static final Map<ValueGraph.Key, Kernel> KNOWN = new LinkedHashMap<>(16, 0.75f, true);
    private static int values;

    private GeneratedCode() {}

    static @Nullable Kernel known(ValueGraph graph) {
        synchronized (KNOWN) {
            return KNOWN.get(graph.key());
        }
    }

    static Kernel of(ValueGraph graph) {
        Kernel known = known(graph);
        if (known != null) {
            return known;
        }
        Kernel made = KernelCompiler.compile(graph);
        synchronized (KNOWN) {
            if (KNOWN.put(graph.key(), made) == null) {
                values += graph.size();
            }
            Iterator<ValueGraph.Key> oldest = new ArrayList<>(KNOWN.keySet()).iterator();
            while (values > MOST_VALUES && KNOWN.size() > 1) {
                ValueGraph.Key key = oldest.next();
                KNOWN.remove(key);
                values -= key.size();
            }
        }
        return made;
    }
}
