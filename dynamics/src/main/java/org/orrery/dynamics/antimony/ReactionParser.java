package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.Entry;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.dynamics.antimony.Sheet.Part;
import org.orrery.dynamics.antimony.Sheet.ReactionText;

/** {@code [name:] 2 A + $B -> C; rate [in compartment]}, and what looks like it and is refused. */
final class ReactionParser {
    private static final Set<String> ARROWS = Set.of("->", "=>", "<=>", "-|");
    private final Tokens tokens;
    private final Sheet sheet;
    private final Source source;

    ReactionParser(Tokens tokens, Sheet sheet) {
        this.tokens = tokens;
        this.sheet = sheet;
        source = tokens.source;
    }

    /** Whether the statement has an arrow behind a list of names, counts, plus and dollar signs. */
    boolean startsHere() {
        for (int i = 0;; i++) {
            Token token = tokens.peek(i);
            if (isArrow(i)) {
                return true;
            }
            boolean inList = token.isWord() && !token.is("in") && !token.is("is") && !token.is("has")
                    || token.kind() == Token.Kind.NUMBER || token.is("+") || token.is("$");
            if (!inList) {
                return false;
            }
        }
    }

    private boolean isArrow(int ahead) {
        Token token = tokens.peek(ahead);
        if (ARROWS.contains(token.text())) {
            return token.kind() == Token.Kind.SYMBOL;
        }
        Token after = tokens.peek(ahead + 1);
        boolean touching = after.start() == token.end();
        return token.is("-") && touching && (after.is("o") || after.is("("));
    }

    void reaction(@Nullable Token name, @Nullable Token compartment) {
        int offset = name == null ? tokens.peek().start() : name.start();
        List<Part> reactants = parts();
        Token arrow = tokens.next();
        if (arrow.is("-|") || arrow.is("-")) {
            throw Refused.interaction(source, arrow);
        }
        List<Part> products = tokens.peek().ends() ? List.of() : parts();
        if (!tokens.peek().text().equals(";")) {
            throw tokens.unexpected("\";\" and the rate");
        }
        tokens.next();
        Span rate = tokens.peek().ends() || tokens.peek().is("end")
                ? null
                : tokens.formula(Set.of("in", "end"), "a rate");
        String place = compartment == null ? null : compartment.text();
        if (tokens.take("in")) {
            place = tokens.word("a compartment").text();
        }
        if (place != null) {
            compartment(place, offset);
        }
        sheet.reactions
                .add(new ReactionText(name(name, offset), offset, reactants, products, !arrow.is("=>"), place, rate));
    }

    private void compartment(String place, int offset) {
        Entry entry = sheet.entries.computeIfAbsent(place, id -> new Entry(id, offset));
        if (entry.kind == Kind.OPEN) {
            entry.kind = Kind.COMPARTMENT;
        }
    }

    private String name(@Nullable Token name, int offset) {
        String id = name == null ? sheet.unused("_J") : name.text();
        Entry entry = sheet.entries.computeIfAbsent(id, key -> new Entry(key, offset));
        if (sheet.reactions.stream().anyMatch(other -> other.id().equals(id))) {
            throw source.invalid(offset, "a second reaction " + id + ".", "Give it another name.");
        }
        if (entry.kind != Kind.OPEN && entry.kind != Kind.REACTION) {
            throw source.invalid(offset, id + " is a reaction here and something else before.",
                    "Give one of them another name.");
        }
        entry.kind = Kind.REACTION;
        return id;
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        if (isArrow(0)) {
            return parts;
        }
        do {
            Token count = new Token(Token.Kind.NUMBER, "1", tokens.peek().start(), tokens.peek().start());
            boolean named = tokens.peek().isWord() && (tokens.peek(1).isWord() || tokens.peek(1).is("$"));
            if (tokens.peek().kind() == Token.Kind.NUMBER || named) {
                count = tokens.next();
                if (named) {
                    sheet.entry(count).stoichiometry = true;
                }
            }
            boolean boundary = tokens.take("$");
            Token species = tokens.word("a species");
            Entry entry = sheet.entry(species);
            if (entry.kind != Kind.OPEN && entry.kind != Kind.SPECIES) {
                throw source.invalid(species.start(),
                        entry.id + " takes part in a reaction and is something else before.",
                        "Only species take part in reactions.");
            }
            entry.kind = Kind.SPECIES;
            entry.boundary |= boundary;
            parts.add(new Part(species.text(), count));
        } while (tokens.take("+"));
        return parts;
    }

    /** {@code constraint: x > 2}, {@code 0 <= J0}: they do not change a run and are left out with a remark. */
    boolean constraint() {
        Token first = tokens.peek();
        boolean word = first.is("constraint") && (tokens.peek(1).is(":") || tokens.peek(2).is(":"));
        int sign = first.is("-") ? 2 : 1;
        if (!word && !Set.of("<", "<=", ">", ">=", "==", "!=").contains(tokens.peek(sign).text())) {
            return false;
        }
        sheet.remark("constraint: not checked during a run (line " + source.line(first.start()) + ")");
        tokens.formula(Set.of(), "a formula");
        return true;
    }
}
