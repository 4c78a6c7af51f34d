package org.orrery.causal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orrery.causal.graph.Mark;
import org.orrery.core.InvalidInput;

/** Reads statements of nodes and arrows, in the syntax that dagitty and DOT share. */
final class ArrowParser {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<space>\\s++|//[^\\n]*+|#[^\\n]*+|/\\*(?s:.*?)\\*/)"
                    + "|(?<arrow><->|<-@|@->|@-@|@--|--@|->|<-|--)"
                    + "|(?<quoted>\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")"
                    + "|(?<name>-?[\\p{L}\\p{Nd}_.]+(?:[-:](?=[\\p{L}\\p{Nd}_.])[\\p{L}\\p{Nd}_.]++)*+)"
                    + "|(?<sign>[{}\\[\\];,=])");
    /** Edges of one statement, where groups in braces multiply. */
    private static final long MOST_EDGES = 1_000_000;
    private static final Set<String> HEADS = Set.of("dag", "pdag", "cpdag", "mag", "pag", "digraph", "graph");

    private final String text;
    private final String file;
    private final Matcher matcher;
    private final Draft draft = new Draft();
    private String token = "";
    private boolean isName;
    private int place;

    ArrowParser(String text, String file) {
        this.text = text;
        this.file = file;
        this.matcher = TOKEN.matcher(text);
        next();
    }

    private void next() {
        place = token.isEmpty() && place == 0 ? 0 : matcher.end();
        isName = false;
        while (place < text.length()) {
            if (!matcher.region(place, text.length()).lookingAt()) {
                throw error("'" + Character.toString(text.codePointAt(place)) + "' does not belong here",
                        "Maybe write arrows: x -> y; z <-> y");
            }
            if (matcher.group("space") == null) {
                take();
                return;
            }
            place = matcher.end();
        }
        token = "";
    }

    private void take() {
        String quoted = matcher.group("quoted");
        isName = quoted != null || matcher.group("name") != null;
        token = quoted == null ? matcher.group() : quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
        if (isName && token.isBlank()) {
            throw error("a name is empty", "Give the node a name.");
        }
    }

    private boolean is(String sign) {
        return !isName && token.equals(sign);
    }

    private boolean atEnd() {
        return place >= text.length();
    }

    private boolean isArrow() {
        return !isName && token.indexOf('-') >= 0;
    }

    GraphText graph() {
        boolean braces = head();
        while (!atEnd() && !is("}")) {
            if (is(";") || is(",")) {
                next();
            } else {
                statement();
            }
        }
        if (braces && !is("}")) {
            throw error("the closing brace is missing", "Maybe the file was cut off.");
        }
        if (!braces && is("}")) {
            throw error("'}' closes nothing", "Maybe begin with: dag {");
        }
        if (braces) {
            next();
            if (is(";")) {
                next();
            }
            if (!atEnd()) {
                throw error("something stands behind the graph", "A file holds one graph.");
            }
        }
        return draft.text();
    }

    /** {@code strict digraph name {}, or nothing. */
    private boolean head() {
        Matcher start = Pattern.compile(
                "\\G(?:\\s++|//[^\\n]*+|#[^\\n]*+)*+(?:strict\\s+)?(\\p{L}+)(?:\\s+(?:\"[^\"]*\"|[\\p{L}\\p{Nd}_]+))?\\s*\\{")
                .matcher(text);
        if (start.lookingAt() && HEADS.contains(start.group(1).toLowerCase(Locale.ROOT))) {
            while (!is("{")) {
                next();
            }
            next();
            return true;
        }
        return false;
    }

    private void statement() {
        int start = place;
        List<String> left = group();
        if (is("=")) { // an attribute of the whole graph: rankdir=LR
            next();
            next();
            return;
        }
        left.forEach(draft::node);
        if (!isArrow()) {
            roles(left, start);
            return;
        }
        List<Runnable> directed = new ArrayList<>();
        List<Runnable> both = new ArrayList<>();
        while (isArrow()) {
            String arrow = token;
            next();
            List<String> right = group();
            if ((long) left.size() * right.size() + directed.size() > MOST_EDGES) {
                throw error("one statement has more than " + MOST_EDGES + " edges",
                        "Maybe leave out what is no cause of what you ask for.");
            }
            Mark atLeft = mark(arrow.charAt(0));
            Mark atRight = mark(arrow.charAt(arrow.length() - 1));
            for (String a : left) {
                for (String b : right) {
                    directed.add(() -> draft.edge(a, atLeft, atRight, b));
                    both.add(() -> draft.edge(a, Mark.ARROW, Mark.ARROW, b));
                }
            }
            left = right;
        }
        boolean twoHeads = is("[") && attributes().stream().anyMatch(List.of("dir", "both")::equals);
        (twoHeads ? both : directed).forEach(Runnable::run);
    }

    private static Mark mark(char end) {
        return switch (end) {
            case '<', '>' -> Mark.ARROW;
            case '@' -> Mark.CIRCLE;
            default -> Mark.TAIL;
        };
    }

    /** One name, or several in braces. */
    private List<String> group() {
        if (isName) {
            String name = token;
            next();
            return List.of(name);
        }
        if (!is("{")) {
            throw error(token.isEmpty() ? "the text ends where a name is expected" : "'" + token + "' is no name",
                    "Maybe write arrows: x -> y; z <-> y");
        }
        next();
        List<String> names = new ArrayList<>();
        while (!is("}")) {
            if (is(",") || is(";")) {
                next();
            } else if (isName) {
                names.add(token);
                next();
            } else {
                throw error("a group in braces holds something else than names", "Maybe write: x -> {a b}");
            }
        }
        next();
        return names;
    }

    private void roles(List<String> names, int start) {
        if (!is("[")) {
            return;
        }
        boolean defaults = names.size() == 1 && Set.of("node", "edge", "graph", "bb").contains(names.getFirst())
                && text.startsWith(names.getFirst(), start);
        if (defaults) {
            throw error("default attributes of DOT are not understood", "Remove the line, or name the nodes.");
        }
        for (List<String> attribute : attributes()) {
            names.forEach(name -> draft.role(name, attribute.getFirst(), attribute.getLast()));
        }
    }

    /** What stands in brackets: a word, or a word and its value. */
    private List<List<String>> attributes() {
        List<List<String>> attributes = new ArrayList<>();
        next();
        while (!is("]")) {
            if (is(",") || is(";")) {
                next();
                continue;
            }
            if (!isName) {
                throw error("the brackets are not closed", "Maybe write: u [latent]");
            }
            String word = token;
            next();
            String value = "";
            if (is("=")) {
                next();
                value = token;
                next();
            }
            attributes.add(List.of(word, value));
        }
        next();
        return attributes;
    }

    private InvalidInput error(String problem, String advice) {
        return Lines.error(file, text, place, problem, advice);
    }
}
