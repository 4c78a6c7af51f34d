package org.orrery.dynamics.solve;

/**
 * Decides when to change between an explicit and an implicit method, from the product of step and spectral radius.
 *
 * <ol>
 *   <li>Explicit to implicit: the product stands at the end of the stability region in {@value #TO_IMPLICIT} steps, with
 *       no run of {@value #FORGIVEN} steps inside of it between (Hairer and Wanner II, IV.2); in {@value #EARLY} steps, on
 *       trial, where the implicit method is quick to start, no such trial has failed and the way is still long.
 *   <li>Implicit to explicit: the product is small in {@value #TO_EXPLICIT} steps on end. Each such return doubles the
 *       number for the next one, so that a system at the border does not go to and fro.
 *   <li>On trial: after about {@value #TRIAL} attempts of the explicit method that were not clearly free (complex eigenvalues
 *       hide from the first test), the implicit method is tried. Each failed trial doubles the wait. A trial lasts
 *       {@value #TRIAL_STEPS} steps, and the method stays only if they become {@value #GAIN} times as long.
 * </ol>
 */
public final class StiffnessWatch {
    private static final int TO_IMPLICIT = 12;
    private static final int EARLY = 4;
    private static final int LONG_WAY = 100;
    /** One step in so many is looked at as long as nothing is suspicious. */
    public static final int LOOKS = 4;
    private static final int FORGIVEN = 6;
    private static final int TO_EXPLICIT = 6;
    private static final int TRIAL = 400;
    private static final int TRIAL_STEPS = 12;
    private static final double GAIN = 4;
    /** Part of the region of stability from which on a step is suspicious. */
    public static final double BORDER = 0.75;
    /** Part of it below which stability does not bound the step. */
    public static final double CLEARLY_FREE = 0.15;
    private static final double SMALL = 0.6;

    private final double stability;
    private int step;
    private int suspicious;
    private int calm;
    private int needed = TO_EXPLICIT;
    private int constrained;
    private int wait = TRIAL;
    private boolean early;
    private boolean onTrial;
    private boolean onEarlyTrial;
    private int trialSteps;
    private double explicitSize;

    /**
     * @param stability of the explicit method on the negative axis
     * @param early whether the implicit method has long steps at once, so that it is soon seen what it is worth
     */
    public StiffnessWatch(double stability, boolean early) {
        this.stability = stability;
        this.early = early;
    }

    /** Whether an accepted explicit step is worth an estimate: each if one was suspicious, else one in {@value #LOOKS}. */
    public boolean looks() {
        return suspicious > 0 || ++step % LOOKS == 0;
    }

    /** Steps since the last look of those in {@value #LOOKS}. */
    public int phase() {
        return step % LOOKS;
    }

    /** Attempts so far that count for the next trial. */
    public int constrained() {
        return constrained;
    }

    /** How many are needed for it. */
    public int patience() {
        return wait;
    }

    /** Whether each step is to be looked at. */
    public boolean isSuspicious() {
        return suspicious > 0;
    }

    /** Takes over what others counted: both numbers as if {@link #looks} and {@link #toImplicit} had been called. */
    public void resume(int newPhase, int newConstrained) {
        step = newPhase;
        constrained = newConstrained;
    }

    /**
     * Told after an accepted explicit step that was looked at. True: take the implicit method.
     *
     * @param product of step and spectral radius
     * @param way from the end of the step to where the run must stop next
     * @param attempts made for the step
     */
    public boolean toImplicit(double product, double h, double way, int attempts) {
        if (product > CLEARLY_FREE * stability) {
            constrained += suspicious > 0 ? attempts : LOOKS * attempts;
        }
        if (product > BORDER * stability) {
            suspicious++;
            calm = 0;
        } else if (++calm >= FORGIVEN) {
            suspicious = 0;
        }
        onEarlyTrial = early && suspicious >= EARLY && way > LONG_WAY * h;
        onTrial = onEarlyTrial || constrained >= wait;
        if (suspicious < TO_IMPLICIT && !onTrial) {
            return false;
        }
        explicitSize = h;
        trialSteps = 0;
        clear();
        return true;
    }

    /** Told after each accepted implicit step. True: take the explicit method. */
    public boolean toExplicit(double product, double h) {
        calm = product < SMALL * stability ? calm + 1 : 0;
        if (calm >= needed) {
            needed = Math.min(2 * needed, 1 << 20);
            clear();
            return true;
        }
        if (onTrial && ++trialSteps >= TRIAL_STEPS) {
            onTrial = false;
            if (h < GAIN * explicitSize) {
                if (onEarlyTrial) {
                    early = false;
                } else {
                    wait = Math.min(2 * wait, 1 << 29);
                }
                clear();
                return true;
            }
        }
        return false;
    }

    private void clear() {
        suspicious = 0;
        calm = 0;
        constrained = 0;
    }
}
