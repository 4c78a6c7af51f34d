package org.orrery.dynamics.write;

import java.util.Set;

/** Words that mean something in Antimony, or to libAntimony, and so cannot be names. */
final class AntimonyWords {
    private static final Set<String> RESERVED = Set.of(("""
            at in is has model module end function import const var ext species compartment reaction formula gene
            operator DNA event substanceOnly unit delete maximize minimize constraint after and or not xor
            time avogadro pi exponentiale true false inf infinity INF Infinity nan NaN NAN notanumber
            abs acos arccos arccosh arccot arccoth arccsc arccsch arcsec arcsech arcsin arcsinh arctan arctanh asin
            atan acosh asinh atanh acot acoth acsc acsch asec asech ceil ceiling cos cosh cot coth csc csch delay
            divide eq exp factorial floor geq gt leq ln log log10 lt minus neq piecewise plus power pow root sec sech
            sin sinh sqr sqrt tan tanh times max min quotient rem rateOf implies sign signum
            normal uniform bernoulli binomial cauchy chisquare exponential gamma laplace lognormal poisson rayleigh
            truncatedNormal truncatedPoisson
            time_unit substance volume area length extent __main""").split("\\s+"));

    private AntimonyWords() {}

    static boolean isFree(String name) {
        return Names.isWord(name) && !RESERVED.contains(name);
    }
}
