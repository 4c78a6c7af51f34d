package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;

import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Against numbers of others. Stiff references: Mazzia and Magherini, Test Set for Initial Value Problem Solvers, Bari 2008
 * (Robertson at 1e11, Van der Pol); the test set of Hairer and Wanner II, IV.10 (Oregonator); Shampine, "Evaluation of a
 * test set for stiff ODE solvers", 1981 (Robertson at 40); Mazzia and Magherini (HIRES, Pollution).
 */
class ReferenceTest {
    /** How far beyond the tolerance the error at the end may be: the tolerance binds the local error alone. */
    private static final double HONEST = 100;
    /** Backward differences take more and smaller steps, and their errors add up. */
    private static final double HONEST_MULTISTEP = 400;

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "RODAS5P", "BDF", "RADAU5"})
    void robertsonAtForty(Choice choice) {
        assertHonest(
                new Problem.Robertson(40), choice, 1e-6, 1e-10, 0.7158270687193941, 0.9185534764557338e-5,
                0.2841637457458413);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "RODAS5P", "BDF", "RADAU5"})
    void robertsonAtTenToTheEleven(Choice choice) {
        assertHonest(
                new Problem.Robertson(1e11),
                choice,
                1e-6,
                1e-14,
                0.2083340149701255e-7,
                0.8333360770334713e-13,
                0.9999999791665050);
    }

    @ParameterizedTest
    @CsvSource({"AUTO, 1e-4", "AUTO, 1e-6", "AUTO, 1e-9", "RODAS5P, 1e-4", "RODAS5P, 1e-6", "RODAS5P, 1e-9",
            "BDF, 1e-4", "BDF, 1e-6",
            "BDF, 1e-9", "RADAU5, 1e-4", "RADAU5, 1e-6", "RADAU5, 1e-10"})
    void vanDerPolOfStiffnessAMillion(Choice choice, double relative) {
        assertHonest(
                new Problem.VanDerPol(1e-6, 2), choice, relative, relative, 1.706167732170483, -0.8928097010247975);
    }

    @ParameterizedTest
    @CsvSource({"AUTO, 1e-4", "AUTO, 1e-6", "AUTO, 1e-9", "RODAS5P, 1e-6", "BDF, 1e-6",
            "RADAU5, 1e-4", "RADAU5, 1e-6", "RADAU5, 1e-10"})
    void oregonator(Choice choice, double relative) {
        assertHonest(
                new Problem.Oregonator(360),
                choice,
                relative,
                relative * 1e-2,
                1.000814870318523,
                1228.178521549917,
                132.0554942846706);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "RODAS5P", "BDF", "RADAU5"})
    void highIrradiance(Choice choice) {
        assertHonest(Kinetics.highIrradiance(), choice, 1e-6, 1e-10, 0.7371312573325668e-3, 0.1442485726316185e-3,
                0.5888729740967575e-4, 0.1175651343283149e-2, 0.2386356198831331e-2, 0.6238968252742796e-2,
                0.2849998395185769e-2, 0.2850001604814231e-2);
    }

    /** What is meant as a reference must meet ten of the published digits. */
    @Test
    void tightTolerancesByRadau() {
        assertHonest(new Problem.Robertson(40), Choice.RADAU5, 1e-10, 1e-14, 0.7158270687193941,
                0.9185534764557338e-5, 0.2841637457458413);
        assertHonest(new Problem.Robertson(1e11), Choice.RADAU5, 1e-10, 1e-18, 0.2083340149701255e-7,
                0.8333360770334713e-13, 0.9999999791665050);
        assertHonest(Kinetics.highIrradiance(), Choice.RADAU5, 1e-10, 1e-14, 0.7371312573325668e-3,
                0.1442485726316185e-3, 0.5888729740967575e-4, 0.1175651343283149e-2, 0.2386356198831331e-2,
                0.6238968252742796e-2, 0.2849998395185769e-2, 0.2850001604814231e-2);
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "RODAS5P", "BDF", "RADAU5"})
    void pollution(Choice choice) {
        assertHonest(Kinetics.pollution(), choice, 1e-6, 1e-12, 0.5646255480022769e-1, 0.1342484130422339,
                0.4139734331099427e-8, 0.5523140207484359e-2, 0.2018977262302196e-6, 0.1464541863493966e-6,
                0.7784249118997964e-1, 0.3245075353396018, 0.7494013383880406e-2, 0.1622293157301561e-7,
                0.1135863833257075e-7, 0.2230505975721359e-2, 0.2087162882798630e-3, 0.1396921016840158e-4,
                0.8964884856898295e-2, 0.4352846369330103e-17, 0.6899219696263405e-2, 0.1007803037365946e-3,
                0.1772146513969984e-5, 0.5682943292316392e-4);
    }

    @ParameterizedTest
    @EnumSource
    void moderateVanDerPolIsTheSameByAllMethods(Choice choice) {
        Problem problem = new Problem.VanDerPol(1e-3, 2);
        double[] tight = problem.solve(Choice.RODAS5P, 1e-12, 1e-12).state();
        assertHonest(problem, choice, 1e-6, 1e-6, tight);
    }

    @ParameterizedTest
    @EnumSource
    void lorenzAgreesWithHipparchus(Choice choice) {
        Problem problem = new Problem.Lorenz(2);
        assertHonest(problem, choice, 1e-6, 1e-6, byHipparchus(problem));
        assertHonest(problem, choice, 1e-9, 1e-9, byHipparchus(problem));
    }

    @ParameterizedTest
    @EnumSource
    void lotkaVolterraAgreesWithHipparchus(Choice choice) {
        Problem problem = new Problem.LotkaVolterra(10);
        assertHonest(problem, choice, 1e-6, 1e-8, byHipparchus(problem));
        assertHonest(problem, choice, 1e-10, 1e-12, byHipparchus(problem));
    }

    private static double[] byHipparchus(Problem problem) {
        OrdinaryDifferentialEquation equation = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return problem.dimension();
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double[] slope = new double[y.length];
                problem.derivative(t, y, slope);
                return slope;
            }
        };
        return new DormandPrince853Integrator(1e-12, 1, 1e-14, 1e-13)
                .integrate(equation, new ODEState(0, problem.start()), problem.end())
                .getPrimaryState();
    }

    private static void assertHonest(
            Problem problem, Choice choice, double relative, double absolute, double... truth) {
        double[] state = problem.solve(choice, relative, absolute).state();
        for (int i = 0; i < truth.length; i++) {
            double inTolerances = Math.abs(state[i] - truth[i]) / (absolute + relative * Math.abs(truth[i]));
            assertThat(inTolerances)
                    .as("error of state %d of %s, in tolerances", i, problem.getClass().getSimpleName())
                    .isLessThan(choice == Choice.BDF ? HONEST_MULTISTEP : HONEST);
        }
    }
}
