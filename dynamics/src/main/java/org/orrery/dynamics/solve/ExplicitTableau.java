package org.orrery.dynamics.solve;

import org.orrery.core.Method;

/**
 * An explicit Runge-Kutta pair as data. Its last stage is the derivative at the end of the step (first same as last):
 * the last row of {@code stages} is the weights of the solution.
 *
 * @param method its name, for messages, and its publication
 * @param order of the solution
 * @param nodes c, one a stage
 * @param stages a, row i with i numbers
 * @param error weights of solution less embedded solution
 * @param extraNodes c of the stages that dense output needs beyond these; empty where it is free
 * @param extraStages a of those
 * @param interpolant row i holds the polynomial b_i(theta), coefficients of theta, theta^2, ...
 * @param stability where the region of stability ends on the negative axis
 * @param control of the step size
 */
public record ExplicitTableau(
        Method method,
        int order,
        double[] nodes,
        double[][] stages,
        double[] error,
        double[] extraNodes,
        double[][] extraStages,
        double[][] interpolant,
        double stability,
        StepControl control) {

    /** The interpolant the other way round: row k holds the coefficients of theta^(k+1), one a stage. */
    double[][] byPower() {
        double[][] powers = new double[interpolant[0].length][interpolant.length];
        for (int i = 0; i < interpolant.length; i++) {
            for (int k = 0; k < interpolant[i].length; k++) {
                powers[k][i] = interpolant[i][k];
            }
        }
        return powers;
    }

    /**
     * Pair 5(4) of Tsitouras, "Runge-Kutta pairs of order 5(4) satisfying only the first column simplifying
     * assumption", Computers and Mathematics with Applications 62 (2011) 770-775, with its free interpolant of order 4.
     */
    public static final ExplicitTableau TSIT5 = new ExplicitTableau(
            new Method("Tsit5",
                    "C. Tsitouras, Runge-Kutta pairs of order 5(4) satisfying only the first column simplifying assumption,"
                            + " Computers & Mathematics with Applications 62 (2011) 770-775. doi:10.1016/j.camwa.2011.06.002"),
            5,
            new double[]{0, 0.161, 0.327, 0.9, 0.9800255409045097, 1, 1},
            new double[][]{
                    {},
                    {0.161},
                    {-0.008480655492356989, 0.335480655492357},
                    {2.8971530571054935, -6.359448489975075, 4.3622954328695815},
                    {5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525},
                    {5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401,
                            -0.028269050394068383},
                    {
                            0.09646076681806523,
                            0.01,
                            0.4798896504144996,
                            1.379008574103742,
                            -3.290069515436081,
                            2.324710524099774
                    },
            },
            new double[]{
                    -0.00178001105222577714,
                    -0.0008164344596567469,
                    0.007880878010261995,
                    -0.1447110071732629,
                    0.5823571654525552,
                    -0.45808210592918697,
                    0.015151515151515152
            },
            new double[0],
            new double[0][],
            new double[][]{
                    {1, -2.763706197274826, 2.9132554618219126, -1.0530884977290216},
                    {0, 0.1317, -0.2234, 0.1017},
                    {0, 3.9302962368947516, -5.941033872131505, 2.490627285651253},
                    {0, -12.411077166933676, 30.33818863028232, -16.548102889244902},
                    {0, 37.50931341651104, -88.1789048947664, 47.37952196281928},
                    {0, -27.896526289197286, 65.09189467479366, -34.87065786149661},
                    {0, 1.5, -4, 2.5},
            },
            3.5,
            new StepControl(0.87, 0.2, 10, 12, 3));
}
