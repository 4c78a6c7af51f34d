package org.orrery.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Rung;
import org.orrery.core.Scope;

/** The shape of a claim's JSON is a promise: the golden files change only with a line in the change log. */
class ClaimGoldenTest {
    private static final Claim ANSWERED = new Claim("damage @ 30 | do(TGFb = 0)", Claim.Status.ANSWERED, null, Rung.DO,
            Scope.MODEL, 1.83, "mM", new Claim.Interval(0.95, 1.2, 2.4, Claim.IntervalKind.ENSEMBLE), 0.41, 2.24,
            List.of(new Claim.Share("k1", 0.7), new Claim.Share("interactions and unresolved", 0.3)),
            List.of(new Claim.Assumption("the inputs are independent", Claim.State.UNTESTED)),
            List.of(new Claim.Check("no-op control", true, "exactly 0"),
                    new Claim.Check("machine remarks", false, "\"x\" < 0")),
            "In this model, λ rises by 1.83 mM.",
            new Claim.Table(List.of("world", "n", "mean"), List.of(List.of("off", 3L, 0.1), List.of("on", 4L, 1e-300))),
            new Claim.Provenance("immune.ant", "ab".repeat(32), null, "0.1.0", -9_007_199_254_740_993L, "paired worlds",
                    212));
    private static final Claim REFUSED = new Claim("E[sick]", Claim.Status.REFUSED, "nothing licenses it", Rung.SEE,
            Scope.WORLD, null, null, null, null, null, List.of(), List.of(), List.of(), "No answer.", null,
            new Claim.Provenance("g.dot", "cd".repeat(32), "ef".repeat(32), "0.1.0", 1, "none", 0));

    @Test
    void theGoldenFilesAreWrittenAsTheyStand() throws IOException {
        assertThat(ClaimJson.write(ANSWERED)).isEqualTo(golden("answered.json"));
        assertThat(ClaimJson.write(REFUSED)).isEqualTo(golden("refused.json"));
    }

    @Test
    void theGoldenFilesAreReadByEveryLaterVersion() throws IOException {
        assertThat(ClaimJson.read(golden("answered.json"))).isEqualTo(ANSWERED);
        assertThat(ClaimJson.read(golden("refused.json"))).isEqualTo(REFUSED);
    }

    @Test
    void numbersKeepEveryBit() {
        for (double number : new double[]{0.1 + 0.2, Math.PI, Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 1e22}) {
            assertThat(ClaimJson.read(ClaimJson.write(estimate(number))).estimate()).isEqualTo(number);
        }
    }

    @Test
    void whatIsNoNumberIsNull() {
        for (double number : new double[]{Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(ClaimJson.write(estimate(number))).contains("\"estimate\":null").doesNotContain("NaN",
                    "Infinity");
        }
        Claim broken = new Claim("q", Claim.Status.ANSWERED, null, Rung.DO, Scope.MODEL, 1.0, null,
                new Claim.Interval(0.95, Double.NEGATIVE_INFINITY, Double.NaN, Claim.IntervalKind.BOUND), null, null,
                List.of(), List.of(), List.of(), "s", new Claim.Table(List.of("a"), List.of(List.of(Double.NaN))),
                REFUSED.provenance());
        String json = ClaimJson.write(broken);
        assertThat(json).doesNotContain("NaN", "Infinity").contains("\"low\":null,\"high\":null", "\"rows\":[[null]]");
        assertThat(Objects.requireNonNull(ClaimJson.read(json).interval()).low()).isNaN();
        assertThat(Objects.requireNonNull(ClaimJson.read(json).table()).rows()).isEqualTo(List.of(List.of(Double.NaN)));
    }

    @Test
    void fieldsOfLaterVersionsAreLeftAside() {
        String later = ClaimJson.write(REFUSED).replaceFirst("\\{", "{\"id\":\"c1\",\"later\":[1,{}],");
        assertThat(ClaimJson.read(later)).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            ~~               ; is empty
            {                ; This is not JSON
            []               ; claim is not a JSON object
            {}               ; question of the claim is missing
            {"question": 3}  ; question of the claim is not what it should be: 3
            {"a":1,"a":2}    ; This is not JSON
            {} {}            ; Something follows
            {"question":"q","status":"perhaps"} ; status of the claim is 'perhaps'
            """)
    void whatIsNoClaimIsRefusedByItsField(String text, String message) {
        assertThatThrownBy(() -> ClaimJson.read(text)).isInstanceOf(InvalidInput.class).hasMessageContaining(message)
                .extracting(e -> ((InvalidInput) e).advice()).asString().isNotEmpty();
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> ClaimJson.read("[".repeat(100_000))).isInstanceOf(InvalidInput.class);
    }

    private static Claim estimate(double number) {
        return new Claim("q", Claim.Status.ANSWERED, null, Rung.SEE, Scope.MODEL, number, null, null, null, null,
                List.of(),
                List.of(), List.of(), "s", null, REFUSED.provenance());
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(ClaimGoldenTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
