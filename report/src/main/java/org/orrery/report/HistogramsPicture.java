package org.orrery.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.orrery.core.Numbers;
import org.orrery.report.Block.Picture;

/** Groups on one axis: of each the share of its cases that falls into each bin, so that small and large ones compare. */
final class HistogramsPicture {
    private static final int BINS = 20;

    private HistogramsPicture() {}

    static Picture picture(List<Sample> groups, Axis value) {
        double low = groups.stream().flatMapToDouble(group -> Arrays.stream(group.values())).min().orElse(0);
        double high = groups.stream().flatMapToDouble(group -> Arrays.stream(group.values())).max().orElse(1);
        double width = high > low ? (high - low) / BINS : 1;
        List<Spec> rows = new ArrayList<>();
        for (Sample group : groups) {
            int[] counts = new int[BINS];
            for (double one : group.values()) {
                counts[(int) Math.min(BINS - 1.0, (one - low) / width)]++;
            }
            for (int i = 0; i < BINS; i++) {
                rows.add(Spec.of("s", group.label()).with("a", low + i * width).with("b", low + (i + 1) * width)
                        .with("n", counts[i]).with("share", (double) counts[i] / Math.max(1, group.values().length)));
            }
        }
        Spec colour = Spec.of("field", "s").with("type", "nominal").with("legend", null).with("scale",
                Spec.of("domain", groups.stream().map(Sample::label).toList()).with("range",
                        List.of(Palette.OFF, Palette.ON, Palette.EFFECT).subList(0, Math.min(3, groups.size()))));
        Spec y = Spec.of("field", "share").with("type", "quantitative").with("title", null)
                .with("axis", Spec.of("format", ".0%").with("tickCount", 4));
        List<Spec> panels = new ArrayList<>();
        for (Sample group : groups) {
            panels.add(Spec.of("title", group.label() + " (" + group.values().length + ")").with("width", "container")
                    .with("height", 110)
                    .with("transform", List.of(Spec.of("filter",
                            Spec.of("field", "s").with("equal", group.label()))))
                    .with("mark", Spec.of("type", "bar").with("binSpacing", 1))
                    .with("encoding", Spec.of("x", Spec.of("field", "a").with("type", "quantitative")
                            .with("bin", "binned").with("title", value.label())
                            .with("scale", Spec.of("domain", List.of(low, low + BINS * width))))
                            .with("x2", Spec.of("field", "b")).with("y", y).with("color", colour)
                            .with("tooltip", List.of(number("a", "from"), number("b", "to"), number("n", "cases"),
                                    number("share", "share")))));
        }
        Spec spec = Spec.of("$schema", "https://vega.github.io/schema/vega-lite/v6.json")
                .with("data", Spec.of("values", rows)).with("concat", panels)
                .with("resolve", Spec.of("scale", Spec.of("x", "shared")));
        String told = groups.stream().map(HistogramsPicture::told).collect(Collectors.joining("; "));
        return new Picture(spec.toString(), value.capital() + ": of each group the share of its cases in each bin.",
                value.label() + ": " + told + ".");
    }

    private static Spec number(String field, String title) {
        return Spec.of("field", field).with("type", "quantitative").with("title", title).with("format", ".4~g");
    }

    private static String told(Sample group) {
        double[] sorted = Arrays.stream(group.values()).sorted().toArray();
        return sorted.length == 0
                ? group.label() + " has no case"
                : group.label() + " from " + Numbers.round(sorted[0], 3) + " to "
                        + Numbers.round(sorted[sorted.length - 1], 3) + ", median "
                        + Numbers.round(sorted[sorted.length / 2], 3);
    }
}
