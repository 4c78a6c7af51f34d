package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void namesWithCommasAndQuotesAreQuoted() throws IOException {
        StringWriter text = new StringWriter();
        new Csv(text).header("time", List.of("a", "x[0, 1]", "the \"b\""));
        assertThat(text).hasToString("time,a,\"x[0, 1]\",\"the \"\"b\"\"\"\n");
    }

    @Test
    void everyNumberReadsBackAsItself() throws IOException {
        double[] values = {0.1 + 0.2, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1e21};
        for (double value : values) {
            StringWriter text = new StringWriter();
            new Csv(text).row(value, new double[][]{{value}}, 0);
            String[] cells = text.toString().strip().split(",");
            assertThat(Double.parseDouble(cells[0])).isEqualTo(value);
            assertThat(cells[1]).isEqualTo(cells[0]);
        }
    }
}
