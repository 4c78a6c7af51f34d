package org.orrery.report;

/**
 * An estimate with its interval, one line of a dot plot.
 *
 * @param label what is estimated
 * @param kind which world it belongs to
 * @param low end of the interval; NaN for none
 * @param estimate the dot
 * @param high end of the interval; NaN for none
 */
public record Dot(String label, Kind kind, double low, double estimate, double high) {
    /** Which world a number belongs to; decides the colour. */
    public enum Kind {
        OFF, ON, EFFECT;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
