package org.orrery.dynamics.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.sbml.jsbml.Model;
import org.sbml.jsbml.NamedSBase;
import org.sbml.jsbml.SBMLDocument;
import org.sbml.jsbml.SBMLReader;

/** JSBML reads what is written, and finds all parts under their names. */
class JsbmlReadsTest {
    @Test
    void everySharedModel() throws IOException, XMLStreamException {
        int read = 0;
        for (SharedModels.Named each : SharedModels.all()) {
            agrees(each.mechanism(), each.name());
            read++;
        }
        assertThat(read).isGreaterThan(100);
    }

    @Test
    void mechanismsAtRandom() throws XMLStreamException {
        for (long seed = 1; seed <= 50; seed++) {
            agrees(RandomMechanisms.of(seed), "random " + seed);
        }
    }

    private static void agrees(Mechanism mechanism, String name) throws XMLStreamException {
        String text;
        try {
            text = MechanismText.sbml(mechanism).text();
        } catch (Refusal refusal) {
            assertThat(refusal).as(name).hasMessageContaining("fast reactions");
            return;
        }
        SBMLDocument document = new SBMLReader().readSBMLFromString(text);
        boolean fast = mechanism.reactions().stream().anyMatch(Mechanism.Reaction::fast);
        assertThat(document.getLevel()).isEqualTo(3);
        assertThat(document.getVersion()).as(name).isEqualTo(fast ? 1 : 2);
        Model model = document.getModel();
        Mechanism form = SbmlForm.of(mechanism, new java.util.ArrayList<>());
        assertThat(ids(model.getListOfCompartments())).as(name)
                .containsExactlyElementsOf(form.compartments().stream().map(Mechanism.Compartment::id).toList());
        assertThat(ids(model.getListOfSpecies())).as(name)
                .containsExactlyElementsOf(form.species().stream().map(Mechanism.Species::id).toList());
        assertThat(ids(model.getListOfParameters())).as(name).containsExactlyElementsOf(form.parameters().stream()
                .filter(p -> p.role() == Role.GLOBAL).map(Mechanism.Parameter::id).toList());
        assertThat(ids(model.getListOfReactions())).as(name)
                .containsExactlyElementsOf(form.reactions().stream().map(Mechanism.Reaction::id).toList());
        assertThat(model.getRuleCount()).as(name).isEqualTo(form.rules().size());
        assertThat(model.getEventCount()).as(name).isEqualTo(form.events().size());
        Set<String> locals = new TreeSet<>();
        model.getListOfReactions().forEach(reaction -> {
            if (reaction.isSetKineticLaw()) {
                reaction.getKineticLaw().getListOfLocalParameters()
                        .forEach(local -> locals.add(reaction.getId() + "." + local.getId()));
            }
        });
        assertThat(locals).as(name).containsExactlyInAnyOrderElementsOf(form.parameters().stream()
                .filter(p -> p.role() == Role.LOCAL).map(Mechanism.Parameter::id).toList());
    }

    private static java.util.List<String> ids(java.util.List<? extends NamedSBase> parts) {
        return parts.stream().map(NamedSBase::getId).toList();
    }
}
