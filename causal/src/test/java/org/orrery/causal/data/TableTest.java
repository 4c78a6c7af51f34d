package org.orrery.causal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.OrreryException;
import org.orrery.core.Value;

class TableTest {
    private static final Table TABLE = Table.of("t", Column.numbers("smoke", 0, 1, Double.NaN, 1),
            Column.numbers("dose", 0.5, -1, 2, Double.NaN),
            Column.factor("place", new int[]{1, 0, -1, 1}, List.of("north", "south", "unused")));

    @Test
    void keepsCompleteRowsAndSaysHowManyItLeftOut() {
        Table.Complete complete = TABLE.complete(List.of("smoke", "place"));
        assertThat(complete.table().rows()).isEqualTo(3);
        assertThat(complete.table().numeric("dose").values()).as("not asked for").containsExactly(0.5, -1, Double.NaN);
        assertThat(complete.dropped()).isEqualTo(1);
        assertThat(complete.missing()).isEqualTo(Map.of("smoke", 1, "place", 1));
        assertThat(complete.told())
                .isEqualTo("1 of 4 rows were left out, for values are missing in place (1), smoke (1)");
        assertThat(complete.table().complete(List.of("smoke")).told()).isEmpty();
    }

    @Test
    void namesTheNearestColumn() {
        assertThatThrownBy(() -> TABLE.column("smoek")).isInstanceOf(InvalidInput.class)
                .satisfies(e -> assertThat(((OrreryException) e).advice()).contains("smoke"));
        assertThatThrownBy(() -> TABLE.numeric("place")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("such as 'north'");
        assertThatThrownBy(() -> Table.of("t", Column.numbers("a", 1), Column.numbers("a", 1)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Table.of("t", Column.numbers("a", 1), Column.numbers("b", 1, 2)))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("has 2 rows");
        Table hollow = Table.of("t", Column.numbers("a", Double.NaN, 1), Column.numbers("b", 1, Double.NaN));
        assertThatThrownBy(() -> hollow.complete(List.of("a", "b"))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void numbersBecomeLevelsInTheirOrder() {
        Column.Factor dose = TABLE.factor("dose");
        assertThat(dose.levels()).containsExactly("-1", "0.5", "2");
        assertThat(dose.codes()).containsExactly(1, 0, 2, -1);
        assertThat(Table.of("t", Column.numbers("z", 0.0, -0.0)).factor("z").levels()).containsExactly("0");
        assertThat(TABLE.distinct("dose", 2)).isEqualTo(3);
        assertThat(TABLE.distinct("place", 9)).isEqualTo(2);
    }

    @Test
    void takesRowsWithRepetition() {
        Table drawn = TABLE.rows(new int[]{3, 3, 0});
        assertThat(drawn.numeric("smoke").values()).containsExactly(1, 1, 0);
        assertThat(drawn.factor("place").codes()).containsExactly(1, 1, 1);
        assertThat(TABLE.with(Column.numbers("dose", 1, 2, 3, 4)).names()).containsExactly("smoke", "dose", "place");
    }

    @Test
    void fitAndDoAreCodedAlike() {
        Table table = TABLE.rows(new int[]{0, 1, 0});
        Encoder encoder = Encoder.of(table, List.of("place", "smoke"));
        assertThat(encoder.names()).containsExactly("place=south", "smoke");
        assertThat(encoder.encode(table).values()).containsExactly(1, 0, 0, 1, 1, 0);
        for (int row = 0; row < 2; row++) {
            String level = table.factor("place").levels().get(table.factor("place").code(row));
            assertThat(encoder.encode(table, Map.of("place", new Value.State(level))).at(2, 0))
                    .isEqualTo(encoder.encode(table).at(row, 0));
        }
        assertThat(encoder.encode(table, Map.of("smoke", new Value.Real(7))).column(1)).containsExactly(7, 7, 7);
    }

    @Test
    void refusesWhatItNeverSaw() {
        Table table = TABLE.rows(new int[]{0, 1});
        Encoder encoder = Encoder.of(table, List.of("place"));
        assertThatThrownBy(() -> encoder.encode(table, Map.of("place", new Value.State("unused"))))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("'unused' is no level of 'place'");
        Table other = Table.of("o", Column.factor("place", new int[]{0}, List.of("west")));
        assertThatThrownBy(() -> encoder.encode(other)).isInstanceOf(InvalidInput.class).hasMessageContaining("west");
        assertThatThrownBy(() -> encoder.encode(TABLE)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("lacks 1");
        assertThatThrownBy(() -> encoder.encode(Table.of("o", Column.numbers("place", 1))))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("held texts before");
        Encoder dose = Encoder.of(TABLE, List.of("dose"));
        assertThatThrownBy(() -> dose.encode(TABLE, Map.of("dose", new Value.State("much"))))
                .isInstanceOf(InvalidInput.class);
        assertThat(Levels.number(new Value.State("2.5"), "dose")).isEqualTo(2.5);
        assertThat(Levels.text(new Value.Real(2))).isEqualTo("2");
    }
}
