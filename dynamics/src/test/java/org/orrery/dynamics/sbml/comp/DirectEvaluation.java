package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.sbml.comp.RandomHierarchy.Flow;
import org.orrery.dynamics.sbml.comp.RandomHierarchy.Formula;
import org.orrery.dynamics.sbml.comp.RandomHierarchy.Join;
import org.orrery.dynamics.sbml.comp.RandomHierarchy.Model;
import org.orrery.dynamics.sbml.comp.RandomHierarchy.Pool;
import org.orrery.dynamics.sbml.comp.RandomHierarchy.Quantity;
import org.orrery.dynamics.sbml.comp.RandomHierarchy.Sub;

/**
 * A hierarchy computed without making it flat: each model is evaluated by its own clock and in its own units, and values are
 * handed over between models as the replacements say. Integrated by the classical Runge-Kutta method in small steps.
 */
final class DirectEvaluation {
    private final Place root;
    private final Map<String, Double> state = new LinkedHashMap<>();
    private double time;

    /** A model at its place in the hierarchy. */
    private static final class Place {
        final Model model;
        final String prefix;
        final @Nullable Place parent;
        final @Nullable Sub sub;
        final Map<String, Place> inside = new LinkedHashMap<>();
        /** For each name that another place gives the value of: that place, its name there, and the factor's name there. */
        final Map<String, Other> given = new HashMap<>();

        Place(RandomHierarchy hierarchy, Model model, String prefix, @Nullable Place parent, @Nullable Sub sub) {
            this.model = model;
            this.prefix = prefix;
            this.parent = parent;
            this.sub = sub;
            for (Sub each : model.subs()) {
                inside.put(each.id(), new Place(hierarchy, hierarchy.models().get(each.model()),
                        prefix + each.id() + "__", this, each));
            }
            for (Join join : model.joins()) {
                Place there = inside.get(join.submodel());
                if (join.inner() != null) {
                    there = there.inside.get(join.inner());
                }
                if (join.replacedBy()) {
                    given.put(join.own(), new Other(there, join.id(), null));
                } else {
                    // Who replaces an element replaces the one that stands for it.
                    Place at = there;
                    String id = join.id();
                    for (Other lower = at.given.get(id); lower != null
                            && lower.place.parent == at; lower = at.given.get(id)) {
                        at = lower.place;
                        id = lower.id;
                    }
                    at.given.put(id, new Other(this, join.own(), join.factor()));
                }
            }
        }
    }

    private record Other(Place place, String id, @Nullable String factor) {}

    DirectEvaluation(RandomHierarchy hierarchy) {
        root = new Place(hierarchy, hierarchy.main(), "", null, null);
        start(root);
    }

    /** Everything that changes, by its name in the flat model. */
    Map<String, Double> state() {
        return state;
    }

    private void start(Place place) {
        for (Pool pool : place.model.pools()) {
            if (!place.given.containsKey(pool.id())) {
                state.put(place.prefix + pool.id(), pool.start());
            }
        }
        for (Quantity quantity : place.model.quantities()) {
            if (!place.given.containsKey(quantity.id()) && (quantity.formula() == null || quantity.rate())) {
                state.put(place.prefix + quantity.id(), quantity.start());
            }
        }
        place.inside.values().forEach(this::start);
    }

    /** How many of its own units of time go into one of the main model's. */
    private double clock(Place place) {
        double own = place.sub == null || place.sub.time() == null ? 1 : value(place.parent, place.sub.time());
        return place.parent == null ? 1 : own * clock(place.parent);
    }

    private double extent(Place place) {
        double own = place.sub == null || place.sub.extent() == null ? 1 : value(place.parent, place.sub.extent());
        return place.parent == null ? 1 : own * extent(place.parent);
    }

    /** What a name is worth in the units of its model. */
    private double value(Place place, String id) {
        Other other = place.given.get(id);
        if (other != null) {
            double there = value(other.place, other.id);
            if (other.place.parent == place) {
                // A reaction of a submodel that stands for one of this model is seen through the submodel's conversion.
                boolean flow = isOwn(other)
                        && other.place.model.flows().stream().anyMatch(each -> each.id().equals(other.id));
                return flow
                        ? there * (extent(other.place) / extent(place)) / (clock(other.place) / clock(place))
                        : there;
            }
            return other.factor == null ? there : there / value(other.place, other.factor);
        }
        Double constant = place.model.constants().get(id);
        if (constant != null) {
            return constant;
        }
        Double known = state.get(place.prefix + id);
        if (known != null) {
            return known;
        }
        for (Flow flow : place.model.flows()) {
            if (flow.id().equals(id)) {
                return value(place, flow.law());
            }
        }
        return place.model.quantities().stream().filter(quantity -> quantity.id().equals(id)).map(Quantity::formula)
                .mapToDouble(formula -> value(place, formula)).findFirst().orElseThrow();
    }

    /** Whether what is given comes from below in the end, and not from above. */
    private static boolean isOwn(Other other) {
        Other next = other.place.given.get(other.id);
        return next == null || next.place.parent == other.place && isOwn(next);
    }

    private double value(Place place, Formula formula) {
        return formula.a() * value(place, formula.x()) + formula.b() * value(place, formula.y())
                + formula.c() * (time / clock(place)) + formula.d();
    }

    private Map<String, Double> slopes() {
        Map<String, Double> slopes = new LinkedHashMap<>();
        state.keySet().forEach(name -> slopes.put(name, 0.0));
        slopes(root, slopes);
        return slopes;
    }

    private void slopes(Place place, Map<String, Double> slopes) {
        for (Quantity quantity : place.model.quantities()) {
            if (quantity.formula() != null && quantity.rate()) {
                slopes.merge(place.prefix + quantity.id(), value(place, quantity.formula()) / clock(place),
                        Double::sum);
            }
        }
        for (Flow flow : place.model.flows()) {
            if (!place.given.containsKey(flow.id())) {
                double rate = value(place, flow.law()) * extent(place) / clock(place);
                slopes.merge(owner(place, flow.from()), -flow.stoichiometry() * rate, Double::sum);
                slopes.merge(owner(place, flow.to()), rate, Double::sum);
            }
        }
        place.inside.values().forEach(each -> slopes(each, slopes));
    }

    private static String owner(Place place, String id) {
        Other other = place.given.get(id);
        return other == null ? place.prefix + id : owner(other.place, other.id);
    }

    void run(double end, int steps) {
        double h = end / steps;
        for (int step = 0; step < steps; step++) {
            double before = step * h;
            Map<String, Double> at = new LinkedHashMap<>(state);
            List<Map<String, Double>> slopes = new ArrayList<>();
            double[] where = {0, h / 2, h / 2, h};
            for (double part : where) {
                time = before + part;
                if (!slopes.isEmpty()) {
                    Map<String, Double> last = slopes.getLast();
                    at.forEach((name, value) -> state.put(name, value + part * last.get(name)));
                }
                slopes.add(slopes());
            }
            at.forEach((name, value) -> state.put(name,
                    value + h / 6 * (slopes.get(0).get(name) + 2 * slopes.get(1).get(name)
                            + 2 * slopes.get(2).get(name) + slopes.get(3).get(name))));
        }
        time = end;
    }
}
