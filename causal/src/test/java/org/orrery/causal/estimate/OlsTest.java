package org.orrery.causal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

class OlsTest {
    private static final Offset<Double> CLOSE = within(1e-12);
    static final Table TWELVE = Table.of("twelve", Column.numbers("a", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
            Column.numbers("b", 2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5),
            Column.numbers("y", 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8));

    /** Numbers of statsmodels 0.14 for the table above. */
    @Test
    void agreesWithAnotherProgram() {
        Ols fit = Ols.fit(TWELVE, "y", List.of("a", "b"));
        assertThat(fit.coefficients()).containsExactly(
                new double[]{1.9791807718348013, 0.34698713608666204, 0.021157752200406277}, CLOSE);
        assertThat(fit.rSquared()).isCloseTo(0.2480047840472146, CLOSE);
        assertThat(fit.variance()).isCloseTo(5.904555028962611, CLOSE);
        errors(fit, Errors.CLASSICAL, 1.7730587235695907, 0.20557494343790386, 0.2474873298116052);
        errors(fit, Errors.HC0, 1.012727055143579, 0.1364288264427123, 0.24309565023151805);
        errors(fit, Errors.HC1, 1.1693964758055244, 0.1575344393438493, 0.2807026781999881);
        errors(fit, Errors.HC2, 1.1751954191509983, 0.16059989561056837, 0.27722362522050503);
        errors(fit, Errors.HC3, 1.3661232636275358, 0.18924886511717406, 0.3164540373396145);
        Coefficient slope = fit.summary(Errors.CLASSICAL).get(1);
        assertThat(slope.interval().low()).isCloseTo(-0.11805569470322802, within(1e-9));
        assertThat(slope.interval().high()).isCloseTo(0.812029966876552, within(1e-9));
    }

    private static void errors(Ols fit, Errors kind, double... expected) {
        assertThat(fit.summary(kind).stream().mapToDouble(Coefficient::error).toArray()).as(kind.name())
                .containsExactly(expected, CLOSE);
    }

    /** The normal equations by Cramer's rule for one column. */
    @Test
    void agreesWithTheClosedFormWhateverTheUnits() {
        SplittableRandom random = new SplittableRandom(3);
        for (double scale : new double[]{1e-9, 1, 1e9}) {
            double[] x = random.doubles(50).map(value -> scale * (1000 + value)).toArray();
            double[] y = new double[50];
            double xBar = 0;
            double yBar = 0;
            for (int i = 0; i < 50; i++) {
                y[i] = 3 + 2 * x[i] / scale + random.nextGaussian();
                xBar += x[i] / 50;
                yBar += y[i] / 50;
            }
            double xy = 0;
            double xx = 0;
            for (int i = 0; i < 50; i++) {
                xy += (x[i] - xBar) * (y[i] - yBar);
                xx += (x[i] - xBar) * (x[i] - xBar);
            }
            Ols fit = Ols.fit(new Design(List.of("x"), 50, x), y);
            assertThat(fit.coefficients()[1] * scale).isCloseTo(xy / xx * scale, within(1e-9));
            assertThat(fit.predict(new Design(List.of("x"), 1, new double[]{xBar}), 0)).isCloseTo(yBar, within(1e-9));
        }
    }

    /** HC3 is the jackknife's own formula: leaving out a row moves a coefficient by its influence. */
    @Test
    void influenceIsWhatLeavingARowOutDoes() {
        Ols fit = Ols.fit(TWELVE, "y", List.of("a", "b"));
        double[] influence = fit.influence(new double[]{0, 1, 0});
        double squares = 0;
        for (int left = 0; left < 12; left++) {
            int out = left;
            int[] rest = java.util.stream.IntStream.range(0, 12).filter(row -> row != out).toArray();
            double without = Ols.fit(TWELVE.rows(rest), "y", List.of("a", "b")).coefficients()[1];
            assertThat(fit.coefficients()[1] - without).isCloseTo(influence[left], within(1e-12));
            squares += influence[left] * influence[left];
        }
        assertThat(Math.sqrt(squares)).isCloseTo(fit.summary(Errors.HC3).get(1).error(), within(1e-12));
    }

    @Test
    void namesTheColumnThatAddsNothing() {
        Table table = TWELVE.with(Column.numbers("sum", TWELVE.numeric("a").values()))
                .with(Column.numbers("flat", java.util.stream.DoubleStream.generate(() -> 0.1).limit(12).toArray()))
                .with(Column.factor("arm", new int[]{0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, List.of("old", "new")))
                .with(Column.numbers("isNew", 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1));
        assertThatThrownBy(() -> Ols.fit(table, "y", List.of("a", "flat"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("'flat' is constant");
        assertThatThrownBy(() -> Ols.fit(table, "y", List.of("a", "b", "sum"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("sum = a,");
        assertThatThrownBy(() -> Ols.fit(table, "y", List.of("arm", "isNew"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("isNew = arm=new");
        assertThatThrownBy(() -> Ols.fit(table.rows(new int[]{0, 1, 2}), "y", List.of("a", "b")))
                .isInstanceOf(Refusal.class).hasMessageContaining("3 rows cannot tell 3 parameters");
        assertThatThrownBy(() -> Ols.fit(table, "arm", List.of("a"))).isInstanceOf(InvalidInput.class);
        Table gap = TWELVE.with(Column.numbers("a", 1, 2, 3, Double.NaN, 5, 6, 7, 8, 9, 10, 11, 12));
        assertThatThrownBy(() -> Ols.fit(gap, "y", List.of("a"))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("lacks 1");
    }
}
