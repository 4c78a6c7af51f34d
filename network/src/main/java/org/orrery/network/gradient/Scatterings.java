package org.orrery.network.gradient;

import java.util.Map;

/**
 * Updates put into a tensor: ScatterElements and ScatterND with each of their reductions. Where several are put to one place
 * without a reduction, the standard leaves open which of them stays, and so is the derivative.
 */
final class Scatterings {
    private Scatterings() {}

    static void list(Map<String, Treatment> table) {
        table.put("ScatterElements", new Treatment.Smooth((at, to) -> {
            Map<String, org.orrery.network.onnx.Attribute> axis = Attributes.of("axis", at.node().whole("axis", 0));
            pull(at, to, new Spots() {
                @Override
                public String taken(String data) {
                    String picked = to.op("GatherElements", axis, data, at.in(1));
                    to.types().alike(picked, at.in(2));
                    return picked;
                }

                @Override
                public String put(String data, String values, String reduction) {
                    String made = to.op("ScatterElements",
                            Attributes.of("axis", at.node().whole("axis", 0), "reduction", reduction), data, at.in(1),
                            values);
                    to.types().alike(made, at.in(0));
                    return made;
                }
            });
        }));
        table.put("ScatterND", new Treatment.Smooth((at, to) -> {
            if (at.node().text("reduction", "none").equals("none")) {
                if (at.wants(0)) {
                    at.give(0, to.op("ScatterND", at.dy(), at.in(1), Form.full(to, 0, at.in(2))));
                }
                taken(at, to);
            } else if (at.node().text("reduction", "none").equals("add")) {
                at.give(0, at.dy());
                taken(at, to);
            } else {
                pull(at, to, new Blocks(at, to, at.in(0), at.in(2), 0));
            }
        }));
    }

    private static void taken(Site at, Emit to) {
        if (at.wants(2)) {
            String picked = to.op("GatherND", at.dy(), at.in(1));
            to.types().alike(picked, at.in(2));
            at.give(2, picked);
        }
    }

    private static void pull(Site at, Emit to, Spots spots) {
        String reduction = at.node().text("reduction", "none");
        switch (reduction) {
            case "none" -> {
                at.give(0, spots.put(at.dy(), Form.full(to, 0, at.in(2)), "none"));
                at.give(2, spots.taken(at.dy()));
            }
            case "add" -> {
                at.give(0, at.dy());
                at.give(2, spots.taken(at.dy()));
            }
            case "mul" -> product(at, to, spots);
            case "max", "min" -> extreme(at, to, spots);
            default -> throw at.refusal("its reduction '" + reduction + "' is not supported");
        }
    }

    /**
     * By one factor: the product of all others at its place, found by dividing where there is no zero among them. The second
     * derivative by two factors that are both exactly 0 is taken as 0.
     */
    private static void product(Site at, Emit to, Spots spots) {
        String x = at.in(0);
        String updates = at.in(2);
        if (at.wants(0)) {
            at.give(0, to.mul(at.dy(), spots.put(Form.full(to, 1, x), updates, "mul")));
        }
        if (!at.wants(2)) {
            return;
        }
        String none = to.op("Equal", updates, to.scalar(updates, 0));
        String zeros = to.op("Cast", Attributes.of("to", to.types().element(updates).number()), none);
        String count = spots.taken(spots.put(Form.full(to, 0, x), zeros, "add"));
        String safe = to.op("Where", none, to.scalar(updates, 1), updates);
        to.types().alike(safe, updates);
        String whole = spots.taken(spots.put(x, safe, "mul"));
        String fewer = to.op("Equal", count, zeros);
        at.give(2, to.mul(spots.taken(at.dy()), to.where(fewer, to.div(whole, safe), x)));
    }

    /** Equal shares among equals. */
    private static void extreme(Site at, Emit to, Spots spots) {
        int type = to.types().element(at.in(0)).number();
        String own = to.op("Cast", Attributes.of("to", type), to.op("Equal", at.in(0), at.y()));
        String put = to.op("Cast", Attributes.of("to", type), to.op("Equal", at.in(2), spots.taken(at.y())));
        String share = to.div(at.dy(), spots.put(own, put, "add"));
        if (at.wants(0)) {
            at.give(0, to.mul(share, own));
        }
        if (at.wants(2)) {
            at.give(2, to.mul(spots.taken(share), put));
        }
    }
}
