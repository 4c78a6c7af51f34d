package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Reaction;
import org.orrery.equation.Symbols;

/** Species that a rate reads beside the participants: SBML wants them listed (rule 21121), Antimony finds them. */
final class Modifiers {
    private Modifiers() {}

    /** @param alsoParticipants whether a participant may be listed as a modifier too */
    static void complete(Parts parts, boolean alsoParticipants) {
        Set<String> species = parts.species.stream().map(Mechanism.Species::id).collect(Collectors.toSet());
        List<Reaction> reactions = new ArrayList<>();
        for (Reaction r : parts.reactions) {
            Set<String> participants = participants(r);
            Set<String> modifiers = new LinkedHashSet<>(r.modifiers());
            if (!alsoParticipants) {
                modifiers.removeAll(participants);
            }
            read(r).stream().filter(name -> species.contains(name) && !participants.contains(name))
                    .forEach(modifiers::add);
            reactions.add(new Reaction(r.id(), r.name(), r.reactants(), r.products(), List.copyOf(modifiers), r.rate(),
                    r.reversible(), r.fast()));
        }
        parts.reactions = reactions;
    }

    static Set<String> participants(Reaction reaction) {
        return Stream.concat(reaction.reactants().stream(), reaction.products().stream())
                .map(Mechanism.Participant::species).collect(Collectors.toSet());
    }

    static Set<String> read(Reaction reaction) {
        return reaction.rate() == null ? Set.of() : Symbols.of(reaction.rate()).names();
    }
}
