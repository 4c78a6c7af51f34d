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

    /** Against central differences with Richardson's extrapolation. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            791 ! T @ 60 ! a1 ! 0.3
            791 ! E @ 40 ! T ! 3
            064 ! steady(ATP) ! vGLT.VmGLT ! 97.264
            """)
    void sensitivitiesOfRealModelsAreThoseOfDifferences(String id, String reading, String parameter, double value)
            throws IOException {
        Trial trial = open(id).option("rtol", "1e-10");
        double h = 1e-3 * value;
        double near = trial.set(parameter, value + h).read(reading) - trial.set(parameter, value - h).read(reading);
        double far = trial.set(parameter, value + 2 * h).read(reading)
                - trial.set(parameter, value - 2 * h).read(reading);
        double expected = (8 * near - far) / (12 * h);
        double got = trial.set(parameter, value).read("sensitivity(" + reading + ", " + parameter + ")");
        assertThat(got).isCloseTo(expected, within(1e-5 * Math.abs(expected) + 1e-9));
    }
}
