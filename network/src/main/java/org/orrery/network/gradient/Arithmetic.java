package org.orrery.network.gradient;

import java.util.Map;
import org.orrery.network.onnx.Tensor;

/** Operators of several numbers at one place, which broadcast. */
final class Arithmetic {
    private Arithmetic() {}

    static void list(Map<String, Treatment> table) {
        put(table, "Add", (at, to) -> all(at, to, at.dy()));
        put(table, "Sum", (at, to) -> all(at, to, at.dy()));
        put(table, "Mean", (at, to) -> all(at, to, to.times(at.dy(), at.y(), 1.0 / at.inputs())));
        put(table, "Sub", (at, to) -> {
            give(at, to, 0, _ -> at.dy());
            // Summed first, negated then: fewer elements.
            if (at.wants(1)) {
                at.give(1, to.neg(Form.unbroadcast(to, at.dy(), at.in(1), at.y(), at.node().inputs())));
            }
        });
        put(table, "Mul", (at, to) -> {
            give(at, to, 0, _ -> to.mul(at.dy(), at.in(1)));
            give(at, to, 1, _ -> to.mul(at.dy(), at.in(0)));
        });
        put(table, "Div", (at, to) -> {
            give(at, to, 0, _ -> to.div(at.dy(), at.in(1)));
            give(at, to, 1, _ -> to.neg(to.div(to.mul(at.dy(), at.y()), at.in(1))));
        });
        put(table, "Pow", Arithmetic::pow);
        put(table, "Mod", Arithmetic::mod);
        put(table, "Max", Arithmetic::extreme);
        put(table, "Min", Arithmetic::extreme);
        put(table, "Where", (at, to) -> {
            String nothing = to.scalar(at.y(), 0);
            give(at, to, 1, _ -> to.op("Where", at.in(0), at.dy(), nothing));
            give(at, to, 2, _ -> to.op("Where", at.in(0), nothing, at.dy()));
        });
    }

    /** The part of one operand in the shape of the result. */
    @FunctionalInterface
    private interface Part {
        String of(String operand);
    }

    private static void put(Map<String, Treatment> table, String op, Rule rule) {
        table.put(op, new Treatment.Smooth(rule));
    }

    private static void give(Site at, Emit to, int place, Part part) {
        if (at.wants(place)) {
            at.give(place, Form.unbroadcast(to, part.of(at.in(place)), at.in(place), at.y(), at.node().inputs()));
        }
    }

    private static void all(Site at, Emit to, String part) {
        for (int i = 0; i < at.inputs(); i++) {
            give(at, to, i, _ -> part);
        }
    }

    private static void pow(Site at, Emit to) {
        String x = at.in(0);
        String exponent = at.in(1);
        Tensor fixed = to.constant(exponent);
        give(at, to, 0, _ -> {
            if (fixed != null && fixed.size() == 1 && fixed.doubles()[0] == 2) {
                return to.mul(at.dy(), to.add(x, x));
            }
            // The exponent may have another type than the base.
            String p = to.types().element(exponent) == to.types().element(x)
                    ? exponent
                    : to.op("Cast", Attributes.of("to", to.types().element(x).number()), exponent);
            if (fixed != null && fixed.size() == 1) {
                double value = fixed.doubles()[0];
                return value == 0
                        ? to.mul(at.dy(), to.scalar(x, 0))
                        : to.mul(at.dy(), to.times(to.op("Pow", x, to.scalar(x, value - 1)), x, value));
            }
            String slope = to.mul(p, to.op("Pow", x, to.sub(p, to.scalar(x, 1))));
            return to.op("Where", to.op("Equal", p, to.scalar(x, 0)), to.scalar(x, 0), to.mul(at.dy(), slope));
        });
        give(at, to, 1, _ -> {
            // The limit of x^p log x at 0 is 0.
            String zero = to.op("And", to.op("Equal", x, to.scalar(x, 0)),
                    to.op("GreaterOrEqual", exponent, to.scalar(exponent, 0)));
            String safe = to.op("Where", zero, to.scalar(x, 1), x);
            String part = to.mul(at.dy(), to.mul(at.y(), to.op("Log", safe)));
            return to.types().element(exponent) == to.types().element(x)
                    ? part
                    : to.op("Cast", Attributes.of("to", to.types().element(exponent).number()), part);
        });
    }

    /** x - m trunc(x/m) with fmod: by m it is -trunc(x/m), constant but for jumps itself. */
    private static void mod(Site at, Emit to) {
        give(at, to, 0, _ -> at.dy());
        give(at, to, 1, _ -> {
            String whole = to.op("Round", to.div(to.sub(at.y(), at.in(0)), at.in(1)));
            return to.mul(at.dy(), whole);
        });
    }

    /** Equal shares among equals. */
    private static void extreme(Site at, Emit to) {
        if (at.inputs() == 1) {
            at.give(0, at.dy());
            return;
        }
        String[] hits = new String[at.inputs()];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = to.op("Cast", Attributes.of("to", to.types().element(at.y()).number()),
                    to.op("Equal", at.in(i), at.y()));
        }
        String share = to.div(at.dy(), to.op("Sum", hits));
        for (int i = 0; i < hits.length; i++) {
            int place = i;
            give(at, to, i, _ -> to.mul(share, hits[place]));
        }
    }
}
