package org.orrery.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Claim;

class WritingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a *b* c          | <p>a <em>b</em> c</p>
            **strong** words | <p><strong>strong</strong> words</p>
            see `k*x*y`.     | <p>see <code>k*x*y</code>.</p>
            k*x*y            | <p>k*x*y</p>
            2 * 3 * 4        | <p>2 * 3 * 4</p>
            *a<b*            | <p><em>a&lt;b</em></p>
            `a *b*           | <p>`a <em>b</em></p>
            """)
    void proseKnowsALittleEmphasis(String text, String expected) {
        Html html = new Html();
        ProseHtml.paragraphs(html, text);

        assertThat(html.toString().strip()).isEqualTo(expected);
    }

    @Test
    void emptyLinesPartParagraphs() {
        Html html = new Html();
        ProseHtml.paragraphs(html, "one\n\ntwo\nstill two");

        assertThat(html).hasToString("<p>one</p>\n<p>two\nstill two</p>\n");
    }

    @Test
    void turnedTextAndControlCharactersAreShownAsSuch() {
        assertThat(new Html().text("a\u202eb\u0000c")).hasToString("a\ufffdb\ufffdc");
    }

    @Test
    void dataCannotEndItsElement() {
        assertThat(new Html().json("{\"a\":\"</script>&\"}")).hasToString(
                "<script>{\"a\":\"\\u003c/script\\u003e\\u0026\"}</script>\n");
    }

    @ParameterizedTest
    @CsvSource({"2,1,\u221250\u202f%", "1,5,times 5", "1,1,''", "0,1,''", "-1,2,''", "4,0,\u2212100\u202f%"})
    void changeIsSaidWhereARatioMeansSomething(double off, double on, String words) {
        assertThat(Figure.change(off, on)).isEqualTo(words);
    }

    @Test
    void thinningKeepsEndsAndPeaks() {
        double[] wave = IntStream.range(0, 100_000).mapToDouble(i -> i == 54_321 ? 9 : Math.sin(i / 900.0)).toArray();
        int[] kept = Thinning.keep(wave.length, 400, wave);

        assertThat(kept).isSorted().hasSizeLessThanOrEqualTo(400).contains(0, 54_321, 99_999);
        assertThat(Thinning.keep(5, 400, new double[5])).containsExactly(0, 1, 2, 3, 4);
        assertThat(Thinning.spread(101, 3)).containsExactly(0, 50, 100);
        assertThat(Thinning.spread(1, 3)).containsExactly(0);
    }

    @Test
    void longNamesBreakAtTheirSeams() {
        assertThat(Labels.broken("short")).isEqualTo("short");
        assertThat(Labels.broken(Samples.LONG_NAME + " knocked out").lines()).allMatch(line -> line.length() <= 20)
                .contains("knocked out");
        assertThat(Labels.broken("x".repeat(45)).lines()).hasSize(3);
    }

    @Test
    void rangeBarStaysInItsFrameAndShowsZeroOnlyNearby() {
        assertThat(bar(5, 4, 6)).doesNotContain("zero");
        assertThat(bar(1, -0.5, 2)).contains("zero");
        assertThat(bar(1, Double.NEGATIVE_INFINITY, 2)).isEmpty();
        for (String place : Read.found(bar(1, -0.5, 2), ":([-0-9.]+)%")) {
            assertThat(Double.parseDouble(place)).isBetween(0.0, 100.0);
        }
    }

    private static String bar(double estimate, double low, double high) {
        Html html = new Html();
        RangeBar.write(html, estimate, new Claim.Interval(0.95, low, high, Claim.IntervalKind.BOOTSTRAP));
        return html.toString();
    }
}
