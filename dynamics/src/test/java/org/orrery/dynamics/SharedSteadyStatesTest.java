package org.orrery.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Claim;
import org.orrery.core.Model;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.sbml.SbmlReader;

class SharedSteadyStatesTest {
    private static Trial open(String id) throws IOException {
        byte[] bytes = Files.readAllBytes(SharedSbml.file("biomodels/BIOMD0000000" + id + ".xml"));
        return Trial.of(new MechanismModel(new Model.Source(id, "0"), new SbmlReader().read(bytes, id)));
    }

    /** The numbers are those of libRoadRunner 2.10 after 2,000 time units at a relative tolerance of 1e-10. */
    @Test
    void glycolysisOfTeusinkComesToRest() throws IOException {
        Run run = open("064").run(World.Arming.OFF, "steady(ATP)", "steady(GLCi)", "steady(total.NAD)");
        assertThat(run.readings()).containsExactly(new double[]{2.5083906249542687, 0.09875869199168996, 1.59},
                within(1e-12));
        assertThat(run.checks()).allMatch(Claim.Check::passed);
    }

    @ParameterizedTest
    @CsvSource({"005,M", "012,PX", "035,R", "319,alpha"})
    void oscillatorsAreRefusedWithTheirUnstableSteadyState(String id, String species) throws IOException {
        Trial trial = open(id);
        assertThatThrownBy(() -> trial.read("steady(" + species + ")")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("keeps swinging").hasMessageContaining("unstable, with the eigenvalue")
                .hasMessageContaining("i: ");
    }
}
