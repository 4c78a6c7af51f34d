package org.orrery.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes prose: paragraphs, and the little emphasis that {@link Block.Prose} allows. */
final class ProseHtml {
    /** A mark opens after a space or bracket and closes before one, so that {@code k*x*y} stays a product. */
    private static final Pattern MARK = Pattern.compile(
            "(?<![^\\s(\"])(?:`([^`\\n]+)`|\\*\\*(\\S|\\S[^*\\n]*\\S)\\*\\*|\\*(\\S|\\S[^*\\n]*\\S)\\*)(?=[\\s).,;:!?\"]|$)");
    private static final Pattern DOI = Pattern.compile("\\bdoi:\\s?(10\\.\\d{4,9}/[^\\s\"<>]*[^\\s\"<>.,;)])");

    private ProseHtml() {}

    static void paragraphs(Html html, String text) {
        for (String paragraph : text.strip().split("\\n\\s*\\n", -1)) {
            html.open("p");
            emphasised(html, paragraph);
            html.close();
        }
    }

    private static void emphasised(Html html, String text) {
        Matcher mark = MARK.matcher(text);
        int done = 0;
        while (mark.find()) {
            html.text(text.substring(done, mark.start()));
            int kind = mark.group(1) != null ? 1 : mark.group(2) != null ? 2 : 3;
            String tag = switch (kind) {
                case 1 -> "code";
                case 2 -> "strong";
                default -> "em";
            };
            html.open(tag).text(text.substring(mark.start(kind), mark.end(kind))).closeTight();
            done = mark.end();
        }
        html.text(text.substring(done));
    }

    /** A reference with its DOI as a link that a reader may follow; the page itself fetches nothing. */
    static void reference(Html html, String text) {
        Matcher doi = DOI.matcher(text);
        int done = 0;
        while (doi.find()) {
            html.text(text.substring(done, doi.start()));
            html.open("a", "href", "https://doi.org/" + doi.group(1), "rel", "noopener noreferrer").text(doi.group())
                    .closeTight();
            done = doi.end();
        }
        html.text(text.substring(done));
    }
}
