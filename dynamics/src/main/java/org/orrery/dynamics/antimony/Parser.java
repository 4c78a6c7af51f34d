package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.Entry;
import org.orrery.dynamics.antimony.Sheet.Kind;

/** Takes the statements of the text, one after the other, and writes what they say on the sheet. */
final class Parser {
    private static final Set<String> NO_STOPS = Set.of();
    private static final Set<String> COMMA = Set.of(",");
    private static final Set<String> DECLARING = Set.of("var", "const", "ext", "species", "substanceOnly",
            "compartment",
            "formula", "reaction", "operator");

    private final Tokens tokens;
    private final Source source;
    private final Sheet sheet = new Sheet();
    private final ReactionParser reactions;
    private final EventParser events;
    private final UnitParser units;
    private final Annotations annotations;
    private boolean inModel;
    private boolean afterModel;

    private Parser(Source source) {
        this.source = source;
        tokens = new Tokens(source);
        reactions = new ReactionParser(tokens, sheet);
        events = new EventParser(tokens, sheet);
        units = new UnitParser(tokens, sheet);
        annotations = new Annotations(tokens, sheet);
    }

    static Sheet sheet(Source source) {
        Parser parser = new Parser(source);
        parser.tokens.skipLineEnds();
        while (parser.tokens.peek().kind() != Token.Kind.END) {
            parser.statement();
            parser.tokens.skipLineEnds();
        }
        if (parser.inModel) {
            throw parser.tokens.unexpected("\"end\" of the model");
        }
        return parser.sheet;
    }

    private void statement() {
        Token first = tokens.peek();
        switch (first.text()) {
            case "model", "module" -> {
                if (!annotations.ofModel()) {
                    beginModel();
                }
                return;
            }
            case "end" -> {
                endModel();
                return;
            }
            case "function" -> {
                function();
                return;
            }
            default -> Refused.check(source, tokens);
        }
        if (afterModel && !annotations.afterModel()) {
            throw source.refused(first.start(), "a statement after the model's end: a second model in the file.",
                    "Keep one model in a file.");
        }
        if (afterModel) {
            return;
        }
        if (first.isWord() && DECLARING.contains(first.text())) {
            declaration();
        } else if (first.is("unit")) {
            units.definition();
        } else if (first.is("at")) {
            events.event(null);
        } else if (!annotations.annotation() && !reactions.constraint()) {
            other();
        }
        tokens.endOfStatement();
    }

    private void beginModel() {
        Token word = tokens.next();
        if (inModel || afterModel || !sheet.entries.isEmpty()) {
            throw source.refused(word.start(), "a second model in the file: submodels are not supported yet.",
                    "Keep one model in a file, with all its statements inside.");
        }
        tokens.take("*");
        sheet.model = tokens.word("the model's name").text();
        if (tokens.take("(")) {
            while (!tokens.take(")")) {
                tokens.take("$");
                tokens.word("a name or \")\"");
                tokens.take(",");
            }
        }
        inModel = true;
    }

    private void endModel() {
        Token word = tokens.next();
        if (!inModel) {
            throw source.invalid(word.start(), "an \"end\" without its beginning.", "Take it out.");
        }
        inModel = false;
        afterModel = true;
    }

    private void function() {
        tokens.next();
        Token name = tokens.word("the function's name");
        tokens.expect("(", "of the function's arguments");
        List<String> arguments = new ArrayList<>();
        while (!tokens.take(")")) {
            arguments.add(tokens.word("an argument or \")\"").text());
            tokens.take(",");
        }
        tokens.skipLineEnds();
        Span body = tokens.formula(Set.of("end"), "the function's formula");
        tokens.skipLineEnds();
        tokens.expect("end", "of the function");
        if (sheet.functions.put(name.text(),
                new Sheet.FunctionText(name.text(), name.start(), arguments, body)) != null) {
            throw source.invalid(name.start(), "function " + name.text() + " is defined twice.",
                    "Take one of the definitions out.");
        }
    }

    private void declaration() {
        Boolean constant = null;
        boolean onlySubstance = false;
        Kind kind = Kind.OPEN;
        while (tokens.peek().isWord() && DECLARING.contains(tokens.peek().text())) {
            switch (tokens.next().text()) {
                case "var" -> constant = false;
                case "const", "ext" -> constant = true;
                case "substanceOnly" -> {
                    onlySubstance = true;
                    kind = Kind.SPECIES;
                }
                case "species" -> kind = Kind.SPECIES;
                case "compartment" -> kind = Kind.COMPARTMENT;
                case "reaction" -> kind = Kind.REACTION;
                default -> kind = Kind.PARAMETER;
            }
        }
        do {
            tokens.skipNewlines();
            boolean boundary = tokens.take("$");
            Token name = tokens.word("a name");
            Entry entry = sheet.entry(name);
            if (kind != Kind.OPEN) {
                declare(entry, kind, name);
            }
            entry.boundary |= boundary;
            entry.onlySubstance |= onlySubstance;
            if (constant != null) {
                entry.constant = constant;
            }
            in(entry);
            value(entry, COMMA);
        } while (tokens.take(","));
    }

    private void declare(Entry entry, Kind kind, Token place) {
        if (entry.kind != Kind.OPEN && entry.kind != kind) {
            throw source.invalid(place.start(), entry.id + " is declared as two different things.",
                    "Give one of them another name.");
        }
        entry.kind = kind;
    }

    /** A statement that begins with a name, a number or an arrow. */
    private void other() {
        if (reactions.startsHere()) {
            reactions.reaction(null, null);
            return;
        }
        if (tokens.peek().kind() == Token.Kind.NUMBER) {
            algebraic();
            return;
        }
        Token name = tokens.word("a statement");
        if (name.text().isEmpty() || tokens.peek().is("(")) {
            throw source.refused(name.start(),
                    name.text() + "(...) as a statement is a submodel; submodels are not supported yet.",
                    "Write its statements into this model.");
        }
        Token compartment = null;
        if (tokens.take("in")) {
            compartment = tokens.word("a compartment");
        }
        if (tokens.take(":")) {
            labelled(name, compartment);
            return;
        }
        Entry entry = sheet.entry(name);
        if (compartment != null) {
            inside(entry, compartment);
        }
        if (tokens.peek().is("is")) {
            name(entry);
        } else if (!value(entry, NO_STOPS) && compartment == null) {
            throw tokens.unexpected("\"=\", \":=\", \"->\" or another sign");
        }
    }

    private void labelled(Token name, @Nullable Token compartment) {
        tokens.skipNewlines();
        if (tokens.peek().is("at")) {
            declare(sheet.entry(name), Kind.EVENT, name);
            events.event(name);
        } else if (tokens.peek().kind() == Token.Kind.NUMBER && tokens.peek(1).is("=")) {
            algebraic();
        } else if (reactions.startsHere()) {
            reactions.reaction(name, compartment);
        } else {
            Refused.labelled(source, tokens);
            throw tokens.unexpected("a reaction or an event");
        }
    }

    private void algebraic() {
        Token zero = tokens.next();
        if (!tokens.take("=") || Double.parseDouble(zero.text()) != 0) {
            throw source.invalid(zero.start(), "a statement cannot begin with " + zero.shown() + ".",
                    "An algebraic rule begins with \"0 =\", a reaction has an arrow.");
        }
        sheet.algebraic.add(tokens.formula(NO_STOPS, "a formula"));
    }

    private void in(Entry entry) {
        if (tokens.take("in")) {
            inside(entry, tokens.word("a compartment"));
        }
    }

    private void inside(Entry entry, Token compartment) {
        declare(sheet.entry(compartment), Kind.COMPARTMENT, compartment);
        entry.compartment = compartment.text();
    }

    private void name(Entry entry) {
        tokens.next();
        if (tokens.peek().kind() != Token.Kind.STRING) {
            throw source.refused(tokens.peek().start(),
                    "\"is\" between two names joins submodels; submodels are not supported yet.",
                    "A longer name stands in quotes.");
        }
        entry.label = tokens.next().text();
    }

    /** What follows a name and gives it a value, a rule, a rate or a unit; false where nothing of it does. */
    private boolean value(Entry entry, Set<String> stops) {
        Token sign = tokens.peek();
        if (tokens.take("=")) {
            units.ofNumber(entry);
            entry.initial = once(entry, entry.initial, tokens.formula(stops, "a formula"), "value");
        } else if (tokens.take(":=")) {
            entry.rule = once(entry, entry.rule, tokens.formula(stops, "a formula"), "rule");
        } else if (tokens.take("'")) {
            tokens.expect("=", "of the rate");
            entry.rate = once(entry, entry.rate, tokens.formula(stops, "a formula"), "rate");
        } else if (tokens.take("has")) {
            entry.unit = units.unit(stops);
        } else {
            return false;
        }
        if (entry.rule != null && entry.rate != null) {
            throw source.invalid(sign.start(), entry.id + " has an assignment rule and a rate.",
                    "Take one of them out.");
        }
        return true;
    }

    /** The last of two definitions holds, as in libAntimony; here it is said. */
    private Span once(Entry entry, @Nullable Span before, Span now, String what) {
        if (before != null) {
            sheet.remark(entry.id + ": has a second " + what + " on line " + source.line(now.start())
                    + "; it replaces the one on line " + source.line(before.start()));
        }
        return now;
    }
}
