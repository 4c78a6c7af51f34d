package org.orrery.dynamics.antimony;

import java.util.Set;

/** Statements that say something about a name and nothing about its mathematics: read over, with a remark. */
final class Annotations {
    /** What libAntimony keeps for SBML's distrib package: knowledge about a number that does not enter a run. */
    private static final Set<String> UNCERTAINTY = Set.of("mean", "stdev", "standardDeviation",
            "coefficientOfVariation",
            "kurtosis", "median", "mode", "sampleSize", "skewness", "standardError", "variance", "confidenceInterval",
            "credibleInterval", "interquartileRange", "range", "distribution", "externalParameter");
    private final Tokens tokens;
    private final Sheet sheet;

    Annotations(Tokens tokens, Sheet sheet) {
        this.tokens = tokens;
        this.sheet = sheet;
    }

    /** {@code model notes "..."}, {@code model taxon "..."} inside of a model. */
    boolean ofModel() {
        if (!tokens.peek(1).isWord() || tokens.peek(2).kind() != Token.Kind.STRING && !tokens.peek(2).is(".")) {
            return false;
        }
        return annotation();
    }

    /** Behind the model only its own name may be given. */
    boolean afterModel() {
        if (tokens.peek(1).is("is") && tokens.peek(2).kind() == Token.Kind.STRING) {
            Token name = tokens.next();
            tokens.next();
            String title = tokens.next().text();
            if (name.is(sheet.model)) {
                sheet.title = title;
            } else {
                sheet.remark("names of functions: ignored, no mathematical meaning");
            }
            return true;
        }
        return annotation();
    }

    /** {@code A identity "..."}, {@code A.sboTerm = 236}, {@code A creator1.name "..."}. */
    boolean annotation() {
        if (!tokens.peek().isWord()) {
            return false;
        }
        int next = 1;
        while (tokens.peek(next).is(".") && tokens.peek(next + 1).isWord()) {
            next += 2;
        }
        if (next > 1 && tokens.peek(next).is("=") || next > 1 && tokens.peek(next).is("is")) {
            dotted(tokens.peek(next - 1));
            return true;
        }
        if (!tokens.peek(next).isWord() || tokens.peek(next).is("is")) {
            return false;
        }
        next++;
        while (tokens.peek(next).is(".") && tokens.peek(next + 1).isWord()) {
            next += 2;
        }
        if (tokens.peek(next).kind() != Token.Kind.STRING) {
            return false;
        }
        skip(next);
        do {
            tokens.skipNewlines();
            tokens.next();
        } while (tokens.take(","));
        sheet.remark("annotations: ignored, no mathematical meaning");
        return true;
    }

    private void dotted(Token property) {
        boolean sbo = property.is("sboTerm");
        if (!sbo && !UNCERTAINTY.contains(property.text())) {
            throw tokens.source.refused(property.start(),
                    "." + property.text()
                            + " is not supported yet: names with a point belong to submodels or drawings.",
                    "Keep one model in a file and its drawing elsewhere.");
        }
        while (!tokens.peek().ends()) {
            tokens.next();
        }
        sheet.remark(sbo
                ? "annotations: ignored, no mathematical meaning"
                : "uncertainties of values: ignored, they do not enter a run");
    }

    private void skip(int count) {
        for (int i = 0; i < count; i++) {
            tokens.next();
        }
    }
}
