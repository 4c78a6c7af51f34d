package org.orrery.dynamics.logical;

import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.orrery.core.Address;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.Window;

/** What is read from the recorded levels. Between two updates a level stays as it is. */
sealed interface Reading {
    /** Steps of one run that can be asked for. */
    double FAR = 10_000_000;

    /** The last step that it needs. */
    long end();

    record Moment(ToDoubleFunction<int[]> of, long end) implements Reading {}

    record Fold(Quantity.Fold fold, ToDoubleFunction<int[]> of, double from, double to) implements Reading {
        @Override
        public long end() {
            return (long) to;
        }

        double of(int[][] states) {
            double extreme = of.applyAsDouble(states[(int) from]);
            double sum = 0;
            for (int k = (int) from; k <= (int) to; k++) {
                double value = of.applyAsDouble(states[k]);
                switch (fold) {
                    case MAX -> extreme = Math.max(extreme, value);
                    case MIN -> extreme = Math.min(extreme, value);
                    case MEAN, INTEGRAL -> sum += value * (Math.min(to, k + 1.0) - Math.max(from, k));
                }
            }
            return switch (fold) {
                case MAX, MIN -> extreme;
                case INTEGRAL -> sum;
                case MEAN -> from == to ? extreme : sum / (to - from);
            };
        }
    }

    record Rest(ToDoubleFunction<int[]> of) implements Reading {
        @Override
        public long end() {
            return 0;
        }
    }

    static Reading of(Quantity asked, ToIntFunction<Address> places) {
        return switch (asked) {
            case Quantity.At(Quantity of, double time) -> new Moment(level(of, places), step(time, asked));
            case Quantity.Steady(Quantity of) -> new Rest(level(of, places));
            case Quantity.Over(Quantity.Fold fold, Quantity of, Window window) -> {
                if (!window.isBounded()) {
                    throw new InvalidInput("'" + asked + "' does not say until which step.",
                            "Maybe write: " + fold + "(" + of + ") over 0..20");
                }
                double from = Math.max(0, window.from());
                step(window.to(), asked);
                yield new Fold(fold, level(of, places), window.from() < 0 && Double.isFinite(window.from())
                        ? step(window.from(), asked)
                        : from, window.to());
            }
            case Quantity.Sensitivity _ -> throw new Refusal(
                    "'" + asked + "' asks for a derivative, and levels are whole: there is none.",
                    "Maybe compare two levels: x @ 20 | do(y = 1)");
            case Quantity.Num _,Quantity.Read _,Quantity.Binary _,Quantity.Apply _,Quantity.Expectation _,Quantity.Probability _ ->
                throw new InvalidInput("'" + asked + "' does not say at which step.",
                        "Maybe write: " + asked + " @ 20, or steady(" + asked + ").");
        };
    }

    /** The step whose levels hold at a time. */
    static long step(double time, Object where) {
        if (!(time >= 0) || time > FAR) {
            throw new InvalidInput("'" + where + "' asks for step " + Numbers.print(time)
                    + "; steps are counted from 0 and followed up to " + Numbers.print(FAR) + ".",
                    "Maybe write a time in between.");
        }
        return (long) time;
    }

    private static ToDoubleFunction<int[]> level(Quantity of, ToIntFunction<Address> places) {
        return switch (of) {
            case Quantity.Num(double value) -> _ -> value;
            case Quantity.Read(Address address) -> {
                int place = places.applyAsInt(address);
                yield state -> state[place];
            }
            case Quantity.Binary(Quantity.Operator operator, Quantity left, Quantity right) -> {
                ToDoubleFunction<int[]> a = level(left, places);
                ToDoubleFunction<int[]> b = level(right, places);
                yield state -> operator.apply(a.applyAsDouble(state), b.applyAsDouble(state));
            }
            case Quantity.Apply(Quantity.Function function, Quantity inner) -> {
                ToDoubleFunction<int[]> a = level(inner, places);
                yield state -> function.apply(a.applyAsDouble(state));
            }
            case Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _,Quantity.Expectation _,Quantity.Probability _ ->
                throw new InvalidInput("'" + of + "' stands where a level at one step belongs.",
                        "Maybe say the time once: (x + y) @ 20");
        };
    }
}
