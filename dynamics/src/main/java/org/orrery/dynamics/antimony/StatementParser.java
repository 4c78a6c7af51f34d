package org.orrery.dynamics.antimony;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.Entry;
import org.orrery.dynamics.antimony.Sheet.Kind;
import org.orrery.dynamics.antimony.Sheet.NameText;

/** Takes the statements of one model. */
final class StatementParser {
    private static final Set<String> NO_STOPS = Set.of();
    /** As libAntimony calls it. */
    private static final String UNNAMED_OBJECTIVE = "_objective0";
    private static final Set<String> COMMA = Set.of(",");
    private static final Set<String> DECLARING = Set.of("var", "const", "ext", "species", "substanceOnly",
            "compartment", "formula", "reaction", "operator", "gene");

    private final Module module;
    private final Tokens tokens;
    private final Source source;
    private final Sheet sheet;
    private final ReactionParser reactions;
    private final EventParser events;
    private final PartParser parts;
    private final StrandParser strands;
    private final Annotations annotations;
    private final UnitParser.Within units;

    StatementParser(Module module, UnitParser.Within units) {
        this.module = module;
        this.units = units;
        tokens = module.tokens();
        source = tokens.source;
        sheet = module.sheet();
        reactions = new ReactionParser(module);
        events = new EventParser(module);
        parts = new PartParser(module);
        strands = new StrandParser(module);
        annotations = new Annotations(module);
    }

    /** Remembers the words of the statement that began there. */
    void note(int start) {
        for (int i = start - tokens.place(); i < 0; i++) {
            if (tokens.peek(i).isWord()) {
                sheet.words.add(tokens.peek(i).text());
            }
        }
    }

    void port() {
        boolean boundary = tokens.take("$");
        Token name = tokens.word("a name or \")\"");
        module.entry(name).boundary |= boundary;
        sheet.ports.add(name.text());
    }

    /** {@code model notes "..."} and {@code model.conversionFactor = cf}. */
    boolean ofModel() {
        if (tokens.peek(1).is(".") && tokens.peek(2).is("conversionFactor") && tokens.peek(3).is("=")) {
            tokens.goTo(tokens.place() + 4);
            Token factor = tokens.path("a parameter");
            sheet.conversionFactor = new NameText(factor.text(), tokens.span(factor));
            return true;
        }
        return annotations.ofModel();
    }

    boolean annotation() {
        return annotations.annotation();
    }

    void statement() {
        Token first = tokens.peek();
        if (isObjective()) {
            objective(UNNAMED_OBJECTIVE);
        } else if (strands.startsHere()) {
            strands.strand(null);
        } else if (first.is("DNA") && tokens.peek(1).isWord()) {
            strands.declaration();
        } else
            if (first.isWord() && DECLARING.contains(first.text())
                    && !(first.is("gene") && (tokens.peek(1).is("=") || tokens.peek(1).is(":=")))) {
                        declaration();
                    } else
                if (first.is("unit")) {
                    units.definition();
                } else if (events.startsHere()) {
                    events.event(null);
                } else if (first.is("delete")) {
                    parts.deletion();
                } else if (!factor() && !annotations.annotation() && !reactions.constraint()) {
                    other();
                }
        tokens.endOfStatement();
    }

    /** {@code S.conversionFactor = cf}. */
    private boolean factor() {
        int length = tokens.peek().isWord() ? tokens.pathLength(0) : 0;
        if (length < 3 || !tokens.peek(length - 1).is("conversionFactor") || !tokens.peek(length).is("=")) {
            return false;
        }
        Token whole = tokens.path("a species");
        Token name = new Token(Token.Kind.WORD, whole.text().substring(0, whole.text().lastIndexOf('.')),
                whole.start(), whole.end());
        tokens.next();
        module.declare(name, Kind.SPECIES).conversionFactor = tokens.path("a parameter").text();
        return true;
    }

    private void declaration() {
        Boolean constant = null;
        boolean onlySubstance = false;
        Kind kind = Kind.OPEN;
        while (tokens.peek().isWord() && DECLARING.contains(tokens.peek().text())) {
            String word = tokens.next().text();
            constant = switch (word) {
                case "var" -> Boolean.FALSE;
                case "const", "ext" -> Boolean.TRUE;
                default -> constant;
            };
            onlySubstance |= word.equals("substanceOnly");
            kind = kind == Kind.OPEN ? Parser.kind(word) : kind;
        }
        do {
            tokens.skipNewlines();
            boolean boundary = tokens.take("$");
            Token name = tokens.path("a name");
            Entry entry = kind == Kind.OPEN ? module.entry(name) : module.declare(name, kind);
            entry.boundary |= boundary;
            entry.onlySubstance |= onlySubstance;
            if (constant != null) {
                entry.constant = constant;
            }
            in(entry);
            value(entry, COMMA);
        } while (tokens.take(","));
    }

    /** A statement that begins with a name, a number or an arrow. */
    private void other() {
        if (reactions.startsHere()) {
            reactions.reaction(null, null);
            return;
        }
        if (tokens.peek().kind() == Token.Kind.NUMBER) {
            algebraic("");
            return;
        }
        boolean boundary = tokens.take("$");
        Token name = tokens.path("a statement");
        if (tokens.peek().is("(")) {
            parts.part(null, name, null);
            return;
        }
        Token compartment = tokens.take("in") ? tokens.path("a compartment") : null;
        if (tokens.take(":")) {
            labelled(name, compartment);
            return;
        }
        if (parts.joins()) {
            parts.join(name);
            return;
        }
        Entry entry = module.entry(name);
        entry.boundary |= boundary;
        if (compartment != null) {
            module.inside(entry, compartment);
        }
        if (tokens.take("is")) {
            entry.label = tokens.next().text();
        } else if (!value(entry, NO_STOPS) && compartment == null && !boundary) {
            throw tokens.unexpected("\"=\", \":=\", \"->\" or another sign");
        }
    }

    private void labelled(Token name, @Nullable Token compartment) {
        tokens.skipNewlines();
        if (events.startsHere()) {
            module.declare(name, Kind.EVENT);
            events.event(name);
        } else if (tokens.peek().kind() == Token.Kind.NUMBER && tokens.peek(1).is("=")) {
            algebraic(name.text());
        } else if (isObjective()) {
            objective(name.text());
        } else if (reactions.startsHere()) {
            reactions.reaction(name, compartment);
        } else if (strands.startsHere()) {
            strands.strand(name);
        } else {
            if (!tokens.peek().isWord() || !tokens.peek(1).is("(")) {
                throw tokens.unexpected("a reaction, an event or a model with its parentheses");
            }
            parts.part(name, tokens.next(), compartment);
        }
    }

    /** The words are free to be names elsewhere: {@code maximize = 3}. */
    private boolean isObjective() {
        return (tokens.peek().is("maximize") || tokens.peek().is("minimize")) && !tokens.peek(1).is("=")
                && !tokens.peek(1).is(":=");
    }

    private void objective(String id) {
        Token word = tokens.next();
        if (sheet.objective != null) {
            throw source.refused(word.start(), "a second objective, beside that of line "
                    + source.line(sheet.objective.formula().start()) + ", is not supported.", "Keep one of them.");
        }
        sheet.objective = new Sheet.ObjectiveText(id, word.is("maximize"), tokens.formula(NO_STOPS, "an objective"));
    }

    private void algebraic(String id) {
        Token zero = tokens.next();
        if (!tokens.take("=") || Double.parseDouble(zero.text()) != 0) {
            throw source.invalid(zero.start(), "a statement cannot begin with " + zero.shown() + ".",
                    "An algebraic rule begins with \"0 =\", a reaction has an arrow.");
        }
        sheet.algebraic.add(new Sheet.AlgebraicText(id, tokens.formula(NO_STOPS, "a formula")));
    }

    private void in(Entry entry) {
        if (tokens.take("in")) {
            module.inside(entry, tokens.path("a compartment"));
        }
    }

    /** What follows a name and gives it a value, a rule, a rate or a unit; false where nothing of it does. */
    private boolean value(Entry entry, Set<String> stops) {
        Token sign = tokens.peek();
        if (tokens.take("=")) {
            units.ofNumber(entry);
            entry.initial = once(entry, entry.initial, tokens.formulaOrBlank(stops, "a formula"), "value");
            if (entry.rule != null && !entry.rule.isBlank() && !entry.initial.isBlank()) {
                throw source.invalid(sign.start(), entry.id + " gets a value and has an assignment rule, which holds at"
                        + " all times.", "Take one of them out, or take the rule back: " + entry.id + " := ;");
            }
        } else if (tokens.take(":=")) {
            entry.rule = once(entry, entry.rule, tokens.formulaOrBlank(stops, "a formula"), "rule");
            if (entry.initial != null && !entry.initial.isBlank() && !entry.rule.isBlank()) {
                module.remark(entry.id + ": has a value on line " + source.line(entry.initial.start())
                        + "; the assignment rule replaces it");
                entry.initial = null;
            }
        } else if (tokens.take("'")) {
            tokens.expect("=", "of the rate");
            entry.rate = once(entry, entry.rate, tokens.formulaOrBlank(stops, "a formula"), "rate");
        } else if (tokens.take("has")) {
            entry.unit = units.unit(stops);
        } else {
            return false;
        }
        if (entry.rule != null && entry.rate != null && !entry.rule.isBlank() && !entry.rate.isBlank()) {
            throw source.invalid(sign.start(), entry.id + " has an assignment rule and a rate.",
                    "Take one of them out.");
        }
        return true;
    }

    /** The last of two definitions holds, as in libAntimony; here it is said. */
    private Span once(Entry entry, @Nullable Span before, Span now, String what) {
        if (before != null && !before.isBlank() && !now.isBlank()) {
            module.remark(entry.id + ": has a second " + what + " on line " + source.line(now.start())
                    + "; it replaces the one on line " + source.line(before.start()));
        }
        return now;
    }
}
