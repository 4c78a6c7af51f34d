package org.orrery.report;

import java.util.Locale;
import org.orrery.core.Claim;

/** An interval as a bar with a dot, drawn without a script. */
final class RangeBar {
    private RangeBar() {}

    static void write(Html html, double estimate, Claim.Interval interval) {
        double low = Math.min(interval.low(), estimate);
        double high = Math.max(interval.high(), estimate);
        if (!Double.isFinite(low) || !Double.isFinite(high) || low == high) {
            return;
        }
        // Zero is shown where it is near enough to matter: it is what an effect is judged against.
        boolean zero = low <= 0 && high >= 0 || Math.min(Math.abs(low), Math.abs(high)) < 2 * (high - low);
        double from = zero ? Math.min(0, low) : low;
        double to = zero ? Math.max(0, high) : high;
        double room = (to - from) * 0.06;
        html.open("div", "class", "range", "aria-hidden", "true");
        html.line("span", "", "class", "bar", "style", "left:" + place(interval.low(), from - room, to + room)
                + "%;right:" + place(-interval.high(), -to - room, -from + room) + "%");
        if (zero) {
            html.line("span", "0", "class", "zero", "style", "left:" + place(0, from - room, to + room) + "%");
        }
        html.line("span", "", "class", "dot", "style", "left:" + place(estimate, from - room, to + room) + "%");
        html.close();
    }

    private static String place(double value, double from, double to) {
        return String.format(Locale.ROOT, "%.2f", 100 * (value - from) / (to - from));
    }
}
