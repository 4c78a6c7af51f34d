package org.orrery.dynamics.moiety;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism;

/**
 * Names for moieties. A moiety is called after the species of no other moiety whose identifier is shortest, the first one
 * in the file among equals: {@code E + ES} is {@code total.E}. The same species absorbs a change of the total.
 */
final class Naming {
    private Naming() {}

    static List<Moiety> name(Mechanism mechanism, List<String> species, List<IntegerRow> weights) {
        Map<String, Integer> moietiesOf = new HashMap<>();
        for (IntegerRow row : weights) {
            for (int place : row.index) {
                moietiesOf.merge(species.get(place), 1, Integer::sum);
            }
        }
        Set<String> taken = new HashSet<>();
        mechanism.parameters().forEach(parameter -> taken.add(parameter.id()));
        mechanism.species().forEach(pool -> taken.add(pool.id()));
        mechanism.compartments().forEach(place -> taken.add(place.id()));
        List<Moiety> named = new ArrayList<>();
        for (IntegerRow row : weights) {
            List<Moiety.Term> terms = terms(mechanism, species, row);
            List<String> members = terms.stream().map(Moiety.Term::species).toList();
            String own = shortest(members.stream().filter(id -> moietiesOf.getOrDefault(id, 0) == 1).toList(), taken);
            String after = own == null ? shortest(members, taken) : own;
            String name = Moiety.PREFIX + (after == null ? "number" + (named.size() + 1) : after);
            taken.add(name);
            named.add(new Moiety(name, terms, own));
        }
        return named;
    }

    private static @Nullable String shortest(List<String> ids, Set<String> taken) {
        return ids.stream().filter(id -> !taken.contains(Moiety.PREFIX + id))
                .min(Comparator.comparing(String::length)).orElse(null);
    }

    private static List<Moiety.Term> terms(Mechanism mechanism, List<String> species, IntegerRow row) {
        Map<String, String> factors = new HashMap<>();
        for (Mechanism.Species pool : mechanism.species()) {
            String factor = pool.conversionFactor() == null
                    ? mechanism.conversionFactor()
                    : pool.conversionFactor();
            if (factor != null) {
                factors.put(pool.id(), factor);
            }
        }
        List<Moiety.Term> terms = new ArrayList<>();
        boolean mixed = false;
        for (int i = 0; i < row.size(); i++) {
            String id = species.get(row.index[i]);
            mixed |= !Objects.equals(factors.get(id), factors.get(species.get(row.index[0])));
            terms.add(new Moiety.Term(id, row.value[i].doubleValue(), factors.get(id)));
        }
        return mixed
                ? terms
                : terms.stream().map(term -> new Moiety.Term(term.species(), term.weight(), null)).toList();
    }
}
