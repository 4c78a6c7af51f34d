package org.orrery.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;
import org.orrery.report.Block.Picture;

/** Numbers as bars, one below the other, each with its figure. */
final class BarsPicture {
    private BarsPicture() {}

    static Picture picture(List<Bar> bars, Axis value, @Nullable Reference reference) {
        List<Spec> rows = bars.stream()
                .map(bar -> Spec.of("label", Labels.broken(bar.label())).with("v", value.place(bar.value()))
                        .with("text", Numbers.round(bar.value(), 3)))
                .toList();
        Spec y = Spec.of("field", "label").with("type", "nominal").with("sort", null).with("title", null).with("axis",
                Labels.axis());
        Spec x = Spec.of("field", "v").with("type", "quantitative").with("title", value.label());
        Spec bar = Spec.of("mark", Spec.of("type", "bar").with("color", Palette.OFF).with("height", 14))
                .with("encoding", Spec.of("y", y).with("x", x));
        Spec figure = Spec.of("mark", Spec.of("type", "text").with("align", "left").with("dx", 5)).with("encoding",
                Spec.of("y", y).with("x", x).with("text", Spec.of("field", "text").with("type", "nominal")));
        List<Spec> layers = new ArrayList<>(List.of(bar, figure));
        if (reference != null) {
            layers.addAll(IntervalPicture.reference(reference));
        }
        Spec spec = Spec.picture(Labels.height(bars.stream().map(one -> Labels.broken(one.label())).toList(), 26))
                .with("data", Spec.of("values", rows)).with("layer", layers);
        String told = bars.stream().map(one -> one.label() + " " + Numbers.round(one.value(), 3))
                .collect(Collectors.joining(", "));
        return new Picture(spec.toString(), value.capital()
                + (reference == null ? "." : "; the line marks " + reference.label() + "."),
                value.label() + ": " + told + ".");
    }
}
