package org.orrery.causal.estimate;

/** The values of a slope that a test of level 5 % does not reject: however weak the instrument is, it covers in 95 of 100. */
public sealed interface RobustSet {
    /** Between two values. */
    record Between(double low, double high) implements RobustSet {}

    /** Everything but what lies between two values. */
    record Outside(double low, double high) implements RobustSet {}

    /** Every value: the instruments say nothing. */
    record Everything() implements RobustSet {}

    /** No value: the instruments contradict each other or the linear model. */
    record Nothing() implements RobustSet {}

    /** Where {@code a s^2 - 2 b s + c <= 0}. */
    static RobustSet of(double a, double b, double c) {
        double inside = b * b - a * c;
        if (inside <= 0) {
            return a > 0 ? new Nothing() : new Everything();
        }
        double one = (b - Math.sqrt(inside)) / a;
        double other = (b + Math.sqrt(inside)) / a;
        return a > 0
                ? new Between(Math.min(one, other), Math.max(one, other))
                : new Outside(Math.min(one, other), Math.max(one, other));
    }

    default boolean contains(double slope) {
        return switch (this) {
            case Between(double low, double high) -> slope >= low && slope <= high;
            case Outside(double low, double high) -> slope <= low || slope >= high;
            case Everything _ -> true;
            case Nothing _ -> false;
        };
    }

    /** For people. */
    default String text() {
        return switch (this) {
            case Between(double low, double high) -> Naming.number(low) + " to " + Naming.number(high);
            case Outside(double low, double high) ->
                "unbounded: up to " + Naming.number(low) + ", or from " + Naming.number(high);
            case Everything _ -> "unbounded: no slope is excluded";
            case Nothing _ ->
                "empty: no slope agrees with the instruments, so they are not all valid, or effects not linear";
        };
    }
}
