package org.orrery.casebook.immune;

import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;

/**
 * Tests the assumption that a tumour is a continuous density. The model gives no unit for T; the carrying capacity of
 * 369 is a tumour of some hundred cubic millimetres, so T is read as cubic millimetres, with a million cells in each
 * (cells 10 micrometres across, closely packed). Below some hundred cells chance decides, below one there is no tumour.
 */
final class OneCell {
    static final double CELL = 1e-6;
    /** With fewer, the fate of single cells is the fate of the tumour. */
    static final double MANY = 100;

    private final double lowest;

    /** @param lowest the smallest T on the way */
    OneCell(double lowest) {
        this.lowest = lowest;
    }

    double lowest() {
        return lowest;
    }

    boolean isContinuous() {
        return lowest >= MANY * CELL;
    }

    /** How many cells the smallest T would be. */
    double cells() {
        return lowest / CELL;
    }

    Claim onto(Claim claim) {
        String reached = "the lowest T is " + Numbers.round(lowest, 3) + ", about " + Numbers.round(cells(), 3)
                + " cells if T is in mm3 with a million cells in each (the file gives no unit)";
        Claim checked = claim.with(new Claim.Check("tumour stays a density", isContinuous(), reached))
                .with(new Claim.Assumption("T is in mm3, one cell is 1e-6 mm3", Claim.State.UNTESTED))
                .with(new Claim.Assumption("the tumour is a continuous density (at least " + Numbers.print(MANY)
                        + " cells at all times)", isContinuous() ? Claim.State.HOLDS : Claim.State.FAILS));
        return isContinuous() ? checked : checked.withSentence(claim.sentence() + " " + verdict());
    }

    private String verdict() {
        return cells() < 1
                ? "On the way T falls below the size of one cell, so after that day the equations speak of a tumour that may"
                        + " no longer exist: what they say of later days is not a forecast."
                : "On the way T falls to about " + Numbers.round(cells(), 2)
                        + " cells, where chance and not the equations"
                        + " decides between cure and relapse: what they say of later days is one possibility.";
    }

    /** The number of a claim that must have one. */
    static double number(Claim claim) {
        Double on = claim.on();
        Double value = on == null ? claim.estimate() : on;
        if (value == null) {
            throw new Refusal("The question '" + claim.question() + "' has no answer: " + claim.reason(),
                    "Maybe look at its checks with 'orrery ask'.");
        }
        return value;
    }
}
