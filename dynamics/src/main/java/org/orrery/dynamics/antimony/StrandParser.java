package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code [name:] [--] P1--G1 [--]}: operators, genes and other strands of DNA in a row. */
final class StrandParser {
    private static final String LINK = "--";

    private final Module module;
    private final Tokens tokens;
    private final Sheet sheet;

    StrandParser(Module module) {
        this.module = module;
        tokens = module.tokens();
        sheet = module.sheet();
    }

    boolean startsHere() {
        Token first = tokens.peek();
        return first.is(LINK) || first.isWord() && tokens.peek(tokens.pathLength(0)).is(LINK);
    }

    void strand(@Nullable Token name) {
        Token first = name == null ? tokens.peek() : name;
        boolean openAbove = tokens.take(LINK);
        boolean openBelow = false;
        List<Sheet.NameText> elements = new ArrayList<>();
        while (!openBelow) {
            Token element = tokens.path("an operator, a gene or a strand");
            elements.add(new Sheet.NameText(element.text(), tokens.span(element)));
            if (!tokens.take(LINK)) {
                break;
            }
            openBelow = tokens.peek().ends() || tokens.peek().is("end");
        }
        String id = name == null ? "" : name.text();
        if (name != null && sheet.strands.stream().anyMatch(other -> other.id().equals(id))) {
            throw tokens.source.invalid(name.start(), "a second strand " + id + ".", "Give it another name.");
        }
        if (name != null && sheet.entries.containsKey(id)) {
            throw tokens.source.invalid(name.start(), id + " is a strand of DNA here and something else before.",
                    "Give one of them another name.");
        }
        sheet.strands.add(new Sheet.StrandText(id, tokens.span(first), elements, openAbove, openBelow));
    }

    /** {@code DNA d, e}, which says nothing that the strands themselves do not say. */
    void declaration() {
        tokens.next();
        do {
            tokens.skipNewlines();
            module.tokens().path("a strand");
        } while (tokens.take(","));
    }
}
