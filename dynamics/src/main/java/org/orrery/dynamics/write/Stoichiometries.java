package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Participant;
import org.orrery.equation.Expr;
import org.orrery.equation.Simplifier;

/**
 * Makes each stoichiometry a number or a name that no other one has: SBML Level 3 and Antimony know no formulas there. A
 * formula gets a name, and an assignment rule for it.
 */
final class Stoichiometries {
    private final Parts parts;
    private final DoublePredicate asNumber;
    private final Map<String, Parameter> parameters = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> taken;

    private Stoichiometries(Parts parts, DoublePredicate asNumber) {
        this.parts = parts;
        this.asNumber = asNumber;
        taken = parts.ids();
        parts.parameters.forEach(parameter -> parameters.put(parameter.id(), parameter));
    }

    /** @param asNumber which numbers the format can write there */
    static void name(Parts parts, DoublePredicate asNumber) {
        Stoichiometries naming = new Stoichiometries(parts, asNumber);
        List<Mechanism.Reaction> reactions = new ArrayList<>();
        for (Mechanism.Reaction r : parts.reactions) {
            reactions.add(new Mechanism.Reaction(r.id(), r.name(), naming.all(r.id(), r.reactants()),
                    naming.all(r.id(), r.products()), r.modifiers(), r.rate(), r.reversible(), r.fast()));
        }
        parts.reactions = reactions;
        parts.parameters.replaceAll(p -> p.role() == Role.LOCAL
                ? p
                : new Parameter(p.id(), p.name(), p.value(), p.constant(),
                        naming.used.contains(p.id()) ? Role.STOICHIOMETRY : Role.GLOBAL));
    }

    private List<Participant> all(String reaction, List<Participant> participants) {
        return participants.stream().map(each -> one(reaction, each)).toList();
    }

    private Participant one(String reaction, Participant participant) {
        Expr value = participant.stoichiometry();
        if (value instanceof Expr.Call) {
            value = Simplifier.simplify(value);
        }
        if (value instanceof Expr.Num(double number) && asNumber.test(number)) {
            return new Participant(participant.species(), value);
        }
        if (value instanceof Expr.Sym(String name)) {
            Parameter parameter = parameters.get(name);
            if (parameter != null && parameter.role() == Role.STOICHIOMETRY && used.add(name)) {
                return participant;
            }
        }
        String id = Names.unused("_" + reaction + "_" + participant.species() + "_stoich",
                name -> !taken.contains(name));
        taken.add(id);
        used.add(id);
        if (value instanceof Expr.Num(double number)) {
            parts.parameters.add(new Parameter(id, "", number, true, Role.STOICHIOMETRY));
        } else {
            parts.parameters.add(new Parameter(id, "", Double.NaN, false, Role.STOICHIOMETRY));
            parts.rules.add(new Mechanism.Rule.Assignment(id, value));
        }
        return new Participant(participant.species(), Expr.sym(id));
    }
}
