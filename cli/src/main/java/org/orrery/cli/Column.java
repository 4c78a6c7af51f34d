package org.orrery.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.orrery.core.Address;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;
import org.orrery.core.Variable;
import picocli.CommandLine.ParseResult;

/** A column of a simulation: its heading, and the address that fills it. */
record Column(String heading, Address address) {
    /**
     * The columns asked for, or all species, or, in a model without species, every single number, which may be none; without
     * time the objectives and the reactions.
     */
    static List<Column> asked(ParseResult given, Model model) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = model.variables().stream().map(Variable::name).collect(Collectors.toSet());
        for (String option : List.of("select", "amount", "concentration")) {
            String quantity = option.equals("select") ? "" : "." + option;
            for (String list : given.matchedOptionValue("--" + option, List.<String>of())) {
                for (String text : split(list)) {
                    Address address = address(text, names);
                    columns.add(new Column(heading(address),
                            new Address(address.name() + quantity, address.selectors())));
                }
            }
        }
        return columns.isEmpty() ? usual(model) : columns;
    }

    /** A variable's bare name needs no back-quotes here, not even where the question language keeps the word. */
    private static Address address(String text, Set<String> names) {
        return names.contains(text) ? Address.of(text) : Address.parse(text);
    }

    private static List<Column> usual(Model model) {
        List<Variable> variables = model.variables();
        boolean hasSpecies = variables.stream().anyMatch(variable -> variable.kind().equals("species"));
        List<Column> numbers = variables.stream().filter(variable -> variable.shape().isEmpty())
                .filter(variable -> isUsual(variable, model, hasSpecies))
                .map(variable -> new Column(variable.name(), Address.of(variable.name()))).toList();
        if (numbers.isEmpty() && !model.isTimed()) {
            throw new InvalidInput("'" + model.source().file() + "' has no single number to record.",
                    "Maybe name what is meant with --select.");
        }
        return numbers;
    }

    private static boolean isUsual(Variable variable, Model model, boolean hasSpecies) {
        if (!model.isTimed()) {
            return variable.kind().equals("objective") || variable.kind().equals("reaction");
        }
        return variable.kind().equals("species") || !hasSpecies;
    }

    /** The address without the back-quotes that the question language needs and a table does not. */
    private static String heading(Address address) {
        String quoted = Address.of(address.name()).toString();
        return address.name() + address.toString().substring(quoted.length());
    }

    /** Splits at commas, except within brackets and back-quotes. */
    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        boolean quoted = false;
        for (int at = 0; at < list.length(); at++) {
            char c = list.charAt(at);
            quoted ^= c == '`';
            depth += quoted ? 0 : c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                parts.add(list.substring(start, at).strip());
                start = at + 1;
            }
        }
        parts.add(list.substring(start).strip());
        return parts;
    }
}
