package org.orrery.causal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orrery.causal.graph.Mark;
import org.orrery.core.InvalidInput;

/** Reads equations in the manner of lavaan, one a line. */
final class EquationParser {
    private static final Pattern EQUATION = Pattern.compile("(?<left>[^~=]+?)\\s*(?<sign>=~|~~|~)\\s*(?<right>.+)");
    private static final Pattern TERM = Pattern.compile("(?:[^*]+\\*)?\\s*(?<name>[\\p{L}_.][\\p{L}\\p{Nd}_.]*|0|1)");
    private static final String ADVICE = "Maybe write: y ~ x + z, x ~~ y, or f =~ a + b";

    private final String text;
    private final String file;
    private final Draft draft = new Draft();

    EquationParser(String text, String file) {
        this.text = text;
        this.file = file;
    }

    GraphText graph() {
        int place = 0;
        for (String line : text.split("\n", -1)) {
            for (String part : line.replaceFirst("[#!].*", "").split(";", -1)) {
                if (!part.isBlank()) {
                    equation(part.strip(), place);
                }
            }
            place += line.length() + 1;
        }
        return draft.text();
    }

    private void equation(String line, int place) {
        Matcher equation = EQUATION.matcher(line);
        if (!equation.matches()) {
            throw error(place, "'" + line + "' is no equation");
        }
        List<String> left = terms(equation.group("left"), place);
        List<String> right = terms(equation.group("right"), place);
        for (String a : left) {
            for (String b : right) {
                switch (equation.group("sign")) {
                    case "~" -> draft.edge(b, Mark.TAIL, Mark.ARROW, a);
                    case "=~" -> {
                        draft.edge(a, Mark.TAIL, Mark.ARROW, b);
                        draft.latent(a);
                    }
                    default -> {
                        if (!a.equals(b)) { // with itself: a variance
                            draft.edge(a, Mark.ARROW, Mark.ARROW, b);
                        }
                    }
                }
            }
        }
    }

    private List<String> terms(String side, int place) {
        List<String> names = new ArrayList<>();
        for (String part : side.split("\\+", -1)) {
            Matcher term = TERM.matcher(part.strip());
            if (!term.matches()) {
                throw error(place, "'" + part.strip() + "' is no variable");
            }
            String name = term.group("name");
            if (!name.equals("1") && !name.equals("0")) { // an intercept, or its absence
                names.add(name);
                draft.node(name);
            }
        }
        return names;
    }

    private InvalidInput error(int place, String problem) {
        return Lines.error(file, text, place, problem, ADVICE);
    }
}
