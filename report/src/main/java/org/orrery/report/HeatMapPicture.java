package org.orrery.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.orrery.core.Numbers;
import org.orrery.report.Block.Picture;

/** Heat maps side by side. */
final class HeatMapPicture {
    private static final int CELLS_A_SIDE = 45;
    private final List<HeatMap> panels;
    private final Axis x;
    private final Axis y;
    private final Axis colour;
    private final HeatMap.Colours colours;

    HeatMapPicture(List<HeatMap> panels, Axis x, Axis y, Axis colour, HeatMap.Colours colours) {
        this.panels = panels;
        this.x = x;
        this.y = y;
        this.colour = colours == HeatMap.Colours.LOG10 ? colour.log() : colour;
        this.colours = colours;
    }

    Picture picture() {
        List<Spec> maps = panels.stream().map(this::panel).toList();
        Spec spec = Spec.of("$schema", "https://vega.github.io/schema/vega-lite/v6.json").with("concat", maps)
                .with("columns", Math.min(2, panels.size())).with("spacing", 28)
                .with("resolve", Spec.of("scale", Spec.of("color", "shared")));
        boolean gaps = panels.stream().flatMapToDouble(HeatMapPicture::all).anyMatch(v -> colour.place(v) == null);
        String reading = colours == HeatMap.Colours.DIVERGING ? " Blue is below zero, orange above." : "";
        return new Picture(spec.toString(), "Colour: " + colour.label() + "." + reading
                + (gaps ? " Empty cells have no value" + (colour.logarithmic() ? " above zero." : ".") : ""),
                panels.stream().map(this::told).collect(Collectors.joining(" ")));
    }

    private Spec panel(HeatMap map) {
        int[] columns = Thinning.spread(map.x().length, CELLS_A_SIDE);
        int[] rows = Thinning.spread(map.y().length, CELLS_A_SIDE);
        double[] xEdges = edges(Arrays.stream(columns).mapToDouble(i -> map.x()[i]).toArray(), x.logarithmic());
        double[] yEdges = edges(Arrays.stream(rows).mapToDouble(i -> map.y()[i]).toArray(), y.logarithmic());
        List<Spec> cells = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                cells.add(Spec.of("x", map.x()[columns[column]]).with("y", map.y()[rows[row]])
                        .with("v", colour.place(map.values()[rows[row]][columns[column]]))
                        .with("a", xEdges[column]).with("b", under(xEdges, column))
                        .with("c", yEdges[row]).with("d", under(yEdges, row)));
            }
        }
        Spec legend = Spec.of("title", colour.label()).with("orient", "top").with("direction", "horizontal")
                .with("gradientThickness", 10).with("format", colour.logarithmic() ? ".0e" : "~g");
        return Spec.of("title", map.title()).with("width", 280).with("height", 240)
                .with("data", Spec.of("values", cells)).with("mark", Spec.of("type", "rect").with("clip", true))
                .with("encoding", Spec.of("x", side("a", x)).with("x2", Spec.of("field", "b"))
                        .with("y", side("c", y)).with("y2", Spec.of("field", "d"))
                        .with("color", Spec.of("field", "v").with("type", "quantitative").with("scale", scale())
                                .with("legend", legend))
                        .with("tooltip",
                                List.of(number("x", x.title()), number("y", y.title()), number("v", colour.title()))));
    }

    private static Spec side(String field, Axis axis) {
        return Spec.of("field", field).with("type", "quantitative").with("title", axis.label())
                .with("scale", axis.scale().with("nice", false)).with("axis", Spec.of("grid", false));
    }

    private static Spec number(String field, String title) {
        return Spec.of("field", field).with("type", "quantitative").with("title", title).with("format", ".4~g");
    }

    /** One scale for all panels, so that the same colour is the same number. */
    private Spec scale() {
        double[] all = panels.stream().flatMapToDouble(HeatMapPicture::all).filter(v -> colour.place(v) != null)
                .toArray();
        double low = Arrays.stream(all).min().orElse(0);
        double high = Arrays.stream(all).max().orElse(1);
        return switch (colours) {
            case SEQUENTIAL -> Spec.of("scheme", "viridis").with("domain", List.of(low, high));
            case LOG10 -> Spec.of("type", "log").with("scheme", "viridis").with("domain", List.of(low, high));
            case DIVERGING -> {
                double reach = Math.max(Math.abs(low), Math.abs(high));
                yield Spec.of("scheme", "blueorange").with("domain", List.of(-reach, reach)).with("domainMid", 0);
            }
        };
    }

    /** Half way between the places, in the axis' own measure; the outer cells are as wide as their neighbours. */
    private static double[] edges(double[] places, boolean logarithmic) {
        double[] on = logarithmic ? Arrays.stream(places).map(Math::log).toArray() : places;
        int n = on.length;
        double[] edges = new double[n + 1];
        for (int i = 1; i < n; i++) {
            edges[i] = (on[i - 1] + on[i]) / 2;
        }
        edges[0] = n > 1 ? on[0] - (edges[1] - on[0]) : on[0] - 0.5;
        edges[n] = n > 1 ? on[n - 1] + (on[n - 1] - edges[n - 1]) : on[0] + 0.5;
        return logarithmic ? Arrays.stream(edges).map(Math::exp).toArray() : edges;
    }

    /** The far edge, a little under the next cell: printers would show the paper between two cells that only touch. */
    private static double under(double[] edges, int cell) {
        double edge = edges[cell + 1];
        return cell + 2 < edges.length ? edge + 0.05 * (edges[cell + 2] - edge) : edge;
    }

    private static DoubleStream all(HeatMap map) {
        return Arrays.stream(map.values()).flatMapToDouble(Arrays::stream);
    }

    private String told(HeatMap map) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        String lowAt = "";
        String highAt = "";
        for (int row = 0; row < map.y().length; row++) {
            for (int column = 0; column < map.x().length; column++) {
                double cell = map.values()[row][column];
                String at = x.title() + " " + Numbers.round(map.x()[column], 4) + ", " + y.title() + " "
                        + Numbers.round(map.y()[row], 4);
                if (cell < low) {
                    low = cell;
                    lowAt = at;
                }
                if (cell > high) {
                    high = cell;
                    highAt = at;
                }
            }
        }
        return map.title() + ": " + colour.title() + " from " + Numbers.round(low, 4) + " (" + lowAt + ") to "
                + Numbers.round(high, 4) + " (" + highAt + ").";
    }
}
