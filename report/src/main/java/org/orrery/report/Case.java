package org.orrery.report;

/**
 * A study of the casebook. Doors find the cases by {@link java.util.ServiceLoader} and list and run them without knowing
 * any of them.
 */
public interface Case {
    /** One word by which {@code orrery run} calls it. */
    String name();

    String title();

    /** What a reader learns from it, in one sentence. */
    String teaches();

    /** What it needs beside Orrery: "nothing", or which data and from where. */
    String needs();

    /**
     * Runs the whole study.
     *
     * @throws org.orrery.core.InvalidInput if data are needed and not there
     */
    CaseResult run(CaseSetting setting);
}
