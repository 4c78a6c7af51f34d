package org.orrery.causal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orrery.causal.graph.Mark;

/** Reads statements of nodes and arrows, in the syntax that dagitty and DOT share. */
final class ArrowParser {
    /** Edges of one statement, where groups in braces multiply. */
    private static final long MOST_EDGES = 1_000_000;
    private static final Set<String> HEADS = Set.of("dag", "pdag", "cpdag", "mag", "pag", "digraph", "graph");

    private final String text;
    private final Tokens tokens;
    private final Draft draft = new Draft();
    /** Subgraphs that are open. */
    private int frames;

    ArrowParser(String text, String file) {
        this.text = text;
        this.tokens = new Tokens(text, file);
    }

    GraphText graph() {
        boolean braces = head();
        while (!tokens.atEnd() && (frames > 0 || !tokens.is("}"))) {
            if (tokens.is("}")) {
                frames--;
                tokens.next();
            } else if (tokens.is(";") || tokens.is(",")) {
                tokens.next();
            } else {
                statement();
            }
        }
        if ((braces || frames > 0) && !tokens.is("}")) {
            throw tokens.error("the closing brace is missing", "Maybe the file was cut off.");
        }
        if (!braces && tokens.is("}")) {
            throw tokens.error("'}' closes nothing", "Maybe begin with: dag {");
        }
        if (braces) {
            tokens.next();
            if (tokens.is(";")) {
                tokens.next();
            }
            if (!tokens.atEnd()) {
                throw tokens.error("something stands behind the graph", "A file holds one graph.");
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
            while (!tokens.is("{")) {
                tokens.next();
            }
            tokens.next();
            return true;
        }
        return false;
    }

    private void statement() {
        if (tokens.isWord("subgraph")) {
            frame();
            return;
        }
        boolean defaults = tokens.isWord("node") || tokens.isWord("edge") || tokens.isWord("graph");
        List<String> left = group();
        if (defaults && tokens.is("[")) {
            defaults();
            return;
        }
        if (tokens.is("=")) { // an attribute of the whole graph: times=3, and of DOT rankdir=LR
            tokens.next();
            draft.attribute(left.getFirst(), tokens.text());
            tokens.next();
            return;
        }
        left.forEach(draft::node);
        if (!tokens.isArrow()) {
            roles(left);
            return;
        }
        List<Drawn> drawn = new ArrayList<>();
        while (tokens.isArrow()) {
            String arrow = tokens.text();
            tokens.next();
            List<String> right = group();
            if ((long) left.size() * right.size() + drawn.size() > MOST_EDGES) {
                throw tokens.error("one statement has more than " + MOST_EDGES + " edges",
                        "Maybe leave out what is no cause of what you ask for.");
            }
            for (String a : left) {
                for (String b : right) {
                    drawn.add(new Drawn(a, mark(arrow.charAt(0)), mark(arrow.charAt(arrow.length() - 1)), b));
                }
            }
            left = right;
        }
        String direction = tokens.is("[")
                ? attributes().stream().filter(each -> each.getFirst().equals("dir")).map(List::getLast).findFirst()
                        .orElse("forward")
                : "forward";
        drawn.forEach(edge -> edge.turned(direction).into(draft));
    }

    /** An edge as it is drawn; DOT's attribute {@code dir} says which of its ends have heads, where that is not forward. */
    private record Drawn(String from, Mark atFrom, Mark atTo, String to) {
        Drawn turned(String direction) {
            return switch (direction) {
                case "both" -> new Drawn(from, Mark.ARROW, Mark.ARROW, to);
                case "back" -> new Drawn(from, Mark.ARROW, Mark.TAIL, to);
                case "none" -> new Drawn(from, Mark.TAIL, Mark.TAIL, to);
                default -> this;
            };
        }

        void into(Draft draft) {
            draft.edge(from, atFrom, atTo, to);
        }
    }

    /** {@code subgraph name {}: a frame around some nodes, which means nothing here. */
    private void frame() {
        tokens.next();
        if (tokens.isName()) {
            tokens.next();
        }
        if (!tokens.is("{")) {
            throw tokens.error("a subgraph has no braces", "Maybe write: subgraph name { x; y }");
        }
        tokens.next();
        frames++;
    }

    /** How DOT draws nodes and edges that do not say it themselves: passed over, unless it is a meaning. */
    private void defaults() {
        for (List<String> attribute : attributes()) {
            if (attribute.getFirst().equals("dir") || attribute.getLast().isEmpty()) {
                throw tokens.error("'" + attribute.getFirst() + "' as a default for all is not understood",
                        "Write it to each node or edge that it is meant for.");
            }
        }
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
        if (tokens.isName()) {
            String name = tokens.text();
            tokens.next();
            return List.of(name);
        }
        if (!tokens.is("{")) {
            throw tokens.error(
                    tokens.text().isEmpty()
                            ? "the text ends where a name is expected"
                            : "'" + tokens.text() + "' is no name",
                    "Maybe write arrows: x -> y; z <-> y");
        }
        tokens.next();
        List<String> names = new ArrayList<>();
        while (!tokens.is("}")) {
            if (tokens.is(",") || tokens.is(";")) {
                tokens.next();
            } else if (tokens.isName()) {
                String name = tokens.text();
                tokens.next();
                if (tokens.is("=")) { // {rank=same; a; b}
                    tokens.next();
                    tokens.next();
                } else {
                    names.add(name);
                }
            } else {
                throw tokens.error("a group in braces holds something else than names", "Maybe write: x -> {a b}");
            }
        }
        tokens.next();
        return names;
    }

    private void roles(List<String> names) {
        if (!tokens.is("[")) {
            return;
        }
        for (List<String> attribute : attributes()) {
            names.forEach(name -> draft.role(name, attribute.getFirst(), attribute.getLast()));
        }
    }

    /** What stands in brackets: a word, or a word and its value. */
    private List<List<String>> attributes() {
        List<List<String>> attributes = new ArrayList<>();
        tokens.next();
        while (!tokens.is("]")) {
            if (tokens.is(",") || tokens.is(";")) {
                tokens.next();
                continue;
            }
            if (!tokens.isName()) {
                throw tokens.error("the brackets are not closed", "Maybe write: u [latent]");
            }
            String word = tokens.text();
            tokens.next();
            String value = "";
            if (tokens.is("=")) {
                tokens.next();
                value = tokens.text();
                tokens.next();
            }
            attributes.add(List.of(word, value));
        }
        tokens.next();
        return attributes;
    }

}
