package org.orrery.causal.scm.text;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orrery.causal.scm.Chance;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Noise;
import org.orrery.causal.scm.Regressor;
import org.orrery.causal.scm.Scm;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.equation.Expr;
import org.orrery.equation.Infix;
import org.orrery.equation.Symbols;

/** Reads structural causal models that people wrote; the page of the package says how. */
public final class ScmText {
    private static final Pattern LINE = Pattern.compile(
            "\\s*(?:`(?<quoted>[^`]+)`|(?<name>[\\p{L}_][\\p{L}\\p{Nd}_.]*))\\s*(?<sign>[=~])(?!=)\\s*(?<right>.+?)\\s*");
    private static final Pattern NOISE = Pattern
            .compile("(?:(?<formula>.*?)\\+)?\\s*\\bnoise\\s+(?<law>\\p{L}+\\s*\\(.*\\))");
    private static final Pattern CALL = Pattern.compile("(?<law>\\p{L}+)\\s*\\((?<inside>.*)\\)");
    private static final List<String> LAWS = List.of("normal", "uniform", "lognormal", "loguniform", "bernoulli");
    private static final String EXAMPLE = "Maybe write: y = 2*x + noise normal(0, 1), or z ~ normal(0, 1)";

    private final String file;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Map<String, String> rights = new LinkedHashMap<>();

    private ScmText(String file) {
        this.file = file;
    }

    /**
     * @param file for messages
     * @throws InvalidInput with the line, if something else stands in it, a name stands twice or is unknown, or variables
     *         cause each other in a cycle
     */
    public static Scm parse(String text, String file) {
        ScmText read = new ScmText(file);
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].replaceFirst("(#|//).*", "");
            if (!line.isBlank()) {
                read.line(line, i + 1);
            }
        }
        if (read.rights.isEmpty()) {
            throw new InvalidInput(file + " has no variable.", EXAMPLE);
        }
        Map<String, Mechanism> mechanisms = new LinkedHashMap<>();
        read.rights.forEach((name, right) -> mechanisms.put(name, read.mechanism(name, right)));
        return Scm.of(mechanisms);
    }

    private void line(String line, int number) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new InvalidInput(file + ", line " + number + ": '" + line.strip() + "' is no equation.", EXAMPLE);
        }
        String quoted = matcher.group("quoted");
        String name = quoted == null ? matcher.group("name") : quoted;
        if (rights.put(name, matcher.group("sign") + matcher.group("right")) != null) {
            throw new InvalidInput(file + ", line " + number + ": '" + name + "' has an equation already, in line "
                    + lines.get(name) + ".", "Maybe another name is meant.");
        }
        lines.put(name, number);
    }

    private Mechanism mechanism(String name, String right) {
        String body = right.substring(1).strip();
        if (right.charAt(0) == '~') {
            Matcher call = CALL.matcher(body);
            if (!call.matches()) {
                throw error(name, "'" + body + "' is no distribution", EXAMPLE);
            }
            if (call.group("law").equals("bernoulli")) {
                Expr probability = formula(name, call.group("inside"));
                List<String> causes = causes(probability);
                return new Chance(causes, new Regressor.Formula(probability, causes));
            }
            return new Mechanism.Exogenous(law(name, body));
        }
        Matcher noisy = NOISE.matcher(body);
        boolean hasNoise = noisy.matches();
        Noise noise = hasNoise ? law(name, noisy.group("law")) : new Noise.None();
        String text = hasNoise ? noisy.group("formula") : body;
        if (text == null || text.isBlank()) {
            return new Mechanism.Exogenous(noise);
        }
        Expr formula = formula(name, text);
        List<String> causes = causes(formula);
        return new Mechanism.AdditiveNoise(causes, new Regressor.Formula(formula, causes), noise);
    }

    private Expr formula(String name, String text) {
        Expr formula;
        try {
            formula = Infix.parse(text, Infix.Options.PLAIN.declaring(rights::containsKey));
        } catch (InvalidInput wrong) {
            throw new InvalidInput(place(name) + wrong.getMessage(), wrong.advice());
        }
        Symbols symbols = Symbols.of(formula);
        if (symbols.time()) {
            throw error(name, "a structural causal model has no time", "Maybe call the variable otherwise.");
        }
        for (String symbol : symbols.names()) {
            if (!rights.containsKey(symbol)) {
                throw error(name, "there is no variable '" + symbol + "'",
                        Nearest.to(symbol, rights.keySet()).isEmpty()
                                ? "Maybe give it a line: " + symbol + " ~ normal(0, 1)"
                                : Nearest.advice(symbol, rights.keySet()));
            }
        }
        return formula;
    }

    private static List<String> causes(Expr formula) {
        return List.copyOf(Symbols.of(formula).names());
    }

    private Noise law(String name, String text) {
        Matcher call = CALL.matcher(text.strip());
        if (!call.matches()) {
            throw error(name, "'" + text + "' is no distribution", EXAMPLE);
        }
        String law = call.group("law");
        if (!LAWS.contains(law) || law.equals("bernoulli")) {
            throw error(name, "there is no noise called '" + law + "'", "Maybe "
                    + (Nearest.to(law, LAWS).isEmpty()
                            ? "one of " + String.join(", ", LAWS)
                            : Nearest.to(law, LAWS).getFirst())
                    + ".");
        }
        double[] numbers = numbers(name, text, call.group("inside"));
        try {
            return switch (law) {
                case "normal" -> new Noise.Normal(numbers[0], numbers[1]);
                case "uniform" -> new Noise.Uniform(numbers[0], numbers[1]);
                case "lognormal" -> new Noise.LogNormal(numbers[0], numbers[1]);
                default -> new Noise.LogUniform(numbers[0], numbers[1]);
            };
        } catch (InvalidInput wrong) {
            throw new InvalidInput(place(name) + wrong.getMessage(), wrong.advice());
        }
    }

    private double[] numbers(String name, String text, String inside) {
        String[] parts = inside.split(",", -1);
        try {
            double[] numbers = Arrays.stream(parts).mapToDouble(part -> Double.parseDouble(part.strip())).toArray();
            if (numbers.length == 2) {
                return numbers;
            }
        } catch (NumberFormatException notNumbers) {
            // What a number must be is said below, for both.
        }
        throw error(name, "'" + text.strip() + "' needs two numbers",
                "Maybe put what depends on a variable into the formula: y = 2*x + noise normal(0, 1)");
    }

    private String place(String name) {
        return file + ", line " + lines.get(name) + ": ";
    }

    private InvalidInput error(String name, String problem, String advice) {
        return new InvalidInput(place(name) + problem + ".", advice);
    }
}
