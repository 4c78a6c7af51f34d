package org.orrery.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orrery.core.Answer;
import org.orrery.core.Numbers;
import org.orrery.report.Block.Picture;

/** One variable over time in both worlds. */
final class CoursePicture {
    private static final int POINTS = 400;
    private final Answer.Course course;
    private final Axis time;
    private final Axis value;
    private final List<Shade> shades;
    private final boolean moved;
    private final boolean banded;
    private final int[] kept;

    CoursePicture(Answer.Course course, Axis time, Axis value, List<Shade> shades) {
        this.course = course;
        this.time = time;
        this.value = value;
        this.shades = shades;
        moved = !Arrays.equals(course.off(), course.on());
        banded = !course.onBand().isEmpty() && !course.offBand().isEmpty();
        kept = Thinning.keep(course.times().length, POINTS, line(false), line(true));
    }

    Picture picture() {
        Spec spec = Spec.picture(260).with("title", value.label()).with("data", Spec.of("values", rows()))
                .with("layer", layers());
        return new Picture(spec.toString(), caption(), alternative());
    }

    /** Several side by side, on the same scale. */
    static Picture sideBySide(List<CoursePicture> panels, List<String> titles) {
        List<Spec> specs = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            CoursePicture panel = panels.get(i);
            specs.add(Spec.of("title", titles.get(i)).with("width", 280).with("height", 220)
                    .with("data", Spec.of("values", panel.rows())).with("layer", panel.layers()));
            told.add(titles.get(i) + ": " + panel.alternative());
        }
        Spec spec = Spec.of("$schema", "https://vega.github.io/schema/vega-lite/v6.json").with("concat", specs)
                .with("columns", 2).with("spacing", 28).with("resolve", Spec.of("scale",
                        Spec.of("y", "shared").with("color", "shared").with("strokeDash", "shared")));
        return new Picture(spec.toString(), panels.getFirst().caption(), String.join(" ", told));
    }

    private List<Spec> layers() {
        List<String> worlds = moved ? List.of("off", "on") : List.of("off");
        List<Spec> layers = new ArrayList<>();
        shades().forEach(layers::add);
        Spec x = Spec.of("field", "t").with("type", "quantitative").with("title", time.label()).with("scale",
                Spec.of("nice", false).with("zero", false));
        if (banded) {
            layers.add(Spec.of("mark", Spec.of("type", "area").with("fillOpacity", 0.18).with("clip", true))
                    .with("encoding", Spec.of("x", x).with("y", y("l")).with("y2", Spec.of("field", "h"))
                            .with("color", legend(worlds))));
        }
        layers.add(Spec.of("mark", Spec.of("type", "line").with("strokeWidth", 2.2).with("clip", true))
                .with("encoding", Spec.of("x", x).with("y", y("m")).with("color", legend(worlds))
                        .with("strokeDash", dashes(worlds))));
        layers.add(reader(x));
        return layers;
    }

    private Spec y(String field) {
        return Spec.of("field", field).with("type", "quantitative").with("title", null).with("scale", value.scale());
    }

    /** The layers share one legend, so all of them must say the same of it. */
    private Spec legend(List<String> worlds) {
        Spec colour = Palette.worlds(worlds);
        return moved ? colour : colour.with("legend", null);
    }

    private Spec dashes(List<String> worlds) {
        Spec dash = Spec.of("field", "s").with("type", "nominal").with("title", null).with("scale",
                Spec.of("domain", worlds).with("range",
                        moved ? List.of(List.of(7, 4), List.of(1, 0)) : List.of(List.of(1, 0))));
        return moved ? dash : dash.with("legend", null);
    }

    /** Bars too faint to see that tell the numbers at a time to whoever points there. */
    private Spec reader(Spec x) {
        List<Spec> rows = new ArrayList<>();
        for (int i : Thinning.spread(course.times().length, 120)) {
            Spec row = Spec.of("t", course.times()[i]).with("off", value.place(line(false)[i]));
            rows.add(moved ? row.with("on", value.place(line(true)[i])) : row);
        }
        List<Spec> told = new ArrayList<>();
        told.add(number("t", time.title()));
        told.add(number("off", moved ? "off" : value.title()));
        if (moved) {
            told.add(number("on", "on"));
        }
        return Spec.of("data", Spec.of("values", rows))
                .with("mark", Spec.of("type", "rule").with("opacity", 0).with("strokeWidth", 8))
                .with("encoding", Spec.of("x", x).with("tooltip", told));
    }

    private static Spec number(String field, String title) {
        return Spec.of("field", field).with("type", "quantitative").with("title", title).with("format", ".4~g");
    }

    private List<Spec> shades() {
        double first = course.times()[0];
        double last = course.times()[course.times().length - 1];
        List<Spec> layers = new ArrayList<>();
        for (Shade shade : shades) {
            double from = Math.max(first, shade.window().from());
            double to = Math.min(last, shade.window().to());
            if (from > to || from == first && to == last) {
                continue;
            }
            Spec x = Spec.of("field", "a").with("type", "quantitative");
            Spec place = Spec.of("x", x).with("tooltip",
                    Spec.of("field", "what").with("type", "nominal").with("title", "intervention"));
            Spec mark = Spec.of("type", "rect").with("opacity", 0.16).with("color", Palette.SHADE);
            if (from == to) {
                mark = Spec.of("type", "rule").with("color", Palette.SHADE).with("strokeWidth", 1.5);
            } else {
                place.with("x2", Spec.of("field", "b"));
            }
            layers.add(Spec
                    .of("data", Spec.of("values",
                            List.of(Spec.of("a", from).with("b", to).with("what", shade.label()))))
                    .with("mark", mark).with("encoding", place));
        }
        return layers;
    }

    private List<Spec> rows() {
        List<Spec> rows = new ArrayList<>();
        for (boolean on : moved ? new boolean[]{false, true} : new boolean[]{false}) {
            Answer.Band band = on ? course.onBand() : course.offBand();
            for (int i : kept) {
                Spec row = Spec.of("t", course.times()[i]).with("s", on ? "on" : "off").with("m",
                        value.place(line(on)[i]));
                if (banded) {
                    row.with("l", value.place(band.low()[i])).with("h", value.place(band.high()[i]));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private double[] line(boolean on) {
        Answer.Band band = on ? course.onBand() : course.offBand();
        double[] published = on ? course.on() : course.off();
        return band.isEmpty() ? published : band.median();
    }

    private String caption() {
        String lines = moved
                ? value.title() + " over time: untouched (off, dashed) and operated (on)."
                : value.title() + " over time.";
        return lines + (banded ? " Lines are medians over the ensemble, bands hold 95 % of its members." : "")
                + (shades().isEmpty() ? "" : " Grey marks when the intervention is in force.");
    }

    private String alternative() {
        int last = course.times().length - 1;
        String span = value.label() + " from time " + number(course.times()[0]) + " to " + number(course.times()[last])
                + ". ";
        return span + told("off", line(false)) + (moved ? " " + told("on", line(true)) : "");
    }

    private static String told(String world, double[] line) {
        double low = Arrays.stream(line).filter(Double::isFinite).min().orElse(Double.NaN);
        double high = Arrays.stream(line).filter(Double::isFinite).max().orElse(Double.NaN);
        return "With the intervention " + world + " it goes from " + number(line[0]) + " to "
                + number(line[line.length - 1]) + ", between " + number(low) + " and " + number(high) + ".";
    }

    private static String number(double value) {
        return Numbers.round(value, 4);
    }
}
