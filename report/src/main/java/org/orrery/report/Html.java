package org.orrery.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** An HTML text under construction. Texts and attributes are escaped here and nowhere else. */
final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values by turns; an attribute with an empty value is written bare, as {@code open} is */
    Html open(String tag, String... attributes) {
        start(tag, attributes);
        open.push(tag);
        return this;
    }

    Html close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** Closes without a line break, for elements within a sentence. */
    Html closeTight() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing but a text in it. */
    Html line(String tag, String text, String... attributes) {
        start(tag, attributes);
        text(text);
        out.append("</").append(tag).append(">\n");
        return this;
    }

    /** An element that is never closed, as {@code meta}. */
    Html lone(String tag, String... attributes) {
        start(tag, attributes);
        out.append('\n');
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** Data for a script. No {@code <} is left in it, so nothing in it can end the element; JSON reads the same. */
    Html json(String json, String... attributes) {
        start("script", attributes);
        out.append(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
        out.append("</script>\n");
        return this;
    }

    /** A text of our own, written as it is: a style sheet, a script. */
    Html trusted(String text) {
        out.append(text);
        return this;
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]);
            if (!attributes[i + 1].isEmpty()) {
                out.append("=\"");
                escape(attributes[i + 1]);
                out.append('"');
            }
        }
        out.append('>');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                // Turned reading direction could make a name show as another: such marks are shown as what they are.
                case '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069' ->
                    out.append('\ufffd');
                default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
