package org.orrery.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HtmlReportTest {
    private static final String HOSTILE = "<script>alert(1)</script>";

    @Test
    void samePageSameBytes() {
        assertThat(HtmlReport.html(Samples.study())).isEqualTo(HtmlReport.html(Samples.study()));
    }

    @Test
    void fetchesNothing() {
        String page = Read.own(HtmlReport.html(Samples.study()));

        assertThat(page).doesNotContain("<link", "<img", "<iframe", "@import", "url(").doesNotContainPattern(
                "\\ssrc=");
        assertThat(Read.found(page, "href=\"([^\"]*)\"")).isNotEmpty()
                .allMatch(href -> href.startsWith("#") || href.startsWith("https://doi.org/10."));
    }

    @Test
    void policyAllowsOnlyTheTwoScriptsByHash() throws Exception {
        String html = HtmlReport.html(Samples.answered("TGFb"));
        String policy = Read.found(html, "Content-Security-Policy\" content=\"([^\"]*)\"").getFirst()
                .replace("&#39;", "'");
        List<String> scripts = Read.scripts(html, "");

        assertThat(policy).startsWith("default-src 'none'; ").doesNotContain("unsafe-eval", "http");
        assertThat(Read.found(policy, "(script-src[^;]*)").getFirst()).doesNotContain("unsafe-inline");
        assertThat(scripts).hasSize(2);
        for (String script : scripts) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            assertThat(policy).contains("sha256-" + Base64.getEncoder().encodeToString(digest));
        }
    }

    @Test
    void runtimeStandsOnceAndOnlyWherePicturesAre() {
        String withPictures = HtmlReport.html(Samples.study());
        String without = HtmlReport.html(Samples.refused());

        assertThat(withPictures.split("var orreryVega=", -1)).hasSize(2);
        assertThat(withPictures).contains("Copyright", "<noscript>", "id=\"licenses\"");
        assertThat(without).doesNotContain("orreryVega", "<noscript>").contains("script-src &#39;none&#39;");
        assertThat(without.length()).isLessThan(30_000);
        assertThat(withPictures.length()).isLessThan(1_200_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {HOSTILE, "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<!--",
            "' onmouseover='alert(1)", "]]></style><script>alert(1)</script>"})
    void whateverANameHoldsStaysText(String name) {
        String html = HtmlReport.html(Samples.answered(name));
        String page = Read.own(html);

        assertThat(Read.scripts(html, "")).hasSize(2);
        assertThat(page).doesNotContain("<script>alert", "<img", "<!--");
        assertThat(page.replaceAll("(?s)<script.*?</script>", "")).doesNotContain("' onmouseover='");
        for (String spec : Read.scripts(html, " type=\"application/json\" class=\"spec\"")) {
            assertThat(Read.json(spec).has("$schema")).isTrue();
        }
        String claims = Read.scripts(html, " type=\"application/json\" id=\"claims\"").getFirst();
        assertThat(Read.json(claims).get(0).get("question").asString()).contains(name);
    }

    @Test
    void hostileStudyStaysText() {
        Page page = new Page(HOSTILE, HOSTILE, List.of(Section.of(HOSTILE, new Block.Prose(HOSTILE + " *" + HOSTILE
                + "*"), new Block.ClaimBlock("\"><script>", Samples.claim(HOSTILE)), Pictures.intervals(
                        List.of(new Dot(
                                HOSTILE, Dot.Kind.ON, 0, 1, 2)),
                        Axis.of(HOSTILE, HOSTILE)),
                new Block.TableBlock(HOSTILE,
                        new org.orrery.core.Claim.Table(List.of(HOSTILE), List.of(List.of(HOSTILE)))))),
                HOSTILE, List.of(HOSTILE, "doi:10.1000/\"onclick=alert(1)"), List.of());
        String own = Read.own(HtmlReport.html(page));

        assertThat(own).doesNotContain("<script>").doesNotContainPattern("<[a-z]+ [^>]*onclick");
    }

    @Test
    void claimsAreEmbeddedForMachines() {
        String html = HtmlReport.html(Samples.study());
        JsonNode claims = Read.json(Read.scripts(html, " type=\"application/json\" id=\"claims\"").getFirst());
        JsonNode metadata = Read.json(Read.scripts(html, " type=\"application/ld+json\"").getFirst());

        assertThat(claims.size()).isEqualTo(2);
        assertThat(claims.get(0).get("estimate").asDouble()).isEqualTo(-1.127);
        assertThat(claims.get(1).get("status").asString()).isEqualTo("refused");
        assertThat(metadata.get("name").asString()).isEqualTo(Samples.study().title());
        assertThat(metadata.get("version").asString()).isEqualTo("0.1.0");
    }

    @Test
    void tagsAreBalanced() {
        String page = Read.own(HtmlReport.html(Samples.study())).replaceAll("(?s)<(script|style)\\b.*?</\\1>", "");
        for (String tag : List.of("section", "div", "dl", "dd", "ul", "li", "p", "figure", "article", "details",
                "table", "tr", "span", "main", "body", "html", "code", "ol", "header")) {
            assertThat(Read.found(page, "(<" + tag + "[ >])")).as(tag).hasSameSizeAs(Read.found(page, "(</" + tag
                    + ">)"));
        }
    }

    @Test
    void everyPictureHasALabelAndACaption() {
        String page = Read.own(HtmlReport.html(Samples.study()));

        assertThat(Read.found(page, "(<figure)")).hasSize(4);
        assertThat(Read.found(page, "role=\"img\" aria-label=\"([^\"]+)\"")).hasSize(4).allMatch(text -> text
                .length() > 20);
        assertThat(Read.found(page, "<figcaption>([^<]+)</figcaption>")).hasSize(4);
    }
}
