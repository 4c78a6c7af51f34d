package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.core.Claim;
import org.orrery.core.Rung;
import org.orrery.core.Scope;

class ClaimTextTest {
    private static final Claim.Provenance FROM = new Claim.Provenance("immune.ant", "0123456789abcdef", null, "0.1.0",
            1,
            "rodas, rtol 1e-6", 212);

    @Test
    void everythingOfAClaimInAFewLines() {
        List<Claim.Share> shares = new ArrayList<>();
        IntStream.rangeClosed(1, 7).forEach(i -> shares.add(new Claim.Share("k" + i, i == 1 ? 0.7 : 0.05)));
        Claim claim = new Claim("damage @ 30 | do(TGFb = 0)", Claim.Status.ANSWERED, null, Rung.DO, Scope.MODEL, 1.83,
                "mM", new Claim.Interval(0.95, 1.2, 2.4, Claim.IntervalKind.ENSEMBLE), 0.41, 2.24, shares,
                List.of(new Claim.Assumption("Well mixed.", Claim.State.UNTESTED)),
                List.of(new Claim.Check("no-op control", true, "effect 0"),
                        new Claim.Check("members", false, "3 lost")),
                "Without TGFb the damage rises by 1.83 mM.", null, FROM);
        assertThat(text(claim)).isEqualToNormalizingNewlines("""
                Without TGFb the damage rises by 1.83 mM.

                  off     0.41 mM
                  on      2.24 mM
                  effect  1.83 mM  1.2 to 2.4 (95 %, ensemble)

                Uncertainty comes from
                  k1      70 %
                  k2      5 %
                  k3      5 %
                  k4      5 %
                  k5      5 %
                  2 more  10 %

                Assumptions
                  [untested]  Well mixed.

                Checks
                  [ok]      no-op control  effect 0
                  [FAILED]  members        3 lost

                Provenance
                  question   damage @ 30 | do(TGFb = 0)
                  model      immune.ant (sha256 0123456789ab)
                  method     rodas, rtol 1e-6
                  made by    orrery 0.1.0, seed 1, in 212 ms
                  speaks of  the model (rung: do)
                """);
    }

    @Test
    void aTableIsCutAfterFortyRows() {
        List<List<Object>> rows = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> rows.add(List.of("g" + i, i / 3.0)));
        Claim claim = new Claim("sweep", Claim.Status.ANSWERED, null, Rung.SEE, Scope.WORLD, null, null, null, null,
                null, List.of(), List.of(), List.of(), "A table.", new Claim.Table(List.of("gear", "effect"), rows),
                FROM);
        assertThat(text(claim)).contains("gear  effect", "g39   13", "... 10 more rows", "the world (rung: see)")
                .doesNotContain("g40", "Checks", "Assumptions", "Uncertainty");
    }

    private static String text(Claim claim) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ClaimText.print(claim, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
