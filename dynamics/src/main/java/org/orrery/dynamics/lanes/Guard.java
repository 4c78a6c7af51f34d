package org.orrery.dynamics.lanes;

/** Watches some states of all lanes: the highest value of each, and whether one falls below zero. */
final class Guard {
    private final int[] guarded;
    private final int stride;
    private final double[][] highest;
    private final double[] values;
    private final double[] least;

    Guard(int[] guarded, int stride) {
        this.guarded = guarded;
        this.stride = stride;
        highest = new double[guarded.length][stride];
        values = new double[stride];
        least = new double[stride];
    }

    void enter(LaneRun run, int lane) {
        for (int k = 0; k < guarded.length; k++) {
            highest[k][lane] = run.highest[k];
        }
    }

    void tell(LaneRun run, int lane) {
        for (int k = 0; k < guarded.length; k++) {
            run.highest[k] = highest[k][lane];
        }
    }

    void move(int from, int to) {
        for (double[] row : highest) {
            row[to] = row[from];
        }
    }

    /** In rows; lanes with a value below zero are looked at one by one. */
    void look(double[] y, int lanes, LaneRun[] runs, double[] time) {
        if (guarded.length == 0) {
            return;
        }
        java.util.Arrays.fill(least, 0, lanes, 0);
        for (int k = 0; k < guarded.length; k++) {
            System.arraycopy(y, guarded[k] * stride, values, 0, lanes);
            widen(highest[k], values, least, lanes);
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (least[lane] < 0) {
                for (int k = 0; k < guarded.length; k++) {
                    runs[lane].below(k, time[lane], y[guarded[k] * stride + lane]);
                }
            }
        }
    }

    private static void widen(double[] highest, double[] values, double[] least, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double value = values[i];
            highest[i] = Math.max(highest[i], value);
            least[i] = Math.min(least[i], value);
        }
    }
}
