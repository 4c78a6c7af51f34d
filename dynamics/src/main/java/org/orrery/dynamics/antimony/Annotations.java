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
    private final Module module;

    Annotations(Module module) {
        this.module = module;
        tokens = module.tokens();
    }

    /** {@code model notes "..."}, {@code model taxon "..."} inside of a model. */
    boolean ofModel() {
        if (!tokens.peek(1).isWord() || tokens.peek(2).kind() != Token.Kind.STRING && !tokens.peek(2).is(".")) {
            return false;
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
        boolean set = tokens.peek(next).is("=") || tokens.peek(next).is("is");
        if (next > 1 && set
                && (!module.isPart(tokens.peek().text()) || isProperty(tokens.peek(next - 1)) && next > 3)) {
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
        module.remark("annotations: ignored, no mathematical meaning");
        return true;
    }

    private static boolean isProperty(Token word) {
        return word.is("sboTerm") || UNCERTAINTY.contains(word.text());
    }

    private void dotted(Token property) {
        boolean sbo = property.is("sboTerm");
        if (!isProperty(property)) {
            throw tokens.source.refused(property.start(), "." + property.text()
                    + " is not supported yet: a name with a point belongs to a submodel that stands above, or to a"
                    + " drawing.", "Name a submodel before its parts, as in A: enzyme(); keep drawings elsewhere.");
        }
        while (!tokens.peek().ends()) {
            tokens.next();
        }
        module.remark(sbo
                ? "annotations: ignored, no mathematical meaning"
                : "uncertainties of values: ignored, they do not enter a run");
    }

    private void skip(int count) {
        for (int i = 0; i < count; i++) {
            tokens.next();
        }
    }
}
