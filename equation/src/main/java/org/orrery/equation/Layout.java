package org.orrery.equation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where compiled code finds each symbol: in the state array {@code y} or in the parameter array {@code p}.
 *
 * @param states names, in the order of {@code y}
 * @param parameters names, in the order of {@code p}
 */
public record Layout(List<String> states, List<String> parameters) {
    public Layout {
        states = List.copyOf(states);
        parameters = List.copyOf(parameters);
    }

    /** Position of each state in {@code y}. */
    public Map<String, Integer> stateIndex() {
        return index(states);
    }

    /** Position of each parameter in {@code p}. */
    public Map<String, Integer> parameterIndex() {
        return index(parameters);
    }

    private static Map<String, Integer> index(List<String> names) {
        Map<String, Integer> index = HashMap.newHashMap(names.size());
        for (int i = 0; i < names.size(); i++) {
            index.put(names.get(i), i);
        }
        return index;
    }
}
