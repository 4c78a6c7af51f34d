package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.Entry;
import org.orrery.dynamics.antimony.Sheet.InteractionText;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.dynamics.antimony.Sheet.Participant;
import org.orrery.dynamics.antimony.Sheet.ReactionText;

/** {@code [name:] 2 A + $B -> C; rate [in compartment]} and {@code [name:] M -| J0}. */
final class ReactionParser {
    private static final Set<String> ARROWS = Set.of("->", "=>", "<=>", "-|");
    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");
    private final Tokens tokens;
    private final Module module;
    private final Sheet sheet;
    private final Source source;

    ReactionParser(Module module) {
        this.module = module;
        tokens = module.tokens();
        sheet = module.sheet();
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
                    || token.kind() == Token.Kind.NUMBER || token.is("+") || token.is("$") || token.is(".");
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
        Token first = name == null ? tokens.peek() : name;
        List<Participant> reactants = parts();
        Token arrow = tokens.next();
        if (arrow.is("-|") || arrow.is("-")) {
            interaction(reactants, arrow);
            return;
        }
        List<Participant> products = tokens.peek().ends() ? List.of() : parts();
        if (!tokens.peek().text().equals(";")) {
            throw tokens.unexpected("\";\" and the rate");
        }
        tokens.next();
        Span rate = tokens.peek().ends() || tokens.peek().is("end")
                ? null
                : tokens.formula(Set.of("in", "end"), "a rate");
        String inside = module.in();
        String place = inside != null ? inside : compartment == null ? null : compartment.text();
        if (compartment != null) {
            module.declare(compartment, Kind.COMPARTMENT);
        }
        Entry entry = named(name, first);
        if (rate != null) {
            // A rate given apart, "J0 = ...", is the same rate; the later one holds.
            entry.initial = null;
        }
        sheet.reactions.add(
                new ReactionText(entry.id, tokens.span(first), reactants, products, !arrow.is("=>"), place, rate));
    }

    private void interaction(List<Participant> modifiers, Token arrow) {
        if (arrow.is("-")) {
            tokens.next();
        }
        Token reaction = tokens.path("the reaction that is influenced");
        module.declare(reaction, Kind.REACTION);
        tokens.take(")");
        sheet.interactions.add(new InteractionText(modifiers.stream().map(Participant::species).toList(),
                reaction.text(), tokens.span(arrow)));
    }

    private Entry named(@Nullable Token name, Token first) {
        String id = name == null ? sheet.unused("_J") : name.text();
        Entry entry = sheet.entries.computeIfAbsent(id, key -> new Entry(key, tokens.span(first)));
        if (sheet.reactions.stream().anyMatch(other -> other.id().equals(id))) {
            throw source.invalid(first.start(), "a second reaction " + id + ".", "Give it another name.");
        }
        if (entry.kind != Kind.OPEN && entry.kind != Kind.REACTION) {
            throw source.invalid(first.start(), id + " is a reaction here and something else before.",
                    "Give one of them another name.");
        }
        entry.kind = Kind.REACTION;
        return entry;
    }

    private List<Participant> parts() {
        List<Participant> parts = new ArrayList<>();
        if (isArrow(0)) {
            return parts;
        }
        do {
            Token first = tokens.peek();
            Token count = new Token(Token.Kind.NUMBER, "1", first.start(), first.start());
            Token behind = first.isWord() ? tokens.peek(tokens.pathLength(0)) : first;
            if (first.kind() == Token.Kind.NUMBER) {
                count = tokens.next();
            } else if (first.isWord() && (behind.isWord() || behind.is("$"))) {
                count = tokens.path("a stoichiometry");
                module.entry(count);
            }
            boolean boundary = tokens.take("$");
            Token species = tokens.path("a species");
            Entry entry = module.entry(species);
            if (entry.kind != Kind.OPEN && entry.kind != Kind.SPECIES) {
                throw source.invalid(species.start(),
                        entry.id + " takes part in a reaction and is something else before.",
                        "Only species take part in reactions.");
            }
            entry.kind = Kind.SPECIES;
            entry.boundary |= boundary;
            parts.add(new Participant(species.text(), count, tokens.span(count)));
        } while (tokens.take("+"));
        return parts;
    }

    /** {@code constraint: x > 2}, {@code J0 <= 10}: they do not change a run, but may bound the fluxes of a balance. */
    boolean constraint() {
        Token first = tokens.peek();
        int behindWord = 1 + (tokens.peek(1).isWord() ? tokens.pathLength(1) : 0);
        boolean word = first.is("constraint") && (tokens.peek(1).is(":") || tokens.peek(behindWord).is(":"));
        int sign = first.is("-") ? 2 : first.isWord() ? tokens.pathLength(0) : 1;
        if (!word && !COMPARISONS.contains(tokens.peek(sign).text())) {
            return false;
        }
        Span comparison = tokens.formula(Set.of(), "a formula");
        if (word) {
            module.remark(unchecked(comparison));
        } else {
            sheet.limits.add(comparison);
        }
        return true;
    }

    static String unchecked(Span comparison) {
        return "constraint: not checked during a run (line " + comparison.source().line(comparison.start()) + ")";
    }
}
