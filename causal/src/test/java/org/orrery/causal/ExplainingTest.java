package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.Address;
import org.orrery.core.Attribution;
import org.orrery.core.Claim;
import org.orrery.core.Explainer;
import org.orrery.core.Lab;
import org.orrery.core.OrreryException;
import org.orrery.core.Quantity;
import org.orrery.core.Rung;

class ExplainingTest {
    @TempDir
    Path folder;

    /** x is 1 +- 1, m = slope x +- 1, y = m - x +- 1. */
    private Path cases(String name, int rows, long seed, double slope) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        String text = IntStream.range(0, rows).mapToObj(i -> {
            double x = 1 + random.nextGaussian();
            double m = slope * x + (i == 17 && slope == 1 ? 9 : random.nextGaussian());
            return x + "," + m + "," + (m - x + random.nextGaussian()) + "\n";
        }).collect(Collectors.joining("", "x,m,y\n", ""));
        return Files.writeString(folder.resolve(name), text);
    }

    private Explainer model() throws IOException {
        return (Explainer) Asked.graph("x -> m -> y <- x").with(cases("after.csv", 300, 1, 2));
    }

    private static Attribution asked(String target, int row, Path against) {
        return new Attribution(Quantity.parse(target), List.of(), "", "", row, against, 0, 1, "test");
    }

    @Test
    void theMechanismThatChangedAMeanIsNamed() throws IOException {
        Claim claim = model().explain(asked("E[y]", -1, cases("before.csv", 300, 2, 1.5)), Lab.SINGLE).claim();
        assertThat(claim.status()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.rung()).isEqualTo(Rung.DO);
        assertThat(claim.question()).isEqualTo("explain y of after.csv against before.csv");
        assertThat(claim.estimate()).isCloseTo(0.5, within(0.35));
        assertThat(claim.table().columns()).containsExactly("mechanism", "part", "low", "high", "p");
        assertThat(claim.table().rows().getFirst().getFirst()).isEqualTo("m");
        assertThat((double) claim.table().rows().getFirst().get(4)).isLessThan(0.05);
        double sum = claim.table().rows().stream().mapToDouble(row -> (double) row.get(1)).sum();
        assertThat(sum).isCloseTo(claim.estimate(), within(1e-9));
        assertThat(claim.sentence()).contains("comes of m");
        assertThat(claim.checks()).allMatch(Claim.Check::passed).extracting(Claim.Check::name)
                .contains("no-op control", "models against data");
    }

    @Test
    void theNoiseThatMadeACaseOddIsNamed() throws IOException {
        Explainer model = (Explainer) Asked.graph("x -> m -> y <- x").with(cases("odd.csv", 300, 3, 1));
        Claim claim = model.explain(asked("y", 17, null), Lab.SINGLE).claim();
        assertThat(claim.rung()).isEqualTo(Rung.IMAGINE);
        assertThat(claim.table().rows().getFirst().getFirst()).isEqualTo("m");
        assertThat(claim.sentence()).startsWith("Row 17 is as odd in y as one case in").contains("comes of m");
        assertThat(claim.checks()).anyMatch(check -> check.name().equals("no-op control") && check.passed());
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        Path before = cases("b.csv", 100, 4, 1);
        Explainer model = model();
        wrong(model, asked("y", -1, null), "not said");
        wrong(model, asked("y", 3, before), "Leave one of them out");
        wrong(model, asked("yy", 3, null), "yy");
        wrong(model, asked("y + x", 3, null), "one is explained at a time");
        wrong(model, asked("y", 300, null), "no row 300");
        wrong(model, new Attribution(Quantity.parse("y"), List.of(), "occlusion", "", 3, 0, 1, "test"), "no method");
        wrong(model, new Attribution(Quantity.parse("y"), List.of(), "", "mean", 3, 0, 1, "test"), "--baseline");
        wrong(model, new Attribution(Quantity.parse("y"), List.of(Address.of("x")), "", "", 3, 0, 1, "test"), "--by");
        wrong(model, asked("y", -1, Files.writeString(folder.resolve("c.csv"), "x,y\n1,2\n2,3\n")), "'m'");
        wrong((Explainer) Asked.graph("x -> y"), asked("y", 3, null), "needs data");
        wrong((Explainer) Asked.graph("x -> m -> y <-> x").with(before), asked("y", 3, null), "<->");
        wrong((Explainer) Asked.graph("x -> m -> y; h [missing=y]; x -> h").with(before), asked("y", 3, null), "holes");
    }

    private static void wrong(Explainer model, Attribution asked, String problem) {
        assertThatExceptionOfType(OrreryException.class).isThrownBy(() -> model.explain(asked, Lab.SINGLE))
                .satisfies(error -> assertThat(error.getMessage() + error.advice()).contains(problem));
    }
}
