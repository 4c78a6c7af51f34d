package org.orrery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Window;
import tools.jackson.databind.JsonNode;

class PicturesTest {
    private static final Axis TIME = Axis.of("time", "days");

    @Test
    void courseShowsBothWorldsWithBandsAndWindows() {
        Block.Picture picture = Pictures.course(Samples.course("TGFb", 601, 0.2), TIME, Axis.of("TGFb", "nM"), List.of(
                new Shade("block", new Window(5, 10)), new Shade("dose", Window.at(20))));
        JsonNode spec = Read.spec(picture);

        assertThat(spec.get("$schema").asString()).endsWith("vega-lite/v6.json");
        assertThat(spec.get("width").asString()).isEqualTo("container");
        assertThat(spec.get("title").asString()).isEqualTo("TGFb (nM)");
        assertThat(marks(spec)).containsExactly("rect", "rule", "area", "line", "rule");
        JsonNode line = spec.get("layer").get(3).get("encoding");
        assertThat(line.get("x").get("title").asString()).isEqualTo("time (days)");
        assertThat(line.get("color").get("scale").toString()).isEqualTo(
                "{\"domain\":[\"off\",\"on\"],\"range\":[\"#0072B2\",\"#D55E00\"]}");
        assertThat(spec.get("data").get("values").size()).isLessThanOrEqualTo(800);
        assertThat(picture.alternative()).contains("With the intervention off it goes from 0 to");
        assertThat(picture.caption()).contains("95 %", "in force");
    }

    @Test
    void coursesSideBySideShareTheirScale() {
        Block.Picture picture = Pictures.courses(List.of(
                new CoursePanel("a pulse", Samples.course("TGFb", 20, 0), List.of(new Shade("x = 0",
                        new org.orrery.core.Window(3, 4)))),
                new CoursePanel("for good", Samples.course("TGFb", 20, 0), List.of())), TIME, Axis.of("TGFb", null));
        JsonNode spec = Read.spec(picture);
        assertThat(spec.get("concat").size()).isEqualTo(2);
        assertThat(spec.get("concat").get(0).get("title").asString()).isEqualTo("a pulse");
        assertThat(spec.get("concat").get(0).get("layer").size()).isEqualTo(1 + spec.get("concat").get(1).get("layer")
                .size());
        assertThat(spec.get("resolve").get("scale").get("y").asString()).isEqualTo("shared");
        assertThat(picture.alternative()).contains("a pulse: TGFb", "for good: TGFb");
    }

    @Test
    void wholeRunWindowsAreNotShaded() {
        Block.Picture picture = Pictures.course(Samples.course("TGFb", 20, 0), TIME, Axis.of("TGFb", null), List.of(
                new Shade("always", Window.ALWAYS)));

        assertThat(marks(Read.spec(picture))).containsExactly("line", "rule");
        assertThat(picture.caption()).doesNotContain("in force", "95 %");
    }

    @Test
    void logarithmicAxisLeavesOutWhatIsNotPositive() {
        JsonNode spec = Read.spec(Pictures.course(Samples.course("TGFb", 20, 0), TIME, Axis.of("TGFb", null).log(),
                List.of()));

        assertThat(spec.get("layer").get(0).get("encoding").get("y").get("scale").get("type").asString()).isEqualTo(
                "log");
        assertThat(spec.get("data").get("values").get(0).get("m").isNull()).isTrue();
    }

    @Test
    void unfiniteNumbersBecomeGaps() {
        Answer.Course course = Samples.course("TGFb", 20, 0);
        course.on()[7] = Double.NaN;
        course.on()[8] = Double.POSITIVE_INFINITY;

        JsonNode rows = Read.spec(Pictures.course(course, TIME, Axis.of("TGFb", null), List.of())).get("data").get(
                "values");

        assertThat(rows.get(27).get("m").isNull()).isTrue();
        assertThat(rows.get(28).get("m").isNull()).isTrue();
    }

    @Test
    void heatMapsShareTheirColours() {
        Block.Picture picture = Pictures.heatMap(List.of(Samples.map("day 30", -1, false), Samples.map("day 90", -2,
                false)), Axis.of("start", "days"), Axis.of("duration", "days"), Axis.of("effect", "mM"),
                HeatMap.Colours.DIVERGING);
        JsonNode spec = Read.spec(picture);

        assertThat(spec.get("concat").size()).isEqualTo(2);
        assertThat(spec.get("resolve").get("scale").get("color").asString()).isEqualTo("shared");
        JsonNode domain = colour(spec, 0).get("domain");
        assertThat(domain).isEqualTo(colour(spec, 1).get("domain"));
        assertThat(domain.get(0).asDouble()).isEqualTo(-domain.get(1).asDouble());
        assertThat(spec.get("concat").get(0).get("data").get("values").size()).isEqualTo(30 * 24);
        assertThat(picture.alternative()).contains("day 30: effect from", "day 90: effect from");
    }

    @Test
    void logarithmicHeatMapSaysItsGaps() {
        HeatMap map = new HeatMap("load", new double[]{1, 2}, new double[]{1, 2}, new double[][]{{0, 10}, {100, 1000}});
        Block.Picture picture = Pictures.heatMap(List.of(map), TIME, Axis.of("dose", null), Axis.of("load", "copies"),
                HeatMap.Colours.LOG10);
        JsonNode spec = Read.spec(picture);

        assertThat(colour(spec, 0).get("type").asString()).isEqualTo("log");
        assertThat(colour(spec, 0).get("domain").toString()).isEqualTo("[10,1000]");
        assertThat(spec.get("concat").get(0).get("data").get("values").get(0).get("v").isNull()).isTrue();
        assertThat(picture.caption()).contains("Empty cells have no value above zero.");
    }

    @Test
    void largeHeatMapsAreThinned() {
        double[] side = java.util.stream.IntStream.range(0, 300).mapToDouble(i -> i).toArray();
        HeatMap map = new HeatMap("big", side, side, new double[300][300]);

        JsonNode spec = Read.spec(Pictures.heatMap(List.of(map), TIME, TIME, TIME, HeatMap.Colours.SEQUENTIAL));

        assertThat(spec.get("concat").get(0).get("data").get("values").size()).isLessThanOrEqualTo(45 * 45);
    }

    @Test
    void raggedHeatMapIsRefused() {
        assertThatThrownBy(() -> new HeatMap("bad", new double[2], new double[2], new double[2][3]))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 rows of 2");
    }

    @Test
    void intervalsShowZeroWhereItMatters() {
        List<Dot> dots = List.of(new Dot("a", Dot.Kind.EFFECT, -1, 0.5, 2), new Dot("b", Dot.Kind.EFFECT, Double.NaN, 1,
                Double.NaN));
        Block.Picture picture = Pictures.intervals(dots, Axis.of("effect", "mM"));

        assertThat(marks(Read.spec(picture))).containsExactly("rule", "rule", "point");
        assertThat(picture.alternative()).isEqualTo("effect (mM): a 0.5 (-1 to 2); b 1.");
    }

    @Test
    void whatHasNoNumberKeepsItsRow() {
        Block.Picture forest = Pictures.intervals(List.of(new Dot("refused", Dot.Kind.EFFECT, Double.NaN, Double.NaN,
                Double.NaN), new Dot("told", Dot.Kind.EFFECT, 1, 2, 3)), Axis.of("effect", "USD"));
        JsonNode spec = Read.spec(forest);
        assertThat(marks(spec)).containsExactly("rule", "point", "text");
        assertThat(spec.get("layer").get(2).get("data").get("values").get(0).get("label").asString())
                .isEqualTo("refused");
        assertThat(spec.get("layer").get(0).get("encoding").get("y").get("scale").get("domain").get(0).asString())
                .isEqualTo("refused");
        assertThat(forest.alternative()).contains("refused no number; told 2 (1 to 3)");
    }

    @Test
    void aReferenceIsALineAcrossTheEstimates() {
        Reference reference = new Reference("the experiment", 1794);
        List<Dot> dots = List.of(new Dot("naive", Dot.Kind.OFF, -17000, -15205, -13000));
        Block.Picture forest = Pictures.intervals(dots, Axis.of("effect", "USD"), reference);
        assertThat(marks(Read.spec(forest))).containsExactly("rule", "rule", "rule", "point");
        assertThat(Read.spec(forest).get("layer").get(0).get("data").get("values").get(0).get("m").asInt())
                .isEqualTo(1794);
        assertThat(forest.caption()).contains("the line is the experiment");
        Block.Picture bars = Pictures.bars(List.of(new Bar("a", 45.1), new Bar("b", Double.POSITIVE_INFINITY)),
                Axis.of("inflation", null), new Reference("ten", 10));
        assertThat(marks(Read.spec(bars))).containsExactly("bar", "text", "rule");
        assertThat(Read.spec(bars).get("data").get("values").get(1).get("v").isNull()).isTrue();
        assertThat(bars.alternative()).contains("a 45.1, b infinity");
    }

    @Test
    void linesAndDotsShareTheirAxes() {
        Block.Picture picture = Pictures.lines(
                List.of(new Line("seen", new double[]{1971, 1972}, new double[]{0.1, Double.NaN}, true),
                        new Line("fitted", new double[]{1971, 1972}, new double[]{0.2, 0.3}, false)),
                Axis.of("year", null), Axis.of("temperature", "K"), new Reference("zero", 0));
        JsonNode spec = Read.spec(picture);
        assertThat(marks(spec)).containsExactly("point", "line", "rule");
        assertThat(spec.get("layer").get(0).get("data").get("values").size()).isEqualTo(1);
        assertThat(spec.get("layer").get(0).get("encoding").get("x").get("axis").get("format").asString())
                .isEqualTo("d");
        assertThat(picture.alternative()).contains("fitted from 0.2 at 1971 to 0.3 at 1972");
    }

    @Test
    void histogramsOfGroupsGiveSharesOnOneAxis() {
        Block.Picture picture = Pictures.histograms(List.of(new Sample("untreated", new double[]{0, 0, 0, 1}),
                new Sample("treated", new double[]{0.5, 1})), Axis.of("propensity", null));
        JsonNode spec = Read.spec(picture);
        assertThat(spec.get("concat").size()).isEqualTo(2);
        double[] shares = spec.get("data").get("values").valueStream().mapToDouble(row -> row.get("share").asDouble())
                .toArray();
        assertThat(java.util.Arrays.stream(shares).sum()).isEqualTo(2);
        assertThat(shares[0]).isEqualTo(0.75);
        assertThat(picture.alternative()).contains("untreated from 0 to 1", "treated from 0.5 to 1");
    }

    @Test
    void histogramCountsEveryMember() {
        double[] values = Samples.members().stream().mapToDouble(Answer.Member::value).toArray();
        values[3] = Double.NaN;
        Block.Picture picture = Pictures.members(values, Axis.of("effect", "mM"), -1.1, new Claim.Interval(0.95, -1.6,
                -0.7, Claim.IntervalKind.ENSEMBLE));
        JsonNode bins = Read.spec(picture).get("layer").get(1).get("data").get("values");

        assertThat(bins.valueStream().mapToInt(bin -> bin.get("n").asInt()).sum()).isEqualTo(199);
        assertThat(bins.size()).isBetween(8, 40);
        assertThat(picture.caption()).contains("1 members without a finite value");
    }

    @Test
    void histogramOfEqualMembersIsOneBar() {
        JsonNode spec = Read.spec(Pictures.members(new double[]{2, 2, 2}, Axis.of("effect", null), 2, null));

        assertThat(spec.get("layer").get(0).get("data").get("values").size()).isEqualTo(1);
        assertThat(Pictures.members(new double[]{Double.NaN}, Axis.of("effect", null), 2, null).alternative())
                .isEqualTo("No member has a finite value.");
    }

    @Test
    void sharesAreSaidInPercent() {
        assertThat(Pictures.shares(Samples.claim("TGFb").uncertainty()).alternative()).contains(
                "parameter k_repair 61 %", "parameter k_inflammation 27 %");
    }

    @Test
    void aPictureMustBeJson() {
        assertThatThrownBy(() -> new Block.Picture("{\"a\":", "", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Block.Picture("[]", "", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Block.Picture("{} {}", "", "")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> marks(JsonNode spec) {
        return spec.get("layer").valueStream().map(layer -> layer.get("mark").get("type").asString()).toList();
    }

    private static JsonNode colour(JsonNode spec, int panel) {
        return spec.get("concat").get(panel).get("encoding").get("color").get("scale");
    }
}
