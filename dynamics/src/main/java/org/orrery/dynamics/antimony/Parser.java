package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.Kind;

/**
 * Takes the statements of a text, one after the other, and writes what they say on the sheet of their model: the models
 * one after the other, and around them the statements of no model.
 */
final class Parser {
    /** Opens what a text imports; null where that was opened before. */
    @FunctionalInterface
    interface Opener {
        @Nullable
        Source open(Token name, Source from);
    }

    private final Source source;
    private final Tokens tokens;
    private final Library library;
    private final Opener imports;
    private final UnitParser units;
    private StatementParser statements;
    private boolean inModel;

    private Parser(Source source, Library library, Opener imports) {
        this.source = source;
        this.library = library;
        this.imports = imports;
        tokens = new Tokens(source);
        units = new UnitParser(tokens);
        statements = enter(library.loose, "");
    }

    /**
     * Reads a text into the library.
     *
     * @param imports opens a file that the text names
     */
    static void read(Source source, Library library, Opener imports) {
        Parser parser = new Parser(source, library, imports);
        parser.tokens.skipLineEnds();
        while (parser.tokens.peek().kind() != Token.Kind.END) {
            parser.statement();
            parser.tokens.skipLineEnds();
        }
        if (parser.inModel) {
            throw parser.tokens.unexpected("\"end\" of the model");
        }
    }

    private StatementParser enter(Sheet sheet, String key) {
        return new StatementParser(new Module(tokens, sheet, library), units.within(sheet, key));
    }

    private void statement() {
        int start = tokens.place();
        Token first = tokens.peek();
        switch (first.text()) {
            case "import" -> importFile();
            case "model", "module" -> {
                if (!statements.ofModel()) {
                    beginModel();
                }
            }
            case "end" -> endModel();
            case "function" -> function();
            default -> {
                if (inModel || !aboutModel(first)) {
                    statements.statement();
                }
            }
        }
        statements.note(start);
    }

    private void importFile() {
        Token word = tokens.next();
        if (inModel || tokens.peek().kind() != Token.Kind.STRING) {
            throw source.invalid(word.start(), "an import stands outside of every model and names a file in quotes.",
                    "Write it at the beginning: import \"enzyme.ant\".");
        }
        Token name = tokens.next();
        Source imported = imports.open(name, source);
        if (imported != null) {
            read(imported, library, imports);
        }
    }

    private void beginModel() {
        Token word = tokens.next();
        if (inModel) {
            throw source.invalid(word.start(), "a model begins inside of another.",
                    "Close the one before with \"end\"; a model is used in another by its name: A: name().");
        }
        boolean star = tokens.take("*");
        Token name = tokens.word("the model's name");
        Sheet sheet = new Sheet(name.text());
        if (library.models.putIfAbsent(name.text(), sheet) != null) {
            throw source.invalid(name.start(), "a second model " + name.text() + ".", "Give it another name.");
        }
        if (star) {
            library.starred = name.text();
        }
        statements = enter(sheet, name.text());
        inModel = true;
        if (tokens.take("(")) {
            while (!tokens.take(")")) {
                tokens.skipNewlines();
                statements.port();
                tokens.take(",");
            }
        }
    }

    private void endModel() {
        Token word = tokens.next();
        if (!inModel) {
            throw source.invalid(word.start(), "an \"end\" without its beginning.", "Take it out.");
        }
        inModel = false;
        statements = enter(library.loose, "");
    }

    private void function() {
        tokens.next();
        Token name = tokens.word("the function's name");
        tokens.expect("(", "of the function's arguments");
        List<String> arguments = new ArrayList<>();
        while (!tokens.take(")")) {
            tokens.skipNewlines();
            arguments.add(tokens.word("an argument or \")\"").text());
            tokens.take(",");
        }
        tokens.skipLineEnds();
        Span body = tokens.formula(Set.of("end"), "the function's formula");
        tokens.skipLineEnds();
        tokens.expect("end", "of the function");
        if (library.functions.put(name.text(),
                new Sheet.FunctionText(name.text(), tokens.span(name), arguments, body)) != null) {
            throw source.invalid(name.start(), "function " + name.text() + " is defined twice.",
                    "Take one of the definitions out.");
        }
    }

    /** Outside of models: {@code name is "title"}, {@code name.sboTerm = 236}, {@code name identity "..."}. */
    private boolean aboutModel(Token name) {
        @Nullable
        Sheet model = library.models.get(name.text());
        if (model == null && !library.functions.containsKey(name.text()) || library.loose.entries.containsKey(
                name.text()) || tokens.peek(1).is("(")) {
            return false;
        }
        if (tokens.peek(1).is("is") && tokens.peek(2).kind() == Token.Kind.STRING) {
            tokens.next();
            tokens.next();
            String title = tokens.next().text();
            if (model == null) {
                library.remark("names of functions: ignored, no mathematical meaning");
            } else {
                model.title = title;
            }
            return true;
        }
        return statements.annotation();
    }

    static Kind kind(String word) {
        return switch (word) {
            case "species", "substanceOnly" -> Kind.SPECIES;
            case "compartment" -> Kind.COMPARTMENT;
            case "reaction", "gene" -> Kind.REACTION;
            case "formula", "operator" -> Kind.PARAMETER;
            default -> Kind.OPEN;
        };
    }
}
