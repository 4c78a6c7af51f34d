package org.orrery.dynamics.flux;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which gene products a reaction takes: all of some, or one of some, nested at will. */
public sealed interface GeneRule {
    /** One gene product. */
    record Product(String gene) implements GeneRule {
        @Override
        public String toString() {
            return gene;
        }
    }

    /** All of them: the parts of a complex. */
    record And(List<GeneRule> parts) implements GeneRule {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return joined(parts, " and ");
        }
    }

    /** One of them is enough: isoenzymes. */
    record Or(List<GeneRule> parts) implements GeneRule {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return joined(parts, " or ");
        }
    }

    /** Whether the reaction still goes without these genes. */
    default boolean worksWithout(Set<String> absent) {
        return switch (this) {
            case Product(String gene) -> !absent.contains(gene);
            case And(List<GeneRule> parts) -> parts.stream().allMatch(part -> part.worksWithout(absent));
            case Or(List<GeneRule> parts) -> parts.stream().anyMatch(part -> part.worksWithout(absent));
        };
    }

    /** Every gene it names. */
    default Set<String> genes() {
        Set<String> genes = new LinkedHashSet<>();
        switch (this) {
            case Product(String gene) -> genes.add(gene);
            case And(List<GeneRule> parts) -> parts.forEach(part -> genes.addAll(part.genes()));
            case Or(List<GeneRule> parts) -> parts.forEach(part -> genes.addAll(part.genes()));
        }
        return genes;
    }

    private static String joined(List<GeneRule> parts, String word) {
        return parts.stream().map(part -> part instanceof Product ? part.toString() : "(" + part + ")")
                .collect(Collectors.joining(word));
    }
}
