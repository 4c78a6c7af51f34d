package org.orrery.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;
import org.orrery.report.Block.Picture;

/** Dots with their intervals. */
final class IntervalPicture {
    private IntervalPicture() {}

    static Picture picture(List<Dot> dots, Axis value, @Nullable Reference reference) {
        List<Spec> rows = dots.stream()
                .map(dot -> Spec.of("label", Labels.broken(dot.label())).with("s", dot.kind().toString())
                        .with("l", value.place(dot.low())).with("m", value.place(dot.estimate()))
                        .with("h", value.place(dot.high())))
                .toList();
        List<String> kinds = dots.stream().map(dot -> dot.kind().toString()).distinct().toList();
        Spec y = Spec.of("field", "label").with("type", "nominal").with("sort", null).with("title", null).with("axis",
                Labels.axis().with("grid", true)).with("scale",
                        Spec.of("domain",
                                dots.stream().map(dot -> Labels.broken(dot.label())).distinct().toList()));
        Spec colour = Palette.worlds(kinds);
        if (kinds.size() == 1) {
            colour.with("legend", null);
        }
        Spec shape = Spec.of("field", "s").with("type", "nominal").with("legend", null);
        Spec bar = Spec.of("mark", Spec.of("type", "rule").with("strokeWidth", 3).with("strokeCap", "round"))
                .with("encoding", Spec.of("y", y).with("x", x("l", value)).with("x2", Spec.of("field", "h"))
                        .with("color", colour));
        Spec dot = Spec.of("mark", Spec.of("type", "point").with("filled", true).with("size", 90).with("opacity", 1))
                .with("encoding",
                        Spec.of("y", y).with("x", x("m", value)).with("color", colour).with("shape", shape)
                                .with("tooltip", List.of(Spec.of("field", "label").with("title", "of"),
                                        number("m", "estimate"), number("l", "low"), number("h", "high"))));
        Spec zero = Spec.of("data", Spec.of("values", List.of(Spec.of("m", 0))))
                .with("mark", Spec.of("type", "rule").with("color", Palette.SHADE).with("strokeDash", List.of(2, 2)))
                .with("encoding", Spec.of("x", Spec.of("field", "m").with("type", "quantitative")));
        boolean signed = !value.logarithmic() && dots.stream().anyMatch(one -> one.low() < 0 || one.estimate() < 0);
        List<Spec> layers = new ArrayList<>(signed ? List.of(zero, bar, dot) : List.of(bar, dot));
        List<Spec> without = dots.stream().filter(one -> !Double.isFinite(one.estimate()))
                .map(one -> Spec.of("label", Labels.broken(one.label()))).toList();
        if (!without.isEmpty()) {
            // Marks without a place are left out, and with them the row: a word keeps it.
            layers.add(Spec.of("data", Spec.of("values", without))
                    .with("mark", Spec.of("type", "text").with("align", "left").with("fontStyle", "italic"))
                    .with("encoding", Spec.of("y", y).with("x", Spec.of("value", 6)).with("text",
                            Spec.of("value", "no number"))));
        }
        if (reference != null) {
            layers.addAll(0, reference(reference));
        }
        Spec spec = Spec.picture(Labels.height(dots.stream().map(one -> Labels.broken(one.label())).toList(), 34))
                .with("data", Spec.of("values", rows)).with("layer", layers);
        String told = dots.stream().map(IntervalPicture::told).collect(Collectors.joining("; "));
        return new Picture(spec.toString(), value.capital() + ": estimates (dots) with their intervals (bars)"
                + (reference == null ? "." : "; the line is " + reference.label() + "."),
                value.label() + ": " + told + ".");
    }

    /** A line across all rows. */
    static List<Spec> reference(Reference reference) {
        Spec place = Spec.of("data", Spec.of("values", List.of(Spec.of("m", reference.value()).with("what",
                reference.label()))));
        return List.of(place.with("mark", Spec.of("type", "rule").with("color", Palette.ON).with("strokeWidth", 1.8))
                .with("encoding", Spec.of("x", Spec.of("field", "m").with("type", "quantitative")).with("tooltip",
                        List.of(Spec.of("field", "what").with("type", "nominal").with("title", "line"),
                                number("m", "at")))));
    }

    private static Spec x(String field, Axis value) {
        return Spec.of("field", field).with("type", "quantitative").with("title", value.label()).with("scale",
                value.scale());
    }

    private static Spec number(String field, String title) {
        return Spec.of("field", field).with("type", "quantitative").with("title", title).with("format", ".4~g");
    }

    private static String told(Dot dot) {
        String interval = Double.isFinite(dot.low()) && Double.isFinite(dot.high())
                ? " (" + Numbers.round(dot.low(), 4) + " to " + Numbers.round(dot.high(), 4) + ")"
                : "";
        return dot.label() + " "
                + (Double.isFinite(dot.estimate()) ? Numbers.round(dot.estimate(), 4) : "no number") + interval;
    }
}
