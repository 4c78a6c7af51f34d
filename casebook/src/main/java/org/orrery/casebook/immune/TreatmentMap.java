package org.orrery.casebook.immune;

import java.util.ArrayList;
import java.util.List;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Lab;
import org.orrery.core.Numbers;
import org.orrery.report.HeatMap;

/**
 * The tumour at two horizons, over the day on which the block begins and the days that it lasts.
 *
 * @param early at the first horizon, {@code [duration][start]}
 * @param late at the second
 * @param claim with all of it as a table
 */
record TreatmentMap(HeatMap early, HeatMap late, Claim claim) {
    static final int EARLY = 100;
    static final int LATE = 200;
    private static final double[] STARTS = {0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25};
    private static final double[] DURATIONS = {5, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200};

    /** Smaller than this, and by this horizon one would speak of a cure. */
    static final double CURED = 1;

    static TreatmentMap of(Treatments treatments, Lab lab) {
        int cells = STARTS.length * DURATIONS.length;
        List<Claim[]> claims = lab.trials(cells, cell -> {
            double start = STARTS[cell % STARTS.length];
            double end = start + DURATIONS[cell / STARTS.length];
            String block = " | do(a1 = 0 @ " + Numbers.print(start) + ".." + Numbers.print(end) + ")";
            return new Claim[]{at(treatments, EARLY, block), at(treatments, LATE, block)};
        });
        double[][] early = new double[DURATIONS.length][STARTS.length];
        double[][] late = new double[DURATIONS.length][STARTS.length];
        List<List<Object>> rows = new ArrayList<>();
        int curedEarly = 0;
        int relapsed = 0;
        boolean sound = true;
        for (int cell = 0; cell < cells; cell++) {
            int x = cell % STARTS.length;
            int y = cell / STARTS.length;
            early[y][x] = OneCell.number(claims.get(cell)[0]);
            late[y][x] = OneCell.number(claims.get(cell)[1]);
            sound &= claims.get(cell)[0].sound() && claims.get(cell)[1].sound();
            rows.add(List.of(STARTS[x], DURATIONS[y], early[y][x], late[y][x]));
            curedEarly += early[y][x] < CURED ? 1 : 0;
            relapsed += early[y][x] < CURED && late[y][x] >= CURED ? 1 : 0;
        }
        String sentence = "Of " + cells + " ways to time the block in this model, " + curedEarly
                + " leave less than " + Numbers.print(CURED) + " of the tumour on day " + EARLY + ", and " + relapsed
                + " of these have it back by day " + LATE + ": the verdict depends on start and duration.";
        Claim model = claims.getFirst()[0];
        Claim claim = new Claim("T @ " + EARLY + ", T @ " + LATE + " | do(a1 = 0 @ start..start+duration)",
                Claim.Status.ANSWERED, null, model.rung(), model.scope(), null, model.unit(), null, null, null,
                List.of(),
                model.assumptions(),
                List.of(new Claim.Check("every cell's own checks", sound,
                        "no-op control and fired, " + cells + " x 2")),
                sentence, new Claim.Table(List.of("start", "duration", "T @ " + EARLY, "T @ " + LATE), rows),
                model.provenance());
        return new TreatmentMap(new HeatMap("T on day " + EARLY, STARTS, DURATIONS, early),
                new HeatMap("T on day " + LATE, STARTS, DURATIONS, late), claim);
    }

    private static Claim at(Treatments treatments, int horizon, String block) {
        Answer answer = treatments.sketch("T @ " + horizon + block, Ensemble.NONE, List.of());
        return answer.claim();
    }
}
