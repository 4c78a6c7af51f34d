package org.orrery.causal.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.orrery.core.InvalidInput;

/** Tells files of graphs from others, and which syntax they are in. */
final class GraphFile {
    private static final long MOST_BYTES = 4L << 20;
    private static final int MOST_NODES = 5_000;
    private static final Set<String> ARROWS = Set.of("dag", "dagitty", "dot", "gv");
    private static final Set<String> EQUATIONS = Set.of("lav", "lavaan");
    private static final Pattern HEAD = Pattern.compile(
            "\\A\\s*+(?:(?://|#)[^\\n]*+\\s*+)*+(?:strict\\s+)?(?:dag|pdag|cpdag|mag|pag|digraph)\\b[^{;\\n]{0,200}+\\{");
    private static final Pattern EQUATION = Pattern.compile("(?m)^[^#!~\\n]*+~");
    private static final Pattern ARROW = Pattern.compile("->|<-|--|-@|@-");

    private GraphFile() {}

    static boolean accepts(Path file, String head) {
        String ending = ending(file);
        return head.indexOf('\0') < 0
                && (ARROWS.contains(ending) || EQUATIONS.contains(ending) || HEAD.matcher(head).find());
    }

    static GraphText read(Path file) {
        String name = String.valueOf(file.getFileName());
        String text = text(file, name);
        boolean equations = EQUATIONS.contains(ending(file))
                || EQUATION.matcher(text).find() && !ARROW.matcher(text).find();
        GraphText graph = equations ? GraphText.equations(text, name) : GraphText.arrows(text, name);
        if (graph.graph().size() > MOST_NODES) {
            throw new InvalidInput(name + " has " + graph.graph().size() + " nodes; the most is " + MOST_NODES + ".",
                    "Maybe leave out what is no cause of what you ask for.");
        }
        if (graph.graph().size() == 0) {
            throw new InvalidInput(name + " holds no node.", "Maybe write: dag { x -> y }");
        }
        return graph;
    }

    private static String text(Path file, String name) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InvalidInput(name + " has " + Files.size(file) + " bytes; a graph may have " + MOST_BYTES
                        + ".", "Maybe it is no graph.");
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidInput(name + " is not text in UTF-8.", "Maybe save it as UTF-8.");
        } catch (IOException e) {
            throw new InvalidInput("Cannot read " + file + ".", "Maybe check the path.");
        }
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
