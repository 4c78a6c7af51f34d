package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Plan;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.ValueType;

/** The plans that move one tensor only, of which there are so many that cutting the network there pays. */
final class Cuts {
    /** Making a session costs as much as some runs. */
    private static final int PAYS = 16;

    private final Theatre theatre;
    private final Casting casting;
    private final Bare bare;
    private final List<Plan> plans;
    private final Map<String, List<Integer>> byTensor = new LinkedHashMap<>();

    Cuts(Theatre theatre, Casting casting, Bare bare, List<Plan> plans) {
        this.theatre = theatre;
        this.casting = casting;
        this.bare = bare;
        this.plans = plans;
        for (int i = 0; i < plans.size(); i++) {
            String tensor = onlyTensor(plans.get(i));
            if (tensor != null) {
                byTensor.computeIfAbsent(tensor, _ -> new ArrayList<>()).add(i);
            }
        }
        byTensor.values().removeIf(own -> own.size() < PAYS);
    }

    private @Nullable String onlyTensor(Plan plan) {
        if (plan.moves().size() != 1) {
            return null;
        }
        Gear gear = Gear.of(plan.moves().getFirst(), theatre.places());
        String tensor = gear.site().tensor();
        ElementType element = theatre.type(tensor) instanceof ValueType.OfTensor type ? type.element() : null;
        boolean takes = gear.site() instanceof Site.Everywhere && gear.file() == null
                && CutRig.takes(theatre, tensor, element);
        return takes ? tensor : null;
    }

    /** Adds a troupe for each cut and says where its plans are. */
    void into(List<Troupe> troupes, int[] troupe, int[] part) {
        Map<String, Script> scripts = new LinkedHashMap<>();
        Map<String, Suffix> suffixes = new LinkedHashMap<>();
        Map<String, Integer> exposed = new LinkedHashMap<>();
        byTensor.forEach((tensor, own) -> {
            Script script = new Script(theatre, casting, bare);
            List<Integer> numbers = own.stream().map(plan -> script.add(plans.get(plan))).toList();
            Set<String> read = new LinkedHashSet<>(script.read());
            read.addAll(bare.outputs());
            Suffix suffix = Suffix.behind(theatre, tensor, read);
            if (suffix == null || read.stream().anyMatch(edge -> suffix.outputs().contains(edge)
                    ? theatre.axis(edge) < 0
                    : theatre.axis(edge) != 0)) {
                return;
            }
            for (int i = 0; i < own.size(); i++) {
                part[own.get(i)] = numbers.get(i);
                troupe[own.get(i)] = troupes.size() + scripts.size();
            }
            scripts.put(tensor, script);
            suffixes.put(tensor, suffix);
            suffix.given().forEach(edge -> exposed.put(edge, theatre.axis(edge)));
            read.forEach(edge -> exposed.put(edge, theatre.axis(edge)));
        });
        if (scripts.isEmpty()) {
            return;
        }
        Set<String> made = new LinkedHashSet<>();
        theatre.model().graph().nodes().forEach(node -> made.addAll(node.outputs()));
        exposed.keySet().retainAll(made);
        Prefix prefix = new Prefix(new WholeRig(
                new Splice(theatre.model(), theatre::type).model(List.copyOf(exposed.keySet())), theatre.settings(),
                List.of(), Map.of(), exposed, casting, casting.trial()));
        scripts.forEach((tensor, script) -> {
            Suffix suffix = suffixes.get(tensor);
            if (suffix != null) {
                troupes.add(script.cut(suffix, prefix));
            }
        });
    }
}
