package org.orrery.dynamics.write;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;

/** Writes XML, one element a line. */
final class Xml {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();
    private boolean unfinished;

    /** Begins an element; its attributes come next. */
    Xml begin(String name) {
        finish();
        out.append("  ".repeat(open.size())).append('<').append(name);
        open.push(name);
        unfinished = true;
        return this;
    }

    /** An attribute of the element just begun; none where the value is null or empty. */
    Xml with(String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            out.append(' ').append(key).append("=\"").append(escaped(value)).append('"');
        }
        return this;
    }

    Xml with(String key, boolean value) {
        return with(key, value ? "true" : "false");
    }

    /** A number; none where it is NaN. */
    Xml with(String key, double value) {
        return Double.isNaN(value) ? this : with(key, number(value));
    }

    /** Content that is XML already, on a line of its own. */
    Xml raw(String content) {
        finish();
        out.append("  ".repeat(open.size())).append(content).append('\n');
        return this;
    }

    Xml end() {
        String name = open.pop();
        if (unfinished) {
            out.append("/>\n");
            unfinished = false;
        } else {
            out.append("  ".repeat(open.size())).append("</").append(name).append(">\n");
        }
        return this;
    }

    private void finish() {
        if (unfinished) {
            out.append(">\n");
            unfinished = false;
        }
    }

    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "INF" : "-INF";
        }
        return Numbers.print(value);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().filter(Xml::isAllowed).forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\t', '\n', '\r' -> escaped.append("&#").append(c).append(';');
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    /** The characters of XML 1.0, section 2.2. */
    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
