package org.orrery.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;
import org.orrery.report.Block.Picture;

/** Lines and dots over one axis. */
final class LinesPicture {
    private static final List<String> COLOURS = List.of(Palette.OFF, Palette.ON, Palette.EFFECT, "#CC79A7", "#56B4E9",
            "#E69F00");

    private LinesPicture() {}

    static Picture picture(List<Line> lines, Axis x, Axis y, @Nullable Reference reference) {
        List<String> names = lines.stream().map(Line::label).toList();
        List<Spec> layers = new ArrayList<>();
        for (Line line : lines) {
            List<Spec> rows = new ArrayList<>();
            for (int i = 0; i < line.x().length; i++) {
                if (x.place(line.x()[i]) != null && y.place(line.y()[i]) != null) {
                    rows.add(Spec.of("x", line.x()[i]).with("y", line.y()[i]).with("s", line.label()));
                }
            }
            Spec mark = line.dotted()
                    ? Spec.of("type", "point").with("filled", true).with("size", 22).with("opacity", 0.75)
                    : Spec.of("type", "line").with("strokeWidth", 2.2);
            layers.add(Spec.of("data", Spec.of("values", rows)).with("mark", mark.with("clip", true))
                    .with("encoding", Spec.of("x", axis("x", x)).with("y", axis("y", y)).with("color", colour(names))
                            .with("tooltip", List.of(Spec.of("field", "s").with("type", "nominal").with("title", "of"),
                                    number("x", x.title()), number("y", y.title())))));
        }
        if (reference != null) {
            layers.add(Spec.of("data", Spec.of("values", List.of(Spec.of("y", reference.value()))))
                    .with("mark", Spec.of("type", "rule").with("color", Palette.SHADE).with("strokeDash", List.of(5, 3))
                            .with("strokeWidth", 1.5))
                    .with("encoding", Spec.of("y", Spec.of("field", "y").with("type", "quantitative"))));
        }
        Spec spec = Spec.picture(300).with("title", y.label()).with("layer", layers);
        String told = lines.stream().filter(line -> line.x().length > 0).map(LinesPicture::told)
                .collect(Collectors.joining("; "));
        return new Picture(spec.toString(), y.capital() + " over " + x.title()
                + (reference == null ? "." : "; the broken line is " + reference.label() + "."),
                y.label() + " over " + x.label() + ": " + told + ".");
    }

    private static Spec axis(String field, Axis axis) {
        return Spec.of("field", field).with("type", "quantitative")
                .with("title", field.equals("x") ? axis.label() : null).with("scale", axis.scale())
                .with("axis",
                        field.equals("x") && axis.title().equals("year")
                                ? Spec.of("format", "d")
                                : Spec.of("grid",
                                        true));
    }

    private static Spec colour(List<String> names) {
        List<String> colours = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            colours.add(COLOURS.get(i % COLOURS.size()));
        }
        Spec colour = Spec.of("field", "s").with("type", "nominal").with("title", null).with("scale",
                Spec.of("domain", names).with("range", colours));
        return names.size() == 1
                ? colour.with("legend", null)
                : colour.with("legend", Spec.of("orient", "top").with("columns", 2).with("labelLimit", 400));
    }

    private static Spec number(String field, String title) {
        return Spec.of("field", field).with("type", "quantitative").with("title", title).with("format", ".5~g");
    }

    private static String told(Line line) {
        int last = line.x().length - 1;
        return line.label() + " from " + Numbers.round(line.y()[0], 4) + " at " + Numbers.round(line.x()[0], 4) + " to "
                + Numbers.round(line.y()[last], 4) + " at " + Numbers.round(line.x()[last], 4);
    }
}
