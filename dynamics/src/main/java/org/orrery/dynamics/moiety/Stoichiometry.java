package org.orrery.dynamics.moiety;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.equation.Expr;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Substitution;

/**
 * What one turn of each reaction does to each species that reactions may change, in exact numbers. A stoichiometry that
 * is no fixed number makes a column of its own: nothing is known of it, so no sum with that species is conserved. A
 * decimal is taken as it is written: 0.1 is a tenth.
 *
 * @param species in the order of the file
 * @param rows one a species, over the columns
 */
record Stoichiometry(List<String> species, List<IntegerRow> rows, int columns) {

    /**
     * @param mechanism the reactions
     * @param with the species to look at
     * @param loose species whose amount something else changes as well: an event, an intervention
     * @param unknown parameters whose value is not that of the file
     */
    static Stoichiometry of(Mechanism mechanism, Set<String> with, Collection<String> loose, Set<String> unknown) {
        Map<String, Expr> constants = constants(mechanism, unknown);
        Map<String, Map<Integer, BigInteger>> rows = new LinkedHashMap<>();
        mechanism.species().stream().map(Mechanism.Species::id).filter(with::contains)
                .forEach(id -> rows.put(id, new HashMap<>()));
        int column = 0;
        for (Mechanism.Reaction reaction : mechanism.reactions()) {
            Map<String, BigDecimal> change = new LinkedHashMap<>();
            for (boolean product : List.of(false, true)) {
                for (Mechanism.Participant part : product ? reaction.products() : reaction.reactants()) {
                    if (rows.containsKey(part.species())) {
                        Expr number = Simplifier.simplify(new Substitution(constants).apply(part.stoichiometry()));
                        if (number instanceof Expr.Num(double value) && Double.isFinite(value)) {
                            BigDecimal exact = BigDecimal.valueOf(product ? value : -value);
                            change.merge(part.species(), exact, BigDecimal::add);
                        } else {
                            row(rows, part.species()).put(column++, BigInteger.ONE);
                        }
                    }
                }
            }
            put(change, rows, column++);
        }
        for (String species : loose) {
            if (rows.containsKey(species)) {
                row(rows, species).put(column++, BigInteger.ONE);
            }
        }
        List<IntegerRow> all = new ArrayList<>();
        rows.values().forEach(row -> all.add(IntegerRow.exactly(row)));
        return new Stoichiometry(List.copyOf(rows.keySet()), all, column);
    }

    private static Map<Integer, BigInteger> row(Map<String, Map<Integer, BigInteger>> rows, String species) {
        return rows.getOrDefault(species, Map.of());
    }

    private static void put(Map<String, BigDecimal> change, Map<String, Map<Integer, BigInteger>> rows, int column) {
        int scale = change.values().stream().mapToInt(number -> number.stripTrailingZeros().scale()).max().orElse(0);
        change.forEach((species, number) -> row(rows, species).put(column,
                number.scaleByPowerOfTen(Math.max(0, scale)).toBigInteger()));
    }

    private static Map<String, Expr> constants(Mechanism mechanism, Set<String> unknown) {
        Set<String> changing = new HashSet<>(unknown);
        mechanism.initialAssignments().forEach(assignment -> changing.add(assignment.target()));
        mechanism.rules().forEach(rule -> {
            switch (rule) {
                case Mechanism.Rule.Assignment assignment -> changing.add(assignment.target());
                case Mechanism.Rule.Rate rate -> changing.add(rate.target());
                case Mechanism.Rule.Algebraic _ -> mechanism.parameters().stream()
                        .filter(parameter -> !parameter.constant()).forEach(p -> changing.add(p.id()));
            }
        });
        mechanism.events().forEach(event -> event.assignments().forEach(each -> changing.add(each.target())));
        Map<String, Expr> constants = new HashMap<>();
        for (Mechanism.Parameter parameter : mechanism.parameters()) {
            if (!changing.contains(parameter.id()) && !Double.isNaN(parameter.value())) {
                constants.put(parameter.id(), Expr.num(parameter.value()));
            }
        }
        return constants;
    }
}
