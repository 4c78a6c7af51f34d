package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.antimony.Sheet.JoinText;
import org.orrery.dynamics.antimony.Sheet.NameText;
import org.orrery.dynamics.antimony.Sheet.PartText;
import org.orrery.dynamics.mechanism.Suggestion;

/** Models in models: {@code A: enzyme(S, 2), timeconv = 60}, {@code A.S is S / cf}, {@code delete A.J0}. */
final class PartParser {
    private static final List<String> CONVERSIONS = List.of("timeconv", "extentconv");
    private final Module module;
    private final Tokens tokens;
    private final Sheet sheet;

    PartParser(Module module) {
        this.module = module;
        tokens = module.tokens();
        sheet = module.sheet();
    }

    /** Behind the name of the model, at its parenthesis. */
    void part(@Nullable Token given, Token model, @Nullable Token place) {
        Token first = given == null ? model : given;
        String name = given == null ? sheet.unused("_sys") : given.text();
        if (!module.library().models.containsKey(model.text())) {
            throw tokens.source.invalid(model.start(), "there is no model " + model.text() + " above.",
                    Suggestion.of(model.text(), module.library().models.keySet(),
                            "A model is defined, or imported, before it is used."));
        }
        if (sheet.parts.containsKey(name) || sheet.entries.containsKey(name)) {
            throw tokens.source.invalid(first.start(), "the name " + name + " is taken.", "Give it another name.");
        }
        List<Token> arguments = arguments();
        Token time = null;
        Token extent = null;
        while (tokens.take(",")) {
            Token word = tokens.word("timeconv or extentconv");
            String conversion = word.text().toLowerCase(Locale.ROOT);
            if (!CONVERSIONS.contains(conversion)) {
                throw tokens.source.invalid(word.start(), word.text() + " is no conversion of a submodel.",
                        Suggestion.of(word.text(), CONVERSIONS, "They are timeconv and extentconv."));
            }
            tokens.expect("=", "behind " + word.text());
            if (conversion.equals("timeconv")) {
                time = argument();
            } else {
                extent = argument();
            }
        }
        String inside = module.in();
        if (place != null) {
            module.declare(place, Sheet.Kind.COMPARTMENT);
        }
        sheet.parts.put(name, new PartText(name, model.text(), tokens.span(first), arguments, time, extent,
                inside != null ? inside : place == null ? null : place.text()));
    }

    private List<Token> arguments() {
        List<Token> arguments = new ArrayList<>();
        tokens.expect("(", "of the submodel");
        while (!tokens.take(")")) {
            tokens.skipNewlines();
            arguments.add(argument());
            if (!tokens.peek().is(")")) {
                tokens.expect(",", "or \")\"");
            }
        }
        return arguments;
    }

    /** A name or a number, which may have a sign. */
    private Token argument() {
        if (tokens.take("$")) {
            Token name = tokens.path("a name");
            module.entry(name).boundary = true;
            return name;
        }
        if (tokens.peek().is("-") && tokens.peek(1).kind() == Token.Kind.NUMBER) {
            Token sign = tokens.next();
            Token number = tokens.next();
            return new Token(Token.Kind.NUMBER, "-" + number.text(), sign.start(), number.end());
        }
        if (tokens.peek().kind() == Token.Kind.NUMBER) {
            return tokens.next();
        }
        Token name = tokens.path("a name or a number");
        module.entry(name);
        return name;
    }

    /** Whether two names are joined here, behind the first one. */
    boolean joins() {
        return tokens.peek().is("is") && tokens.peek(1).isWord() || tokens.peek().is("*");
    }

    /** {@code a is b}, {@code a is b / factor}, {@code a * factor is b}. */
    void join(Token a) {
        String factor = tokens.take("*") ? conversion() : null;
        tokens.expect("is", "and the name to join with");
        Token b = tokens.path("the name to join with");
        if (factor == null && tokens.take("/")) {
            factor = conversion();
        }
        module.entry(a);
        module.entry(b);
        sheet.joins.add(new JoinText(a.text(), b.text(), factor, tokens.span(a)));
    }

    private String conversion() {
        Token name = tokens.path("a conversion factor's name");
        module.entry(name);
        return name.text();
    }

    void deletion() {
        tokens.next();
        do {
            tokens.skipNewlines();
            Token name = tokens.path("what is deleted");
            if (!module.isPart(name.text()) || !name.text().contains(".")) {
                throw tokens.source.refused(name.start(), "deleting " + name.text()
                        + ", which is no element of a submodel, is not supported yet.",
                        "An element of a submodel can be deleted: delete A.J0.");
            }
            sheet.deletions.add(new NameText(name.text(), tokens.span(name)));
        } while (tokens.take(","));
    }
}
