package org.orrery.causal.scm.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Address;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.Lab;
import org.orrery.core.Window;

class EvennessTest {
    /** With two groups the share explained is that between them, and chi squared of one degree is a squared normal. */
    @Test
    void ofTwoGroupsItIsTheClosedForm() {
        double[] residuals = {1, -1, 2, -2, 3, -3, 0.5, -0.5, 0.25, -0.25};
        double[][] group = new double[10][1];
        double[] means = new double[2];
        double mean = 0;
        for (int i = 0; i < 10; i++) {
            group[i][0] = i < 6 ? 1 : 0;
            means[i < 6 ? 1 : 0] += residuals[i] * residuals[i] / (i < 6 ? 6 : 4);
            mean += residuals[i] * residuals[i] / 10;
        }
        double total = 0;
        double between = 0;
        for (int i = 0; i < 10; i++) {
            total += Math.pow(residuals[i] * residuals[i] - mean, 2);
            between += Math.pow(means[i < 6 ? 1 : 0] - mean, 2);
        }
        double p = 2 * NormalDistribution.of(0, 1).survivalProbability(Math.sqrt(10 * between / total));
        assertThat(Evenness.of(residuals, group).p()).isCloseTo(p, within(1e-12));
    }

    private static Table world(int n, boolean uneven, SplittableRandom random) {
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextGaussian();
            y[i] = 2 * x[i] + (uneven ? Math.abs(x[i]) : 1) * random.nextGaussian();
        }
        return Table.of("t", Column.numbers("x", x), Column.numbers("y", y));
    }

    /** Bounds: four binomial standard deviations around 5 %. */
    @Test
    void evenNoiseIsSuspectedAsOftenAsTheLevelSays() {
        int sets = 400;
        int suspected = 0;
        int found = 0;
        for (int set = 0; set < sets; set++) {
            suspected += p(world(200, false, new SplittableRandom(set))) < 0.05 ? 1 : 0;
            found += p(world(200, true, new SplittableRandom(set))) < 0.05 ? 1 : 0;
        }
        assertThat((double) suspected / sets).isBetween(0.05 - 4 * 0.011, 0.05 + 4 * 0.011);
        assertThat((double) found / sets).isGreaterThan(0.95);
    }

    private static double p(Table table) {
        double[] x = table.numeric("x").values();
        double[][] rows = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            rows[i] = new double[]{x[i]};
        }
        double[] y = table.numeric("y").values();
        var line = LinearFit.of(rows, y);
        double[] left = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            left[i] = y[i] - line.at(rows[i]);
        }
        return Evenness.of(left, rows).p();
    }

    @Test
    void aCaseIsToldWhetherTheSpreadIsEven() {
        UnitCounterfactual even = imagined(world(400, false, new SplittableRandom(2)));
        assertThat(even.assumptions()).anyMatch(each -> each.status() == Claim.State.HOLDS
                && each.text().startsWith("the noise of y spreads alike"));
        assertThat(even.sentence()).doesNotContain("weak");
        UnitCounterfactual uneven = imagined(world(400, true, new SplittableRandom(2)));
        assertThat(uneven.assumptions()).anyMatch(each -> each.status() == Claim.State.FAILS
                && each.text().startsWith("the noise of y spreads alike"));
        assertThat(uneven.sentence()).contains("a weak answer for one case");
    }

    private static UnitCounterfactual imagined(Table table) {
        return Scms.fit(GraphText.arrows("x -> y", "g").graph(), table, 1).counterfactual(3,
                List.of(Intervention.hold(Address.of("x"), 1, Window.ALWAYS)), "y", Lab.SINGLE);
    }
}
