package org.orrery.cli;

/** How a command ends. The codes are part of the contract with scripts. */
enum Exit {
    /** Answered or done. */
    DONE(0),
    /** A defect of ours. */
    DEFECT(1),
    /** Wrong usage: the command itself cannot be understood. */
    USAGE(2),
    /** A question that the assumptions do not license. */
    REFUSED(3),
    /** A file, a question or a name that cannot be read or makes no sense. */
    INVALID(4),
    /** Stopped from outside, as a shell counts it: 128 and the signal. */
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
