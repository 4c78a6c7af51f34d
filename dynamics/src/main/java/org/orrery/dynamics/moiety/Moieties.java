package org.orrery.dynamics.moiety;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism;

/**
 * The conserved moieties of a mechanism: a basis of the left null space of its stoichiometry, over the rationals, in
 * which sums without negative weights and with few species come first. Sums are of amounts, which compartments of any
 * size leave as they are. Species that follow from a rule or are held at a boundary are no part of a moiety.
 *
 * @param conserved those of two species or more
 * @param broken sums that the reactions alone would conserve, each with what changes it
 */
public record Moieties(List<Moiety> conserved, List<String> broken) {
    public Moieties {
        conserved = List.copyOf(conserved);
        broken = List.copyOf(broken);
    }

    public static Moieties of(Mechanism mechanism) {
        Map<String, String> breakers = breakers(mechanism);
        Set<String> free = free(mechanism);
        List<Moiety> conserved = laws(mechanism, free, breakers.keySet(), Set.of()).stream()
                .filter(moiety -> moiety.terms().size() > 1).toList();
        Set<String> reacting = reacting(mechanism);
        List<String> broken = new ArrayList<>();
        if (breakers.keySet().stream().anyMatch(reacting::contains)) {
            Set<String> all = new LinkedHashSet<>(free);
            breakers.keySet().stream().filter(reacting::contains).forEach(all::add);
            for (Moiety moiety : laws(mechanism, all, Set.of(), Set.of())) {
                String why = moiety.terms().stream().map(Moiety.Term::species).filter(breakers::containsKey)
                        .map(species -> breakers.getOrDefault(species, "")).collect(Collectors.joining(" and "));
                if (!why.isEmpty() && moiety.terms().size() > 1) {
                    broken.add(moiety.text() + ": " + why);
                }
            }
        }
        return new Moieties(conserved, broken);
    }

    /**
     * A basis of all sums that the reactions conserve, single species included.
     *
     * @param loose species whose amount something else changes too, so that no sum with them is conserved
     * @param unknown parameters whose value is not that of the file, so that a stoichiometry is not known from them
     */
    public static List<Moiety> laws(Mechanism mechanism, Set<String> loose, Set<String> unknown) {
        Set<String> all = new HashSet<>(breakers(mechanism).keySet());
        all.addAll(loose);
        return laws(mechanism, free(mechanism), all, unknown);
    }

    private static List<Moiety> laws(Mechanism mechanism, Set<String> species, Set<String> loose, Set<String> unknown) {
        Stoichiometry network = Stoichiometry.of(mechanism, species, loose, unknown);
        return Naming.name(mechanism, network.species(), basis(network));
    }

    /** Few species and small weights first, as long as they are independent; negative weights only where nothing else is left. */
    private static List<IntegerRow> basis(Stoichiometry network) {
        Elimination rank = new Elimination(network.columns());
        network.rows().forEach(rank::add);
        int wanted = network.rows().size() - rank.rank();
        if (wanted == 0) {
            return List.of();
        }
        List<IntegerRow> candidates = new ArrayList<>(SemiPositive.rays(network.rows(), network.columns()));
        candidates.sort(Comparator.comparing(Moieties::largest).thenComparing(IntegerRow::size)
                .thenComparing(row -> row.index[0]));
        Elimination independent = new Elimination(network.rows().size());
        List<IntegerRow> basis = new ArrayList<>();
        candidates.stream().filter(independent::extend).forEach(basis::add);
        if (basis.size() < wanted) {
            Elimination.leftNullSpace(network.rows(), network.columns()).stream().map(Moieties::mostlyPositive)
                    .filter(independent::extend).forEach(basis::add);
        }
        return basis;
    }

    private static BigInteger largest(IntegerRow row) {
        BigInteger largest = BigInteger.ZERO;
        for (BigInteger value : row.value) {
            largest = largest.max(value.abs());
        }
        return largest;
    }

    private static IntegerRow mostlyPositive(IntegerRow row) {
        int signs = 0;
        for (BigInteger value : row.value) {
            signs += value.signum();
        }
        return signs < 0 ? row.negated() : row;
    }

    /** Species that reactions may change and nothing else determines. */
    private static Set<String> free(Mechanism mechanism) {
        Set<String> free = reacting(mechanism);
        mechanism.species().stream().filter(pool -> pool.boundary() || pool.constant())
                .forEach(pool -> free.remove(pool.id()));
        for (Mechanism.Rule rule : mechanism.rules()) {
            String target = target(rule);
            if (target != null) {
                free.remove(target);
            }
        }
        return free;
    }

    private static Set<String> reacting(Mechanism mechanism) {
        Set<String> reacting = new LinkedHashSet<>();
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            reaction.reactants().forEach(part -> reacting.add(part.species()));
            reaction.products().forEach(part -> reacting.add(part.species()));
        }
        return reacting;
    }

    private static @Nullable String target(Mechanism.Rule rule) {
        return switch (rule) {
            case Mechanism.Rule.Assignment assignment -> assignment.target();
            case Mechanism.Rule.Rate rate -> rate.target();
            case Mechanism.Rule.Algebraic _ -> null;
        };
    }

    /** What other than reactions changes a symbol, in words. */
    private static Map<String, String> breakers(Mechanism mechanism) {
        Map<String, String> breakers = new LinkedHashMap<>();
        for (Mechanism.Rule rule : mechanism.rules()) {
            String target = target(rule);
            if (target != null) {
                breakers.put(target, "a rule determines " + target);
            }
        }
        for (Mechanism.Event event : mechanism.events()) {
            event.assignments().forEach(each -> breakers.putIfAbsent(each.target(),
                    (event.id().isEmpty() ? "an event" : "event " + event.id()) + " sets " + each.target()));
        }
        return breakers;
    }
}
