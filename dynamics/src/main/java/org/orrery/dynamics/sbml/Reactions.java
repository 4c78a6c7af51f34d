package org.orrery.dynamics.sbml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Participant;
import org.orrery.dynamics.mechanism.Mechanism.Reaction;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Symbols;

/**
 * Reads reactions. A local parameter becomes {@code reaction.name} and hides whatever else has its name inside its own
 * kinetic law; the identifier of a level 3 species reference becomes a parameter that the reaction reads its
 * stoichiometry from.
 */
final class Reactions {
    private final Level level;
    private final Draft draft;
    private final Mathematics mathematics;
    private final Set<String> species = new HashSet<>();

    Reactions(Level level, Draft draft, Mathematics mathematics) {
        this.level = level;
        this.draft = draft;
        this.mathematics = mathematics;
    }

    void read(Element model) {
        draft.species.forEach(pool -> species.add(pool.id()));
        model.listOf("listOfReactions").forEach(this::reaction);
    }

    private void reaction(Element element) {
        String id = level.id(element);
        boolean reversible = level.truth(element, "reversible", true);
        boolean fast = element.truth("fast", false);
        List<Participant> reactants = participants(element, "listOfReactants");
        List<Participant> products = participants(element, "listOfProducts");
        List<String> modifiers = element.listOf("listOfModifiers").stream().map(m -> m.required("species")).toList();
        Expr rate = element.child("kineticLaw").map(law -> rate(id, law)).orElse(null);
        if (rate != null && !level.isFirst()) {
            remarkUndeclared(id, rate, reactants, products, modifiers);
        }
        draft.reactions.add(draft.from(element,
                new Reaction(id, level.label(element), reactants, products, modifiers, rate, reversible, fast)));
    }

    /** Rule 21121 of the specification; what the law means is clear all the same. */
    private void remarkUndeclared(String id, Expr rate, List<Participant> reactants, List<Participant> products,
            List<String> modifiers) {
        Set<String> read = new TreeSet<>(Symbols.of(rate).names());
        read.retainAll(species);
        reactants.forEach(reactant -> read.remove(reactant.species()));
        products.forEach(product -> read.remove(product.species()));
        modifiers.forEach(read::remove);
        if (!read.isEmpty()) {
            draft.remark("reaction " + id + ": its kinetic law reads " + String.join(", ", read)
                    + " without naming it as reactant, product or modifier");
        }
    }

    private @Nullable Expr rate(String reaction, Element law) {
        Map<String, Expr> locals = new HashMap<>();
        List<Element> declared = new ArrayList<>(law.listOf("listOfParameters"));
        declared.addAll(law.listOf("listOfLocalParameters"));
        for (Element element : declared) {
            String name = level.id(element);
            String id = reaction + "." + name;
            locals.put(name, Expr.sym(id));
            draft.parameters.add(draft.from(element,
                    new Parameter(id, level.label(element), element.number("value", Double.NaN), true, Role.LOCAL)));
        }
        for (String unit : List.of("timeUnits", "substanceUnits")) {
            if (law.attribute(unit) != null) {
                draft.remark("kinetic law of " + reaction + ": " + unit + " " + law.attribute(unit)
                        + " is not converted; numbers are taken as they stand");
            }
        }
        Expr rate = mathematics.of(law, "kinetic law of " + reaction, locals);
        // A law that is there and says nothing has no mathematical meaning, as any other element without mathematics.
        return rate == null ? Expr.ZERO : rate;
    }

    private List<Participant> participants(Element reaction, String list) {
        List<Participant> participants = new ArrayList<>();
        for (Element element : reaction.listOf(list)) {
            String species = element.required(element.name().equals("specieReference") ? "specie" : "species");
            participants.add(draft.from(element,
                    new Participant(species, stoichiometry(element, species, reaction.attribute(level.idKey(), "")))));
        }
        return participants;
    }

    private Expr stoichiometry(Element reference, String species, String reaction) {
        Element math = reference.child("stoichiometryMath").orElse(null);
        if (math != null) {
            Expr value = mathematics.of(math, "stoichiometry of " + species);
            return value == null ? Expr.ONE : value;
        }
        if (level.hasDefaults()) {
            double whole = reference.number("stoichiometry", 1);
            double denominator = reference.number("denominator", 1);
            return denominator == 1
                    ? Expr.num(whole)
                    : Expr.call(Operator.DIV, Expr.num(whole), Expr.num(denominator));
        }
        boolean constant = reference.requiredTruth("constant");
        double value = reference.number("stoichiometry", Double.NaN);
        String id = reference.attribute("id");
        if (id != null) {
            draft.parameters.add(draft.from(reference,
                    new Parameter(id, reference.attribute("name", ""), value, constant, Role.STOICHIOMETRY)));
            return Expr.sym(id);
        }
        if (Double.isNaN(value)) {
            // Level 3 has no default here (SBML Level 3 Version 2, section 4.11.3): whoever needs the number refuses.
            draft.remark("reaction " + reaction + ": the file does not say how much of " + species
                    + " one turn uses or makes, which matters where reactions change " + species);
        }
        return Expr.num(value);
    }
}
