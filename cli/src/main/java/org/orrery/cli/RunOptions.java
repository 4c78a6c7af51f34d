package org.orrery.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that every command with a run has: start values, the machine's own settings, the seed. */
record RunOptions(Map<String, Double> settings, Map<String, String> machine, long seed) {
    private static final long SEED = 1;

    static void addTo(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--set").paramLabel("NAME=VALUE").type(List.class)
                .auxiliaryTypes(Assignment.class).converters(Assignment.NUMBER)
                .description(
                        "Give a parameter or a start value another value. No intervention: it holds in all worlds.")
                .build());
        spec.addOption(real("--rtol", "Relative tolerance of the solver."));
        spec.addOption(real("--atol", "Absolute tolerance of the solver, in the units of the variables."));
        spec.addOption(OptionSpec.builder("--method").paramLabel("NAME").type(String.class)
                .description("Method of the solver; of a causal graph with data, the estimator.").build());
        spec.addOption(seedOption());
    }

    static RunOptions of(ParseResult given) {
        Map<String, Double> settings = new LinkedHashMap<>();
        Assignment.byName(given.matchedOptionValue("--set", List.<Assignment>of()))
                .forEach((name, value) -> settings.put(name, Double.valueOf(value)));
        Map<String, String> machine = new LinkedHashMap<>();
        for (String name : List.of("rtol", "atol", "method", "row")) {
            Object value = given.matchedOptionValue("--" + name, (Object) null);
            if (value != null) {
                machine.put(name, value.toString());
            }
        }
        return new RunOptions(settings, machine, seed(given));
    }

    static OptionSpec seedOption() {
        return OptionSpec.builder("--seed").paramLabel("N").type(Long.class).converters(Whole.ANY)
                .description("Seed of everything random. Default: " + SEED + ".").build();
    }

    static long seed(ParseResult given) {
        return given.matchedOptionValue("--seed", SEED);
    }

    private static OptionSpec real(String name, String description) {
        return OptionSpec.builder(name).paramLabel("X").type(Double.class).converters(Real.POSITIVE)
                .description(description).build();
    }
}
