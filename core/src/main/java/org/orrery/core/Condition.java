package org.orrery.core;

import java.util.List;
import java.util.stream.Collectors;

/** What stands behind the bar of a question. */
public sealed interface Condition {
    /** Conditioning on what was observed. */
    record See(List<Observation> observations) implements Condition {
        public See {
            observations = List.copyOf(observations);
            requireSome("see", observations);
        }

        @Override
        public String toString() {
            return list("see", observations);
        }
    }

    /** Operating on the machine. */
    record Do(List<Intervention> moves) implements Condition {
        public Do {
            moves = List.copyOf(moves);
            requireSome("do", moves);
        }

        @Override
        public String toString() {
            return list("do", moves);
        }
    }

    /** Operating on the case that was seen: abduction, action, prediction. */
    record Had(List<Intervention> moves) implements Condition {
        public Had {
            moves = List.copyOf(moves);
            requireSome("had", moves);
        }

        @Override
        public String toString() {
            return list("had", moves);
        }
    }

    /** One observed value. */
    record Observation(Address address, Value value) {
        public Observation {
            if (value instanceof Value.Real(double number)) {
                Numbers.requireFinite(number, "The value of " + address);
            }
        }

        /**
         * The number that was seen, for a machine whose variables are numbers.
         *
         * @throws InvalidInput if a state was seen
         */
        public double number() {
            return switch (value) {
                case Value.Real(double number) -> number;
                case Value.State state -> throw new InvalidInput(
                        "'" + this + "': " + address + " is a number and has no state of the name " + state + ".",
                        "Maybe write: see(" + address + " = 1)");
            };
        }

        @Override
        public String toString() {
            return address + " = " + value;
        }
    }

    private static void requireSome(String word, List<?> parts) {
        if (parts.isEmpty()) {
            throw new InvalidInput("The condition " + word + "() is empty.", "Maybe write: " + word + "(x = 0)");
        }
    }

    private static String list(String word, List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(", ", word + "(", ")"));
    }
}
