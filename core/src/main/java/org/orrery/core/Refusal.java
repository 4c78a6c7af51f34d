package org.orrery.core;

/**
 * A question that is well formed and yet not licensed: by the assumptions, by what a model's file means, or by what is
 * supported so far. Exit code 3.
 */
public final class Refusal extends OrreryException {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason why no number may be given, naming the thing that stands in the way
     * @param license what would license an answer, one line
     */
    public Refusal(String reason, String license) {
        super(reason, license);
    }
}
