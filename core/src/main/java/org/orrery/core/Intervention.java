package org.orrery.core;

import java.util.List;

/**
 * One gear moved: which, how, and when. A value that can be printed, parsed back, stored and compared. What each kind
 * means for a given machine (a tensor, a species, an equation) is said by that machine; the words are the same for all.
 */
public sealed interface Intervention {
    Address address();

    Window window();

    /**
     * Reads one move: {@code x = 3 @ 50..80}. {@code Intervention.parse(move.toString())} equals the move.
     *
     * @throws InvalidInput with the place of the error under a caret, and the ways to write a move
     */
    static Intervention parse(String text) {
        return new QuestionParser("intervention", text).move();
    }

    /** Holds the variable at a value from the window's start on; its own equation is cut. Without an end: see {@link Pulse}. */
    record Clamp(Address address, double value, Window window) implements Intervention {
        public Clamp {
            Numbers.requireFinite(value, "The value of " + address);
            if (window.isBounded()) {
                throw new InvalidInput("A clamp has no end; " + window + " has one.", "Maybe a pulse is meant.");
            }
        }

        @Override
        public String toString() {
            return print(this, "= " + Numbers.print(value));
        }
    }

    /** Holds the variable at a value for a while (or sets it at one instant), then lets it go on from there. */
    record Pulse(Address address, double value, Window window) implements Intervention {
        public Pulse {
            Numbers.requireFinite(value, "The value of " + address);
            if (!window.isBounded()) {
                throw new InvalidInput("A pulse needs an end.", "Maybe write a window with both times: @ 50..80.");
            }
        }

        @Override
        public String toString() {
            return print(this, "= " + Numbers.print(value));
        }
    }

    /** Holds the variable in one of its states, by the name of the state: {@code smoke = yes}. */
    record Enter(Address address, Value.State state, Window window) implements Intervention {
        /** The error of a machine whose variables are numbers; a slip in one of the words of a move is guessed. */
        public InvalidInput meaningless() {
            List<String> near = Nearest.to(state.name(), Words.ACTIONS);
            return new InvalidInput("'" + this + "': " + address + " has no state of the name " + state + ".",
                    "Maybe " + (near.isEmpty()
                            ? "give it a number: " + address + " = 0"
                            : near.getFirst()
                                    + " is meant."));
        }

        @Override
        public String toString() {
            return print(this, "= " + state);
        }
    }

    /** Adds to what the variable would have been. */
    record Shift(Address address, double by, Window window) implements Intervention {
        public Shift {
            Numbers.requireFinite(by, "The shift of " + address);
        }

        @Override
        public String toString() {
            return print(this, "+= " + Numbers.print(by));
        }
    }

    /** Multiplies what the variable would have been. */
    record Scale(Address address, double factor, Window window) implements Intervention {
        public Scale {
            Numbers.requireFinite(factor, "The factor of " + address);
        }

        @Override
        public String toString() {
            return print(this, "*= " + Numbers.print(factor));
        }
    }

    /** Takes the variable out: a species absent, a reaction stopped, a unit silent. */
    record Knockout(Address address, Window window) implements Intervention {
        @Override
        public String toString() {
            return print(this, "= knockout");
        }
    }

    /** Takes the equation out: a reaction that is no longer there. Other machines may have no such thing. */
    record Removal(Address address, Window window) implements Intervention {
        @Override
        public String toString() {
            return print(this, "= removed");
        }
    }

    /**
     * Holds the variable where it stands when the window begins. Of an arrow, {@code R3[E] = baseline}, it is the cut:
     * the rate law of R3 goes on with the value that E had then, and nothing else notices.
     */
    record Freeze(Address address, Window window) implements Intervention {
        @Override
        public String toString() {
            return print(this, "= baseline");
        }
    }

    /** Gives the variable another equation: {@code R3 = law "k1*A*B"}. */
    record Swap(Address address, String law, Window window) implements Intervention {
        public Swap {
            if (law.isBlank()) {
                throw new InvalidInput("The new law of " + address + " is empty.",
                        "Maybe write a formula in double quotes: " + address + " = law \"k1*A*B\"");
            }
        }

        @Override
        public String toString() {
            return print(this, "= law " + quoted(law));
        }
    }

    /** Gives the variable the value that it had in another run. */
    record Patch(Address address, Source source, Window window) implements Intervention {
        @Override
        public String toString() {
            return print(this, "= " + source);
        }
    }

    /** Adds what another run, or a file, has in its place: steering along a direction, {@code x += from "v.npz"}. */
    record Steer(Address address, Source.From source, Window window) implements Intervention {
        @Override
        public String toString() {
            return print(this, "+= " + source);
        }
    }

    /** Where a patched value comes from. */
    sealed interface Source {
        /** The mean over the reference runs. */
        record Mean() implements Source {
            @Override
            public String toString() {
                return "mean";
            }
        }

        /** Another reference run, drawn at random with the claim's seed. */
        record Resample() implements Source {
            @Override
            public String toString() {
                return "resample";
            }
        }

        /** A run kept in a file. */
        record From(String path) implements Source {
            public From {
                if (path.isEmpty()) {
                    throw new InvalidInput("The name of the file to patch from is empty.",
                            "Maybe write: x = from \"run.npz\"");
                }
            }

            @Override
            public String toString() {
                return "from " + quoted(path);
            }
        }
    }

    /** {@code address = value}: a clamp where the window has no end, a pulse where it has one. */
    static Intervention hold(Address address, double value, Window window) {
        return window.isBounded() ? new Pulse(address, value, window) : new Clamp(address, value, window);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String print(Intervention move, String action) {
        return move.address() + " " + action + (move.window().isAlways() ? "" : " @ " + move.window());
    }
}
