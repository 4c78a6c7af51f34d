package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads between elements as a weighted sum of the elements around: 1, 2 or 4 along an axis. Formulas: the ONNX standard
 * (GridSample 16 to 22). By the grid the weights are differentiated; where a place jumps from one element to the next, the slope
 * is that of the piece it stands on.
 */
final class GridSamples {
    /** The convolution coefficient of the standard's cubic kernel. */
    private static final double A = -0.75;

    private final Site at;
    private final Emit to;
    private final String x;
    private final boolean corners;
    private final String padding;

    private GridSamples(Site at, Emit to) {
        this.at = at;
        this.to = to;
        this.x = at.in(0);
        this.corners = at.node().whole("align_corners", 0) == 1;
        this.padding = at.node().text("padding_mode", "zeros");
    }

    static void list(Map<String, Definition> table) {
        table.put("GridSample", (at, to) -> new GridSamples(at, to).write());
    }

    /**
     * An element that a place reads, as [batch, places] each.
     *
     * @param weight of it
     * @param index of it along the axis, or through several axes; a real number that is whole
     */
    private record Tap(String weight, String index) {}

    private void write() {
        int axes = at.rank(0, to) - 2;
        String real = to.op("Cast", Attributes.of("to", to.types().element(x).number()), at.in(1));
        List<String> coordinates = axes == 1
                ? List.of(Form.reshape(to, real, 0, -1, 1))
                : to.ops("Split", axes, Attributes.of("axis", 2, "num_outputs", axes),
                        Form.reshape(to, real, 0, -1, axes));
        List<Tap> taps = List.of();
        for (int axis = 0; axis < axes; axis++) {
            // The grid names the last axis first.
            String place = to.op("Squeeze", coordinates.get(axes - 1 - axis), to.ints(2));
            String length = length(axis + 2);
            List<Tap> along = taps(place(place, length), length);
            taps = axis == 0 ? along : products(taps, along, length);
        }
        String picked = picked(taps);
        String weights = to.op("Unsqueeze", together(taps.stream().map(Tap::weight).toList()), to.ints(1));
        String sum = to.sum(to.mul(picked, weights), false, 2);
        String shape = to.op("Concat", Attributes.of("axis", 0),
                to.op("Shape", Attributes.of("start", 0, "end", 2), x),
                to.op("Shape", Attributes.of("start", 1, "end", axes + 1), at.in(1)));
        at.makes(0, to.op("Reshape", sum, shape), to);
    }

    private String length(int axis) {
        long known = to.types().length(x, axis);
        return known >= 0
                ? to.scalar(x, known)
                : to.op("Cast", Attributes.of("to", to.types().element(x).number()),
                        to.op("Squeeze", Form.length(to, x, axis)));
    }

    private String number(double value) {
        return to.scalar(x, value);
    }

    private String half(String edge) {
        return to.mul(edge, number(0.5));
    }

    /** From -1 to 1 into places along an axis. */
    private String place(String g, String length) {
        String up = to.add(g, number(1));
        return corners
                ? to.mul(half(up), to.sub(length, number(1)))
                : half(to.sub(to.mul(up, length), number(1)));
    }

    private List<Tap> taps(String place, String length) {
        return switch (at.node().text("mode", "linear")) {
            case "nearest" -> {
                String base = to.op("Round", wrapped(place, length));
                yield List.of(tap(to.add(to.mul(base, number(0)), number(1)), base, 0, length));
            }
            case "linear", "bilinear" -> {
                String p = wrapped(place, length);
                String base = to.op("Floor", p);
                String t = to.sub(p, base);
                yield List.of(tap(to.sub(number(1), t), base, 0, length), tap(t, base, 1, length));
            }
            case "cubic", "bicubic" -> {
                String base = to.op("Floor", place);
                String t = to.sub(place, base);
                String rest = to.sub(number(1), t);
                yield List.of(tap(outer(t), base, -1, length), tap(inner(t), base, 0, length),
                        tap(inner(rest), base, 1, length), tap(outer(rest), base, 2, length));
            }
            default -> throw at.refusal("its mode '" + at.node().text("mode", "") + "' is not supported");
        };
    }

    /** Keys's kernel at a distance of up to 1: ((A + 2) t - (A + 3)) t t + 1. */
    private String inner(String t) {
        String slope = to.sub(to.mul(t, number(A + 2)), number(A + 3));
        return to.add(to.mul(to.mul(slope, t), t), number(1));
    }

    /** At a distance of 1 + t, which is ((A s - 5 A) s + 8 A) s - 4 A of s = 1 + t: A t (1 - t)^2. */
    private String outer(String t) {
        String rest = to.sub(number(1), t);
        return to.mul(to.mul(t, number(A)), to.mul(rest, rest));
    }

    private Tap tap(String weight, String base, int offset, String length) {
        String index = offset == 0 ? base : to.add(base, number(offset));
        String last = to.sub(length, number(1));
        if (padding.equals("zeros")) {
            String inside = to.op("And", to.op("GreaterOrEqual", index, number(0)), to.op("LessOrEqual", index, last));
            return new Tap(to.where(inside, weight, x), to.op("Clip", index, number(0), last));
        }
        String found = to.op("Round", wrapped(index, length));
        return new Tap(weight, to.op("Clip", found, number(0), last));
    }

    private String wrapped(String p, String length) {
        return switch (padding) {
            case "zeros" -> p;
            case "border" -> to.op("Clip", p, number(0), to.sub(length, number(1)));
            case "reflection" -> reflected(p, length);
            default -> throw at.refusal("its padding_mode '" + padding + "' is not supported");
        };
    }

    /** There and back between the ends: the elements' middles with align_corners, else their edges. */
    private String reflected(String p, String length) {
        String low = number(corners ? 0 : -0.5);
        // With one element and align_corners there is nothing to go back and forth in.
        String range = corners ? to.op("Max", to.sub(length, number(1)), number(1e-6)) : length;
        String twice = to.add(range, range);
        String beyond = to.op("Mod", Attributes.of("fmod", 1), to.op("Abs", to.sub(p, low)), twice);
        String back = to.op("Where", to.op("Greater", beyond, range), to.sub(twice, beyond), beyond);
        return to.add(back, low);
    }

    private List<Tap> products(List<Tap> slow, List<Tap> fast, String length) {
        List<Tap> all = new ArrayList<>();
        for (Tap one : slow) {
            for (Tap other : fast) {
                all.add(new Tap(to.mul(one.weight, other.weight),
                        to.add(to.mul(one.index, length), other.index)));
            }
        }
        return all;
    }

    /** As [batch, taps, places]. */
    private String together(List<String> edges) {
        String[] each = edges.stream().map(edge -> to.op("Unsqueeze", edge, to.ints(1))).toArray(String[]::new);
        return each.length == 1 ? each[0] : to.op("Concat", Attributes.of("axis", 1), each);
    }

    /** The elements that are read: [batch, channels, taps, places]. */
    private String picked(List<Tap> taps) {
        String places = to.op("Cast", Attributes.of("to", 7), together(taps.stream().map(Tap::index).toList()));
        String wide = to.op("Expand", Form.reshape(to, places, 0, 1, -1),
                to.op("Concat", Attributes.of("axis", 0), to.ints(1), Form.length(to, x, 1), to.ints(1)));
        String picked = to.op("GatherElements", Attributes.of("axis", 2), Form.reshape(to, x, 0, 0, -1), wide);
        return Form.reshape(to, picked, 0, 0, taps.size(), -1);
    }
}
