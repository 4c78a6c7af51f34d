package org.orrery.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Claim;
import org.orrery.core.Rung;
import org.orrery.core.Scope;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class ClaimJsonTest {
    private static final Claim.Provenance PROVENANCE = new Claim.Provenance("m.xml", "ab12", "cd34", "0.1.0", -7L,
            "paired worlds", 12L);
    private static final Claim FULL = new Claim("do(k := 2) -> S @ 10", Claim.Status.BOUNDED, "one thing is unknown",
            Rung.DO, Scope.MODEL, 12.5, "mM", new Claim.Interval(0.95, -1.25, 30.0, Claim.IntervalKind.ENSEMBLE), 1.5,
            14.0, List.of(new Claim.Share("k", 0.75), new Claim.Share("rest", 0.25)),
            List.of(new Claim.Assumption("well mixed", Claim.State.UNTESTED),
                    new Claim.Assumption("closed", Claim.State.HOLDS)),
            List.of(new Claim.Check("mass", true, "kept"), new Claim.Check("tightness", false, "off by 0.1")),
            "S rises.", new Claim.Table(List.of("time", "S"), List.of(List.of(0.5, "low"), List.of(1.5, 2.5))),
            PROVENANCE);
    private static final Claim BARE = bare("", null, null);

    private static Claim bare(String sentence, @Nullable Double estimate, Claim.@Nullable Table table) {
        return new Claim("", Claim.Status.REFUSED, null, Rung.SEE, Scope.WORLD, estimate, null, null, null, null,
                List.of(), List.of(), List.of(), sentence, table,
                new Claim.Provenance("", "", null, "", 0, "", 0));
    }

    @Test
    void aFullClaimHasEveryFieldInTheOrderOfTheDesign() {
        assertThat(ClaimJson.write(FULL)).isEqualTo(String.join("",
                "{\"question\":\"do(k := 2) -> S @ 10\",\"status\":\"bounded\",\"reason\":\"one thing is unknown\",",
                "\"rung\":\"do\",\"scope\":\"model\",\"estimate\":12.5,\"unit\":\"mM\",",
                "\"interval\":{\"level\":0.95,\"low\":-1.25,\"high\":30.0,\"kind\":\"ensemble\"},",
                "\"off\":1.5,\"on\":14.0,",
                "\"uncertainty\":[{\"source\":\"k\",\"share\":0.75},{\"source\":\"rest\",\"share\":0.25}],",
                "\"assumptions\":[{\"text\":\"well mixed\",\"status\":\"untested\"},",
                "{\"text\":\"closed\",\"status\":\"holds\"}],",
                "\"checks\":[{\"name\":\"mass\",\"passed\":true,\"detail\":\"kept\"},",
                "{\"name\":\"tightness\",\"passed\":false,\"detail\":\"off by 0.1\"}],",
                "\"sentence\":\"S rises.\",",
                "\"table\":{\"columns\":[\"time\",\"S\"],\"rows\":[[0.5,\"low\"],[1.5,2.5]]},",
                "\"provenance\":{\"model\":\"m.xml\",\"modelSha256\":\"ab12\",\"dataSha256\":\"cd34\",",
                "\"version\":\"0.1.0\",\"seed\":-7,\"method\":\"paired worlds\",\"millis\":12}}"));
    }

    @Test
    void anEstimandStandsBeforeTheEstimateAndIsReadBack() {
        Claim claim = new Claim("y | do(x = 1)", Claim.Status.IDENTIFIED, null, Rung.DO, Scope.WORLD,
                "sum_z P(y | x, z) P(z)", null, null, null, null, null, List.of(), List.of(), List.of(), "", null,
                PROVENANCE);
        assertThat(ClaimJson.write(claim)).contains("\"estimand\":\"sum_z P(y | x, z) P(z)\",\"estimate\":null");
        assertThat(ClaimJson.read(ClaimJson.write(claim))).isEqualTo(claim);
    }

    @Test
    void whatIsMissingIsNullAndTheTableIsLeftOut() {
        assertThat(ClaimJson.write(BARE)).isEqualTo(String.join("",
                "{\"question\":\"\",\"status\":\"refused\",\"reason\":null,\"rung\":\"see\",\"scope\":\"world\",",
                "\"estimate\":null,\"unit\":null,\"interval\":null,\"off\":null,\"on\":null,\"uncertainty\":[],",
                "\"assumptions\":[],\"checks\":[],\"sentence\":\"\",\"provenance\":{\"model\":\"\",",
                "\"modelSha256\":\"\",\"dataSha256\":null,\"version\":\"\",\"seed\":0,\"method\":\"\",\"millis\":0}}"));
    }

    @Test
    void anIdComesFirst() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            ClaimJson.write(json, BARE, "c1");
        }
        assertThat(text.toString()).isEqualTo("{\"id\":\"c1\"," + ClaimJson.write(BARE).substring(1));
    }

    @Test
    void aFullClaimIsReadBack() {
        Map<?, ?> read = read(FULL);
        assertThat(read.get("interval"))
                .isEqualTo(Map.of("level", 0.95, "low", -1.25, "high", 30.0, "kind", "ensemble"));
        assertThat(read.get("table")).isEqualTo(
                Map.of("columns", List.of("time", "S"), "rows", List.of(List.of(0.5, "low"), List.of(1.5, 2.5))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"quoted\", 'so' and \\back\\slashed\\", "two\nlines\r\nand\ta tab",
            "\0\1\u001f\u007f\b\f",
            "Ängström µ → 日本語 🌍", "\u2028\u2029\ufeff", "</script><!-- & -->", "\"}],\"status\":\"answered\"", " "})
    void hostileTextsComeBackInEveryField(String evil) {
        Claim claim = new Claim(evil, Claim.Status.REFUSED, evil, Rung.IMAGINE, Scope.WORLD, null, evil, null, null,
                null, List.of(new Claim.Share(evil, 1)), List.of(new Claim.Assumption(evil, Claim.State.FAILS)),
                List.of(new Claim.Check(evil, false, evil)), evil,
                new Claim.Table(List.of(evil), List.of(List.of(evil))),
                new Claim.Provenance(evil, evil, evil, evil, 1, evil, 2));
        Map<?, ?> read = read(claim);
        assertThat(List.of("question", "reason", "unit", "sentence")).allMatch(field -> evil.equals(read.get(field)));
        assertThat(read.get("status")).isEqualTo("refused");
        assertThat(read.get("uncertainty")).isEqualTo(List.of(Map.of("source", evil, "share", 1.0)));
        assertThat(read.get("assumptions")).isEqualTo(List.of(Map.of("text", evil, "status", "fails")));
        assertThat(read.get("checks")).isEqualTo(List.of(Map.of("name", evil, "passed", false, "detail", evil)));
        assertThat(read.get("table")).isEqualTo(Map.of("columns", List.of(evil), "rows", List.of(List.of(evil))));
        assertThat(read.get("provenance")).isEqualTo(Map.of("model", evil, "modelSha256", evil, "dataSha256", evil,
                "version", evil, "seed", 1L, "method", evil, "millis", 2L));
        assertThat(ClaimJson.write(claim).chars()).as("one line").noneMatch(c -> c < ' ');
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsNull(double value) {
        Claim claim = new Claim("", Claim.Status.ANSWERED, null, Rung.SEE, Scope.MODEL, value, null,
                new Claim.Interval(value, value, value, Claim.IntervalKind.BOUND), value, value,
                List.of(new Claim.Share("k", value)), List.of(), List.of(), "",
                new Claim.Table(List.of("x", "y"), List.of(List.of(value, (float) value))), PROVENANCE);
        String json = ClaimJson.write(claim);
        assertThat(json).contains("\"estimate\":null", "\"level\":null,\"low\":null,\"high\":null", "\"off\":null",
                "\"on\":null", "\"share\":null", "\"rows\":[[null,null]]");
        assertThat(read(claim).get("estimate")).isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1 / 3.0, Math.PI, -0.0, 1e15, 1e16 + 2, 1e-5, Double.MIN_VALUE, Double.MIN_NORMAL,
            Double.MAX_VALUE, 2e23, 4.9406564584124654e-300})
    void doublesKeepTheirFullPrecision(double value) {
        assertThat(read(bare("", value, null)).get("estimate")).isEqualTo(value);
    }

    @Test
    void randomDoublesKeepTheirFullPrecision() {
        SplittableRandom random = new SplittableRandom(3);
        List<List<Object>> rows = new ArrayList<>();
        while (rows.size() < 5_000) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                rows.add(List.of(value));
            }
        }
        Map<?, ?> read = read(bare("", null, new Claim.Table(List.of("x"), rows)));
        assertThat(read.get("table")).isEqualTo(Map.of("columns", List.of("x"), "rows", rows));
    }

    @Test
    void wholeNumbersInATableKeepTheirDigits() {
        Claim.Table table = new Claim.Table(List.of("a", "b"), List.of(List.of(3, Long.MAX_VALUE)));
        assertThat(ClaimJson.write(bare("", null, table))).contains("\"rows\":[[3,9223372036854775807]]");
    }

    @Test
    void everyConstantIsWrittenInSmallLetters() {
        for (Claim.IntervalKind kind : Claim.IntervalKind.values()) {
            Claim claim = new Claim("", Claim.Status.IDENTIFIED, null, Rung.IMAGINE, Scope.WORLD, null, null,
                    new Claim.Interval(1, 0, 0, kind), null, null, List.of(), List.of(), List.of(), "", null,
                    PROVENANCE);
            assertThat(ClaimJson.write(claim)).contains("\"kind\":\"" + kind.name().toLowerCase(Locale.ROOT),
                    "\"status\":\"identified\"", "\"rung\":\"imagine\"");
        }
    }

    /** Reads with the strict parser; what follows the claim would be an error. */
    private static Map<?, ?> read(Claim claim) {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), ClaimJson.write(claim))) {
            json.nextToken();
            Object value = value(json);
            assertThat(json.nextToken()).isNull();
            return (Map<?, ?>) value;
        }
    }

    private static @Nullable Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    assertThat(fields).doesNotContainKey(name);
                    fields.put(name, value(json));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield items;
            }
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new AssertionError(json.currentToken());
        };
    }
}
