package org.orrery.core;

/** What a variable was seen to be: a number, or a state that has a name. */
public sealed interface Value {
    /** A number. */
    record Real(double number) implements Value {
        @Override
        public String toString() {
            return Numbers.print(number);
        }
    }

    /** One of the states that the variable can be in, by its name. */
    record State(String name) implements Value {
        public State {
            if (name.isEmpty()) {
                throw new InvalidInput("The name of a state is empty.", "Maybe write: see(x = yes)");
            }
        }

        @Override
        public String toString() {
            return Address.of(name).toString();
        }
    }
}
