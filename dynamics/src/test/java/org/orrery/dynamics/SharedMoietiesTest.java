package org.orrery.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.moiety.Moieties;
import org.orrery.dynamics.moiety.Moiety;
import org.orrery.dynamics.sbml.SbmlReader;

class SharedMoietiesTest {
    /** How many there are stands in the notes of the shared data. */
    @ParameterizedTest
    @CsvSource({"005,1", "007,0", "012,0", "035,2", "040,0", "061,2", "064,1", "255,17", "319,0", "451,12"})
    void countsTheMoietiesOfRealModels(String id, int moieties) throws IOException {
        Mechanism mechanism = read(id);
        Moieties found = Moieties.of(mechanism);
        assertThat(found.conserved()).hasSize(moieties);
        assertThat(found.conserved()).allSatisfy(moiety -> {
            assertThat(moiety.terms()).allMatch(term -> term.weight() > 0);
            assertThat(moiety.dependent()).isNotNull();
        });
        assertThat(found.conserved().stream().map(Moiety::name)).doesNotHaveDuplicates();
    }

    private static Mechanism read(String id) throws IOException {
        byte[] bytes = Files.readAllBytes(SharedSbml.file("biomodels/BIOMD0000000" + id + ".xml"));
        return new SbmlReader().read(bytes, id);
    }

    /** The sums stay what they are while the model runs, each to rounding. */
    @ParameterizedTest
    @CsvSource({"005,100", "035,200", "061,60", "064,100", "451,100"})
    void totalsStayWhatTheyAre(String id, double end) throws IOException {
        Trial trial = Trial.of(new MechanismModel(new org.orrery.core.Model.Source("m.xml", "0"), read(id)));
        List<Moiety> moieties = ((MechanismModel) trial.model()).totals().moieties();
        for (Moiety moiety : moieties) {
            double[] sums = trial.readAll(moiety.name() + " @ 0", moiety.name() + " @ " + end);
            assertThat(sums[1]).as(moiety.text()).isCloseTo(sums[0],
                    org.assertj.core.data.Offset.offset(1e-9 * Math.abs(sums[0])));
        }
    }
}
