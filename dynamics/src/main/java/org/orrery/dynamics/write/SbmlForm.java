package org.orrery.dynamics.write;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.orrery.dynamics.mechanism.Mechanism;

/** A mechanism as SBML Level 3 says it: locals inside of their reactions, stoichiometries with names, modifiers listed. */
final class SbmlForm {
    private SbmlForm() {}

    static Mechanism of(Mechanism mechanism, List<String> losses) {
        Set<String> unfit = Locals.unfit(mechanism);
        Mechanism promoted = Locals.promote(mechanism, local -> unfit.contains(local.id()), losses);
        Set<String> locals = promoted.parameters().stream()
                .filter(parameter -> parameter.role() == Mechanism.Parameter.Role.LOCAL)
                .map(Mechanism.Parameter::id).collect(Collectors.toSet());
        Mechanism legal = Names.legal(promoted, id -> locals.contains(id) || Names.isWord(id), losses);
        Parts parts = new Parts(legal);
        parts.id = parts.id.isEmpty() ? "" : Names.plain(parts.id);
        Stoichiometries.name(parts, _ -> true);
        Modifiers.complete(parts, true);
        return parts.whole();
    }
}
