package org.orrery.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a written page as a machine would. */
final class Read {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Read() {}

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static JsonNode spec(Block.Picture picture) {
        return json(picture.spec());
    }

    /** The contents of all script elements with these attributes. */
    static List<String> scripts(String html, String attributes) {
        return found(html, "<script" + Pattern.quote(attributes) + ">(.*?)</script>");
    }

    static List<String> found(String html, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(html);
        return matcher.results().map(result -> result.group(1)).toList();
    }

    /** The page without the two scripts that it ships. */
    static String own(String html) {
        return html.replaceAll("(?s)<script>.*?</script>", "");
    }
}
