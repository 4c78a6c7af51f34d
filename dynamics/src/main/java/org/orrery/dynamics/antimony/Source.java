package org.orrery.dynamics.antimony;

import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/** The text of a model, with its comments turned into spaces so that every offset stays what it was. */
final class Source {
    private final String file;
    private final String original;
    private final String text;

    Source(String file, String original) {
        this.file = file;
        this.original = original;
        text = withoutComments();
    }

    /** The text without comments. */
    String text() {
        return text;
    }

    InvalidInput invalid(int offset, String message, String advice) {
        return new InvalidInput(where(offset) + message + caret(offset), advice);
    }

    Refusal refused(int offset, String message, String license) {
        return new Refusal(where(offset) + message + caret(offset), license);
    }

    /** {@code model.ant, line 3, column 7: }. */
    String where(int offset) {
        return file + ", line " + line(offset) + ", column " + (offset - lineStart(offset) + 1) + ": ";
    }

    /** Whether a message begins with a place in this file. */
    boolean isPlaced(String message) {
        return message.startsWith(file + ", line ");
    }

    int line(int offset) {
        return 1 + (int) original.substring(0, Math.min(offset, original.length())).chars().filter(c -> c == '\n')
                .count();
    }

    /** The line as the author wrote it, and a mark under the place. */
    private String caret(int offset) {
        int start = lineStart(offset);
        int end = original.indexOf('\n', start);
        String line = original.substring(start, end < 0 ? original.length() : end).stripTrailing();
        return "\n    " + line.replace('\t', ' ') + "\n    " + " ".repeat(offset - start) + "^";
    }

    private int lineStart(int offset) {
        return original.lastIndexOf('\n', offset - 1) + 1;
    }

    private String withoutComments() {
        StringBuilder blank = new StringBuilder(original);
        int length = original.length();
        for (int i = 0; i < length;) {
            int end = i;
            if (original.startsWith("```", i)) {
                i = behind("```", i + 3, i, "notes");
                continue;
            }
            if (original.charAt(i) == '"') {
                i = behindString(i);
                continue;
            }
            if (original.charAt(i) == '#' || original.startsWith("//", i)) {
                end = original.indexOf('\n', i);
                end = end < 0 ? length : end;
            } else if (original.startsWith("/*", i)) {
                end = behind("*/", i + 2, i, "a comment");
            }
            for (int j = i; j < end; j++) {
                // A comment over several lines does not end a statement.
                blank.setCharAt(j, ' ');
            }
            i = Math.max(end, i + 1);
        }
        return blank.toString();
    }

    private int behindString(int start) {
        for (int i = start + 1; i < original.length() && original.charAt(i) != '\n'; i++) {
            if (original.charAt(i) == '"') {
                return i + 1;
            }
        }
        throw invalid(start, "a text without its closing quote.", "Close it on the same line.");
    }

    private int behind(String mark, int from, int start, String what) {
        int end = original.indexOf(mark, from);
        if (end < 0) {
            throw invalid(start, what + " without an end.", "Close it with " + mark + ".");
        }
        return end + mark.length();
    }
}
