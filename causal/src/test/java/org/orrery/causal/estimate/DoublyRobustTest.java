package org.orrery.causal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Refusal;

class DoublyRobustTest {
    private static Effect effect(Table table, String... covariates) {
        EffectQuestion question = new EffectQuestion(Worlds.CHOICE.question().target(),
                Worlds.CHOICE.question().contrast(),
                new Ground.Adjusting(List.of(covariates)));
        return Estimates.by(Estimator.DOUBLY_ROBUST, question, table, 1, Lab.SINGLE);
    }

    @Test
    void columnsThatAddNothingAreNamedAndChangeNothing() {
        Table table = Worlds.CHOICE.draw(400, new SplittableRandom(11));
        double[] twice = Arrays.stream(table.numeric("a").values()).map(a -> 2 * a + 1).toArray();
        double[] same = new double[400];
        Arrays.fill(same, 3);
        Table wider = table.with(Column.numbers("twice", twice)).with(Column.numbers("same", same));
        Effect plain = effect(table, "a");
        Effect more = effect(wider, "a", "twice", "same");
        assertThat(more.effect().value()).isCloseTo(plain.effect().value(), within(1e-9));
        assertThat(more.effect().error()).isCloseTo(plain.effect().error(), within(1e-9));
        assertThat(plain.checks()).extracting(Claim.Check::name).doesNotContain("columns that add nothing");
        assertThat(more.checks()).filteredOn(check -> check.name().equals("columns that add nothing")).singleElement()
                .extracting(Claim.Check::detail).asString()
                .contains("twice = 1 + 2 a", "'same' is constant: 3.0 in all 400 rows");
    }

    @Test
    void moreParametersThanRowsAreRefused() {
        SplittableRandom random = new SplittableRandom(4);
        Table table = Worlds.CHOICE.draw(60, random);
        String[] names = new String[40];
        for (int j = 0; j < names.length; j++) {
            names[j] = "z" + j;
            table = table.with(Column.numbers(names[j], random.doubles(60).toArray()));
        }
        Table wide = table;
        assertThatThrownBy(() -> effect(wide, names)).isInstanceOf(Refusal.class)
                .hasMessageContaining("too few for 41 parameters");
    }
}
