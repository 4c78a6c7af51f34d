package org.orrery.causal.estimate;

import java.util.List;
import org.orrery.causal.data.Table;
import org.orrery.core.Method;

/** Ways from data to an effect. */
public enum Estimator {
    /** Means within strata. */
    STRATIFICATION("stratification", "J. Hahn, Econometrica 66 (1998) 315, doi:10.2307/2998560"),
    /** A model of the outcome, averaged over everybody. */
    REGRESSION("regression adjustment",
            "J. Robins, Mathematical Modelling 7 (1986) 1393, doi:10.1016/0270-0255(86)90088-6"),
    /** A model of the treatment. */
    WEIGHTING("inverse probability weighting",
            "J. K. Lunceford, M. Davidian, Statistics in Medicine 23 (2004) 2937, doi:10.1002/sim.1903"),
    /** Both models. */
    DOUBLY_ROBUST("doubly robust, cross-fitted",
            "V. Chernozhukov et al., Econometrics Journal 21 (2018) C1, doi:10.1111/ectj.12097"),
    /** Linear steps through mediators. */
    FRONT_DOOR("linear front door", "J. Pearl, Biometrika 82 (1995) 669, doi:10.1093/biomet/82.4.669"),
    /** A formula with shares in the place of probabilities. */
    PLUG_IN("plug-in with bootstrap", "B. Efron, Annals of Statistics 7 (1979) 1, doi:10.1214/aos/1176344552"),
    /** What an instrument moves. */
    TWO_STAGE("two-stage least squares", "T. W. Anderson, H. Rubin, Annals of Mathematical Statistics 20 (1949) 46,"
            + " doi:10.1214/aoms/1177730090");

    private final Method method;

    Estimator(String name, String reference) {
        method = new Method(name, reference);
    }

    /** The name and the publication. */
    public Method method() {
        return method;
    }

    /**
     * A choice.
     *
     * @param why in plain words
     */
    public record Pick(Estimator estimator, String why) {}

    /**
     * The estimator for a question, by a fixed rule that looks at the columns, never at the effect: few values everywhere and
     * every stratum supported, stratification; a choice otherwise, doubly robust; a quantity, regression; what only a general
     * formula gives, that formula with the shares of the data; only an instrument, two-stage least squares.
     */
    public static Pick pick(EffectQuestion question, Table data) {
        return pick(Estimates.sample(question, data));
    }

    static Pick pick(Sample sample) {
        return switch (sample.question.ground()) {
            case Ground.Adjusting(List<String> covariates) -> adjusting(sample, covariates);
            case Ground.FrontDoor door ->
                PlugIn.fits(sample.table, door.graph(), PlugIn.speaksOf(door.estimand()))
                        ? new Pick(PLUG_IN, "all columns have few values, so the front-door formula is counted out")
                        : new Pick(FRONT_DOOR,
                                "some columns are quantities, so each step through the front door is taken as linear");
            case Ground.General _ ->
                new Pick(PLUG_IN, "only a general formula gives the effect, so shares of the data stand in it for"
                        + " probabilities");
            case Ground.Instrument _ ->
                new Pick(TWO_STAGE, "no formula gives the effect without more assumptions; there is an instrument, and"
                        + " linear effects, the same for everybody, are assumed");
        };
    }

    private static Pick adjusting(Sample sample, List<String> covariates) {
        if (!sample.isDiscrete()) {
            return new Pick(REGRESSION, "the treatment is a quantity, so a slope is fitted with the covariates");
        }
        boolean few = covariates.stream()
                .allMatch(column -> sample.table.distinct(column, Sample.MOST_ARMS) <= Sample.MOST_ARMS);
        Strata strata = few ? new Strata(sample, covariates) : null;
        if (strata != null && strata.count() <= Strata.MOST && strata.isSupported()) {
            return new Pick(STRATIFICATION, covariates.isEmpty()
                    ? "nothing has to be adjusted for, so the means are compared"
                    : "the covariates have few values and each of the " + strata.count()
                            + " strata has rows with every value that is set");
        }
        return new Pick(DOUBLY_ROBUST, strata == null
                ? "covariates have many values, so treatment and outcome are both modelled, and one of the models may be"
                        + " wrong"
                : "some strata are too thin to stand alone, so treatment and outcome are both modelled");
    }
}
