package org.orrery.dynamics.mechanism;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;

/** Every identifier of a mechanism with the part that declares it; one part each. */
final class Declared {
    private final Map<String, Object> parts = new HashMap<>();
    private final Set<String> valued = new HashSet<>();
    private final Function<Object, String> where;

    Declared(Mechanism mechanism, Function<Object, String> where) {
        this.where = where;
        mechanism.functions().forEach(part -> declare(part.id(), part, false));
        mechanism.compartments().forEach(part -> declare(part.id(), part, true));
        mechanism.species().forEach(part -> declare(part.id(), part, true));
        mechanism.parameters().forEach(part -> declare(part.id(), part, true));
        mechanism.reactions().forEach(part -> declare(part.id(), part, true));
        mechanism.events().forEach(part -> declare(part.id(), part, false));
    }

    private void declare(String id, Object part, boolean hasValue) {
        Object first = parts.putIfAbsent(id, part);
        if (first != null) {
            throw new InvalidInput(where.apply(part) + kind(part) + " " + id + " has the name of a " + kind(first)
                    + " that is already there.", "Give one of them another name.");
        }
        if (hasValue) {
            valued.add(id);
        }
    }

    @Nullable
    Object part(String id) {
        return parts.get(id);
    }

    boolean hasValue(String id) {
        return valued.contains(id);
    }

    /** Everything that mathematics may name. */
    Set<String> valued() {
        return valued;
    }

    /** Whether a reaction's extent, an assignment or an event may never touch it. */
    static boolean isConstant(Object part) {
        return switch (part) {
            case Mechanism.Compartment compartment -> compartment.constant();
            case Mechanism.Species species -> species.constant();
            case Mechanism.Parameter parameter -> parameter.constant();
            default -> false;
        };
    }

    static String kind(Object part) {
        return switch (part) {
            case Mechanism.Function function -> "function";
            case Mechanism.Compartment compartment -> "compartment";
            case Mechanism.Species species -> "species";
            case Mechanism.Parameter parameter -> switch (parameter.role()) {
                case GLOBAL -> "parameter";
                case LOCAL -> "local parameter";
                case STOICHIOMETRY -> "stoichiometry";
            };
            case Mechanism.Reaction reaction -> "reaction";
            case Mechanism.Event event -> "event";
            default -> "part";
        };
    }
}
