package org.orrery.causal.check;

/** What data say about an implication. */
public sealed interface Tested {
    Implication implication();

    /**
     * It was tested.
     *
     * @param method of the test
     * @param statistic its z, G or chi-squared
     * @param degrees of freedom, 0 for a z
     * @param rows that were used
     * @param size how strong the dependence is that was seen: a partial or canonical correlation, or the root of G per row
     * @param p chance of so large a statistic if the implication holds
     * @param adjusted the same, corrected for the number of implications tested (Holm)
     */
    record Result(Implication implication, String method, double statistic, int degrees, int rows, double size,
            double p,
            double adjusted) implements Tested {}

    /** It could not be, for this reason. */
    record Untested(Implication implication, String reason) implements Tested {}
}
