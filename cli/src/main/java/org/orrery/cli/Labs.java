package org.orrery.cli;

import org.orrery.core.Lab;
import org.orrery.lab.LocalLab;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The lab that the options ask for. */
final class Labs {
    private static final int MOST = 1024;

    private Labs() {}

    static OptionSpec threads() {
        return OptionSpec.builder("--threads").paramLabel("N").type(Long.class).converters(new Whole(1, MOST))
                .description("Threads to use. Default: one for each core. The answer does not depend on them.").build();
    }

    /** This machine's cores, with a bar where a person watches. */
    static Lab local(ParseResult given, Screen screen) {
        Long threads = given.matchedOptionValue("--threads", (long) Runtime.getRuntime().availableProcessors());
        Lab lab = new LocalLab(threads.intValue());
        return screen.watched() ? new ProgressLab(lab, screen.err()) : lab;
    }
}
