package org.orrery.dynamics.antimony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.orrery.dynamics.Trial;

/** The examples in docs/antimony.md are read and run, and give what can be computed by hand. */
class DocumentedExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```antimony\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.*?)` \\|");

    @Test
    void theExamplesRun() throws IOException {
        List<String> examples = EXAMPLE.matcher(page()).results().map(example -> example.group(1)).toList();
        assertThat(examples).hasSize(2);
        Trial enzyme = Trial.antimony(examples.getFirst()).tight();
        assertThat(enzyme.read("S @ 8") + enzyme.read("P @ 8")).isCloseTo(10, within(1e-9));
        // Without the inhibitor the rate law integrates to S - S0 + K ln(S/S0) = -Vmax t.
        double s = enzyme.read("S @ 2");
        assertThat(s - 10 + 0.5 * Math.log(s / 10)).isCloseTo(-2, within(1e-7));
        assertThat(enzyme.read("I @ 4")).isEqualTo(2);
        Trial parts = Trial.antimony(examples.get(1)).tight();
        assertThat(parts.read("X @ 1")).isCloseTo(4 * Math.exp(-0.2), within(1e-8));
        assertThat(parts.read("Y @ 60")).isCloseTo(40 * Math.exp(-0.5), within(1e-7));
    }

    @Test
    void theStatementsOfTheTablesAreUnderstood() throws IOException {
        String model = "model enzyme(S, k)\n J0: S -> ; k*S; x := 2*k; S = 1; k = 1; z = 1\nend\n"
                + "J0: A + B -> ; 1; k = 1; T = 1; K = 1; n = 1; y = 1; f = 1; M = 1; species M; A = 1; x = 1;"
                + " compartment c\n";
        List<String> rows = ROW.matcher(page()).results().map(row -> row.group(1).replace("\\|", "|")).toList();
        assertThat(rows).hasSizeGreaterThan(15);
        int read = 0;
        for (String row : rows) {
            for (String statement : row.split("`, `")) {
                if (statement.startsWith("import")) {
                    continue;
                }
                String parts = statement.contains("A.") && !statement.contains("conversionFactor")
                        && !statement.startsWith("A: ")
                                ? model.replace("A = 1;", "Q = 1;").replace("A + B", "Q + R")
                                        + "A: enzyme(); B: enzyme()\n"
                                : own(model, statement);
                assertThat(new AntimonyReader().read(parts + statement, "table.ant").reactions()).as(statement)
                        .isNotEmpty();
                read++;
            }
        }
        assertThat(read).isGreaterThan(25);
    }

    /** The model around a statement, without what the statement says itself. */
    private static String own(String model, String statement) {
        String free = statement.startsWith("function") ? model.replace(" f = 1;", "") : model;
        if (statement.startsWith("J0:")) {
            free = free.replace("J0: A + B -> ; 1;", "");
        }
        if (statement.startsWith("A: ")) {
            free = free.replace("A = 1;", "").replace("A + B", "Q + R");
        }
        if (statement.contains("x := ") || statement.contains("x' = ")) {
            free = free.replace(" x = 1;", "");
        }
        return free;
    }

    private static String page() throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("docs/antimony.md"))) {
            at = at.getParent();
        }
        assertThat(at).isNotNull();
        return Files.readString(at.resolve("docs/antimony.md"));
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
