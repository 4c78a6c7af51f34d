package org.orrery.causal.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;

/** Reads the blocks of a BIF text by recursive descent: network, variables, probabilities, in any order after the first. */
final class BifParser {
    private static final int MOST_VARIABLES = 5_000;

    private final BifTokens tokens;
    private final String file;
    private final Map<String, List<String>> states = new LinkedHashMap<>();
    private final Map<String, BifTable> tables = new LinkedHashMap<>();

    BifParser(String text, String file) {
        this.tokens = new BifTokens(text, file);
        this.file = file;
    }

    BayesianNetwork network() {
        while (!tokens.atEnd()) {
            switch (tokens.takeWord("'network', 'variable' or 'probability'")) {
                case "network" -> network(tokens);
                case "variable" -> variable();
                case "probability" -> probability();
                case String other -> throw tokens.error("there is no block of the name '" + other + "'",
                        "The blocks are network, variable and probability.");
            }
        }
        if (states.isEmpty()) {
            throw new InvalidInput(file + " has no variable.", "Maybe it is no Bayesian network.");
        }
        List<String> names = List.copyOf(states.keySet());
        List<BayesianNetwork.Mechanism> mechanisms = new ArrayList<>();
        for (String name : names) {
            BifTable table = tables.get(name);
            if (table == null) {
                throw new InvalidInput(file + " has no probability block for '" + name + "'.", "Maybe it was cut off.");
            }
            mechanisms.add(new BayesianNetwork.Mechanism(name, table.own(),
                    table.parents().stream().map(names::indexOf).toList(), table.chances(file)));
        }
        return BayesianNetwork.of(mechanisms);
    }

    private static void network(BifTokens tokens) {
        while (tokens.isWord()) {
            tokens.next();
        }
        tokens.expect("{");
        while (!tokens.takeIf("}")) {
            property(tokens);
        }
    }

    private static void property(BifTokens tokens) {
        if (!tokens.isWord("property")) {
            throw tokens.error("expected 'property' or '}'" + tokens.found(), "Maybe a '}' is missing.");
        }
        tokens.skipProperty();
    }

    private void variable() {
        String name = tokens.takeWord("the name of a variable");
        tokens.expect("{");
        List<String> own = List.of();
        while (!tokens.takeIf("}")) {
            if (tokens.isWord("type")) {
                tokens.next();
                own = type(name);
            } else {
                property(tokens);
            }
        }
        if (own.isEmpty()) {
            throw tokens.error("the variable '" + name + "' has no states",
                    "Maybe write: type discrete [ 2 ] { yes, no };");
        }
        if (states.put(name, own) != null) {
            throw tokens.error("the variable '" + name + "' stands twice", "Maybe rename one of them.");
        }
        if (states.size() > MOST_VARIABLES) {
            throw tokens.error("there are more than " + MOST_VARIABLES + " variables",
                    "Maybe use a part of the network.");
        }
    }

    private List<String> type(String name) {
        String type = tokens.takeWord("a type");
        if (!type.equals("discrete")) {
            throw tokens.error("the variable '" + name + "' is " + type + "; only discrete ones are understood",
                    "Maybe cut it into a few states.");
        }
        tokens.expect("[");
        double count = tokens.takeNumber();
        tokens.expect("]");
        tokens.expect("{");
        List<String> own = new ArrayList<>();
        while (!tokens.takeIf("}")) {
            if (!tokens.takeIf(",")) {
                if (own.contains(tokens.token())) {
                    throw tokens.error("the variable '" + name + "' has a state twice: " + tokens.token(),
                            "Maybe give each state a name of its own.");
                }
                own.add(tokens.takeWord("the name of a state"));
            }
        }
        if (own.size() != count) {
            throw tokens.error("the variable '" + name + "' names " + own.size() + " states and announces "
                    + (long) count, "Maybe one of them is missing.");
        }
        tokens.expect(";");
        return own;
    }

    private void probability() {
        tokens.expect("(");
        List<String> names = new ArrayList<>();
        names.add(tokens.takeWord("the name of a variable"));
        while (!tokens.takeIf(")")) {
            if (!tokens.takeIf("|") && !tokens.takeIf(",")) {
                names.add(tokens.takeWord("the name of a parent"));
            }
        }
        for (String name : names) {
            if (!states.containsKey(name)) {
                throw tokens.error("there is no variable '" + name + "' before this line",
                        Nearest.advice(name, states.keySet()));
            }
        }
        List<List<String>> all = names.stream().map(states::get).toList();
        BifTable table = new BifTable(names, all);
        if (tables.put(names.getFirst(), table) != null) {
            throw tokens.error("the probabilities of '" + names.getFirst() + "' stand twice",
                    "Maybe remove one block.");
        }
        tokens.expect("{");
        while (!tokens.takeIf("}")) {
            if (tokens.isWord("property")) {
                tokens.skipProperty();
            } else {
                entry(table);
            }
        }
    }

    private void entry(BifTable table) {
        if (tokens.isWord("table")) {
            tokens.next();
            table.whole(numbers(), tokens);
        } else if (tokens.isWord("default")) {
            tokens.next();
            table.byDefault(numbers(), tokens);
        } else if (tokens.takeIf("(")) {
            List<String> row = new ArrayList<>();
            while (!tokens.takeIf(")")) {
                if (!tokens.takeIf(",")) {
                    row.add(tokens.takeWord("the state of a parent"));
                }
            }
            table.row(row, numbers(), tokens);
        } else {
            throw tokens.error("expected a row, 'table', 'default' or '}'" + tokens.found(),
                    "Maybe write: (yes, no) 0.1, 0.9;");
        }
    }

    private double[] numbers() {
        double[] numbers = new double[8];
        int count = 0;
        while (!tokens.takeIf(";")) {
            if (!tokens.takeIf(",")) {
                numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
                numbers[count++] = tokens.takeNumber();
            }
        }
        return Arrays.copyOf(numbers, count);
    }
}
