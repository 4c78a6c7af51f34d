package org.orrery.causal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orrery.core.InvalidInput;

/** Names, arrows and signs of a graph's text, one after the other; comments are passed over. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<space>\\s++|//[^\\n]*+|#[^\\n]*+|/\\*(?s:.*?)\\*/)"
                    + "|(?<arrow><->|<-@|@->|@-@|@--|--@|-->|<--|---|->|<-|--)"
                    + "|(?<quoted>\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")"
                    + "|(?<name>-?[\\p{L}\\p{Nd}_.]+(?:[-:](?=[\\p{L}\\p{Nd}_.])[\\p{L}\\p{Nd}_.]++)*+(?:\\(\\s*t\\s*(?:-\\s*\\d{1,3}\\s*)?\\))?+)"
                    + "|(?<sign>[{}\\[\\];,=])");
    /** Arrows with a letter as their circle, as other programs write them: only behind a name of the same line and a space. */
    private static final Pattern CIRCLED = Pattern.compile("(?:o->|<-o|o-o|o--|--o)(?=[ \\t]+[^\\s;}])");
    private final String text;
    private final String file;
    private final Matcher matcher;
    private String token = "";
    private boolean isName;
    private int place;
    private int end;

    /** Stands on the first one. */
    Tokens(String text, String file) {
        this.text = text;
        this.file = file;
        this.matcher = TOKEN.matcher(text);
        next();
    }

    /** The one that is stood on, without its quotes; empty at the end. */
    String text() {
        return token;
    }

    boolean isName() {
        return isName;
    }

    void next() {
        int before = end;
        boolean behindName = isName || is("}");
        place = end;
        isName = false;
        while (place < text.length()) {
            Matcher circled = CIRCLED.matcher(text).region(place, text.length());
            if (behindName && isSpace(before, place) && circled.lookingAt()) {
                token = circled.group().replace('o', '@');
                end = circled.end();
                return;
            }
            if (!matcher.region(place, text.length()).lookingAt()) {
                throw error("'" + Character.toString(text.codePointAt(place)) + "' does not belong here",
                        "Maybe write arrows: x -> y; z <-> y");
            }
            end = matcher.end();
            if (matcher.group("space") == null) {
                take();
                return;
            }
            place = end;
        }
        token = "";
    }

    private void take() {
        String quoted = matcher.group("quoted");
        isName = quoted != null || matcher.group("name") != null;
        token = quoted == null
                ? matcher.group().replaceAll("\\s", "")
                : quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
        if (isName && token.isBlank()) {
            throw error("a name is empty", "Give the node a name.");
        }
    }

    boolean is(String sign) {
        return !isName && token.equals(sign);
    }

    boolean atEnd() {
        return place >= text.length();
    }

    boolean isArrow() {
        return !isName && token.indexOf('-') >= 0;
    }

    private boolean isSpace(int from, int to) {
        String between = text.substring(from, to);
        return to > from && between.isBlank() && !between.contains("\n");
    }

    boolean isWord(String keyword) {
        return isName && text.startsWith(keyword, place) && token.equals(keyword);
    }

    InvalidInput error(String problem, String advice) {
        return Lines.error(file, text, place, problem, advice);
    }
}
