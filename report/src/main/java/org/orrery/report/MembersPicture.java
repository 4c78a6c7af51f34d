package org.orrery.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.report.Block.Picture;

/** A histogram of an ensemble. */
final class MembersPicture {
    private final double[] sorted;
    private final int left;
    private final Axis value;
    private final double estimate;
    private final Claim.@Nullable Interval interval;

    MembersPicture(double[] values, Axis value, double estimate, Claim.@Nullable Interval interval) {
        sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        left = values.length - sorted.length;
        this.value = value;
        this.estimate = estimate;
        this.interval = interval;
    }

    Picture picture() {
        Spec x = Spec.of("field", "a").with("type", "quantitative").with("title", value.label()).with("scale",
                Spec.of("zero", false));
        Spec y = Spec.of("field", "n").with("type", "quantitative").with("title", null).with("axis",
                Spec.of("tickMinStep", 1));
        Spec bars = Spec.of("data", Spec.of("values", bins()))
                .with("mark", Spec.of("type", "bar").with("color", Palette.EFFECT).with("opacity", 0.75)
                        .with("binSpacing", 1))
                .with("encoding", Spec.of("x", x.with("bin", "binned")).with("x2", Spec.of("field", "b")).with("y", y)
                        .with("tooltip", List.of(number("a", "from"), number("b", "to"),
                                number("n", "members"))));
        List<Spec> layers = new ArrayList<>();
        if (interval != null) {
            Spec range = Spec.of("a", interval.low()).with("b", interval.high());
            layers.add(Spec.of("data", Spec.of("values", List.of(range)))
                    .with("mark", Spec.of("type", "rect").with("opacity", 0.16).with("color", Palette.SHADE))
                    .with("encoding", Spec.of("x", at("a")).with("x2", Spec.of("field", "b"))));
        }
        layers.add(bars);
        layers.add(Spec.of("data", Spec.of("values", List.of(Spec.of("a", estimate))))
                .with("mark", Spec.of("type", "rule").with("color", Palette.ON).with("strokeWidth", 2.2))
                .with("encoding", Spec.of("x", at("a"))));
        Spec spec = Spec.picture(200).with("title", "Members of the ensemble").with("layer", layers);
        return new Picture(spec.toString(), caption(), alternative());
    }

    private static Spec at(String field) {
        return Spec.of("field", field).with("type", "quantitative");
    }

    private static Spec number(String field, String title) {
        return at(field).with("title", title).with("format", ".4~g");
    }

    /** As wide as Freedman and Diaconis (1981) advise, 2 IQR / cube root of n, but no fewer than 8 and no more than 40. */
    private List<Spec> bins() {
        if (sorted.length == 0) {
            return List.of();
        }
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        if (high == low) {
            double half = low == 0 ? 0.5 : Math.abs(low) * 0.05;
            return List.of(bin(low - half, low + half, sorted.length));
        }
        double advised = 2 * (quantile(0.75) - quantile(0.25)) / Math.cbrt(sorted.length);
        int count = (int) Math.clamp(advised > 0 ? Math.ceil((high - low) / advised) : 8, 8, 40);
        int[] members = new int[count];
        for (double member : sorted) {
            members[(int) Math.min(count - 1.0, (member - low) / (high - low) * count)]++;
        }
        List<Spec> bins = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bins.add(bin(low + (high - low) * i / count, low + (high - low) * (i + 1) / count, members[i]));
        }
        return bins;
    }

    private static Spec bin(double from, double to, int members) {
        return Spec.of("a", from).with("b", to).with("n", members);
    }

    private double quantile(double level) {
        return sorted[(int) Math.round(level * (sorted.length - 1))];
    }

    private String caption() {
        return value.capital() + " in each member of the ensemble. The line is the estimate"
                + (interval == null ? "." : ", grey its interval.")
                + (left == 0 ? "" : " " + left + " members without a finite value are left out.");
    }

    private String alternative() {
        if (sorted.length == 0) {
            return "No member has a finite value.";
        }
        return sorted.length + " members between " + Numbers.round(sorted[0], 4) + " and "
                + Numbers.round(sorted[sorted.length - 1], 4) + ", median " + Numbers.round(quantile(0.5), 4)
                + "; the estimate is " + Numbers.round(estimate, 4) + ".";
    }
}
