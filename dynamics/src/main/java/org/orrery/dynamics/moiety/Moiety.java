package org.orrery.dynamics.moiety;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;

/**
 * A weighted sum of amounts that no reaction changes: all that there is of something, in whatever form.
 *
 * @param name how a question reads, sets and moves the total: {@code total.} and the species that absorbs a change of it,
 *     or the first one where none can
 * @param terms in the order of the file
 * @param dependent the species of no other moiety that absorbs a change of the total; null where there is none
 */
public record Moiety(String name, List<Term> terms, @Nullable String dependent) {
    public static final String PREFIX = "total.";
    private static final int SHOWN = 6;

    /**
     * @param weight how many units one amount of the species holds; never 0
     * @param factor the conversion factor by which the amount is to be divided first, or null
     */
    public record Term(String species, double weight, @Nullable String factor) {}

    public Moiety {
        terms = List.copyOf(terms);
    }

    /** The term of a species. */
    public Term term(String species) {
        return terms.stream().filter(term -> term.species().equals(species)).findFirst().orElseThrow();
    }

    /** The sum as people write it: {@code A + 2 AB - C}, long ones cut. */
    public String text() {
        String sum = terms.stream().limit(SHOWN).map(Moiety::print).collect(Collectors.joining(" "));
        int more = terms.size() - SHOWN;
        return (sum.startsWith("+ ") ? sum.substring(2) : sum) + (more > 0 ? " + " + more + " more" : "");
    }

    private static String print(Term term) {
        double size = Math.abs(term.weight());
        return (term.weight() < 0 ? "- " : "+ ") + (size == 1 ? "" : Numbers.print(size) + " ") + term.species()
                + (term.factor() == null ? "" : "/" + term.factor());
    }
}
