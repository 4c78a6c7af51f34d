package org.orrery.causal.scm.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.scm.Chance;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Noise;
import org.orrery.causal.scm.Regressor;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.fit.Form;
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
    private static final Pattern LEFT_OVER = Pattern.compile("(?:(?<formula>.*?)\\+)?\\s*\\bnoise\\s*");
    private static final Pattern FIT = Pattern.compile("fit\\s*\\((?<start>.*)\\)");
    private static final String DATA = "data";
    private static final Pattern CALL = Pattern.compile("(?<law>\\p{L}+)\\s*\\((?<inside>.*)\\)");
    private static final List<String> LAWS = List.of("normal", "uniform", "lognormal", "loguniform", "bernoulli");
    private static final String EXAMPLE = "Maybe write: y = 2*x + noise normal(0, 1), or z ~ normal(0, 1)";

    private final String file;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Map<String, String> rights = new LinkedHashMap<>();
    private final Map<String, Double> starts = new LinkedHashMap<>();
    private final Map<String, String> usedBy = new LinkedHashMap<>();

    private ScmText(String file) {
        this.file = file;
    }

    /**
     * @param file for messages
     * @throws InvalidInput with the line, if something else stands in it, a name stands twice or is unknown, or variables
     *         cause each other in a cycle
     */
    public static Scm parse(String text, String file) {
        Written written = read(text, file);
        if (!written.isWhole()) {
            throw new InvalidInput(
                    file + " leaves the mechanisms of " + String.join(", ", written.unknown()) + " to data.",
                    "Maybe bring data: --with cases.csv");
        }
        return written.scm();
    }

    /** The same where data are to tell some of it. */
    static Written read(String text, String file) {
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
        Map<String, List<String>> causes = new LinkedHashMap<>();
        Map<String, Form> forms = new LinkedHashMap<>();
        read.rights.forEach((name, right) -> {
            String body = right.substring(1).strip();
            List<String> of = right.charAt(0) == '~' ? read.listed(name, body) : null;
            if (of != null) {
                causes.put(name, of);
                return;
            }
            Form form = read.form(name, right.charAt(0), body);
            if (form != null) {
                forms.put(name, form);
            }
            causes.put(name, switch (form) {
                case null -> List.of();
                case Form.Given(Mechanism mechanism) -> mechanism.parents();
                case Form.Equation equation -> equation.causes();
            });
        });
        read.starts.keySet().stream().filter(name -> !read.usedBy.containsKey(name)).findFirst().ifPresent(name -> {
            throw read.error(name, "'" + name + "' is to be fitted and stands in no equation", "Maybe leave it out.");
        });
        Written written = new Written(causes, forms);
        if (written.isWhole()) {
            written.scm();
        }
        written.graph().topological();
        return written;
    }

    /** The causes of {@code y ~ x, z}, none of {@code y ~ data}; null where a distribution stands there. */
    private @Nullable List<String> listed(String name, String body) {
        if (body.equals(DATA) && !rights.containsKey(DATA)) {
            return List.of();
        }
        if (body.indexOf('(') >= 0) {
            return null;
        }
        List<String> causes = new ArrayList<>();
        for (String part : body.split(",", -1)) {
            String cause = part.strip().replaceAll("^`(.*)`$", "$1");
            if (!rights.containsKey(cause)) {
                throw error(name, "'" + body + "' is no distribution and no list of causes: there is no variable '"
                        + cause + "'",
                        Nearest.to(cause, rights.keySet()).isEmpty()
                                ? "Maybe write: " + name + " ~ normal(0, 1), or give the cause a line: " + cause
                                        + " ~ data"
                                : Nearest.advice(cause, rights.keySet()));
            }
            if (!causes.contains(cause)) {
                causes.add(cause);
            }
        }
        return causes;
    }

    private void line(String line, int number) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new InvalidInput(file + ", line " + number + ": '" + line.strip() + "' is no equation.", EXAMPLE);
        }
        String quoted = matcher.group("quoted");
        String name = quoted == null ? matcher.group("name") : quoted;
        Matcher fit = FIT.matcher(matcher.group("right"));
        boolean twice = rights.containsKey(name) || starts.containsKey(name);
        if (fit.matches() && matcher.group("sign").equals("=")) {
            starts.put(name, start(fit.group("start"), number));
        } else {
            rights.put(name, matcher.group("sign") + matcher.group("right"));
        }
        if (twice) {
            throw new InvalidInput(file + ", line " + number + ": '" + name + "' has an equation already, in line "
                    + lines.get(name) + ".", "Maybe another name is meant.");
        }
        lines.put(name, number);
    }

    private double start(String text, int number) {
        try {
            double start = Double.parseDouble(text.strip());
            if (Double.isFinite(start)) {
                return start;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new InvalidInput(
                file + ", line " + number + ": fit(" + text + ") needs a number, where the search begins.",
                "Maybe write: k = fit(1)");
    }

    /** Null where the values are as the data have them. */
    private @Nullable Form form(String name, char sign, String body) {
        if (sign == '~') {
            return new Form.Given(drawn(name, body));
        }
        Matcher left = LEFT_OVER.matcher(body);
        boolean bare = !rights.containsKey("noise") && left.matches();
        if (bare && (left.group("formula") == null || left.group("formula").isBlank())) {
            return null;
        }
        Matcher noisy = NOISE.matcher(body);
        boolean lawful = !bare && noisy.matches();
        String text = bare ? left.group("formula") : lawful ? noisy.group("formula") : body;
        Noise noise = lawful ? law(name, noisy.group("law")) : new Noise.None();
        if (text == null || text.isBlank()) {
            return new Form.Given(new Mechanism.Exogenous(noise));
        }
        Expr formula = formula(name, text);
        List<String> causes = causes(formula);
        Map<String, Double> unknown = unknown(name, formula);
        if (!bare && unknown.isEmpty()) {
            return new Form.Given(new Mechanism.AdditiveNoise(causes, new Regressor.Formula(formula, causes), noise));
        }
        if (!bare && !lawful) {
            throw error(name, "the equation of '" + name + "' has numbers to be fitted and no noise",
                    "Maybe write: " + name + " = " + text.strip() + " + noise");
        }
        return new Form.Equation(formula, causes, unknown, bare ? null : noise);
    }

    private Map<String, Double> unknown(String name, Expr formula) {
        Map<String, Double> unknown = new LinkedHashMap<>();
        for (String symbol : Symbols.of(formula).names()) {
            Double start = starts.get(symbol);
            if (start != null) {
                String other = usedBy.putIfAbsent(symbol, name);
                if (other != null) {
                    throw error(name, "'" + symbol + "' is to be fitted in the equation of '" + other
                            + "' already, and one equation tells a number", "Maybe give it another name here.");
                }
                unknown.put(symbol, start);
            }
        }
        return unknown;
    }

    private Mechanism drawn(String name, String body) {
        Matcher call = CALL.matcher(body);
        if (!call.matches()) {
            throw error(name, "'" + body + "' is no distribution", EXAMPLE);
        }
        if (call.group("law").equals("bernoulli")) {
            Expr probability = formula(name, call.group("inside"));
            Symbols.of(probability).names().stream().filter(starts::containsKey).findFirst().ifPresent(unknown -> {
                throw error(name, "'" + unknown + "' is to be fitted, and a chance is not fitted by least squares",
                        "Maybe let its mechanism be fitted: " + name + " ~ " + String.join(", ", causes(probability)));
            });
            List<String> causes = causes(probability);
            return new Chance(causes, new Regressor.Formula(probability, causes));
        }
        return new Mechanism.Exogenous(law(name, body));
    }

    private Expr formula(String name, String text) {
        Expr formula;
        try {
            formula = Infix.parse(text,
                    Infix.Options.PLAIN.declaring(each -> rights.containsKey(each) || starts.containsKey(each)));
        } catch (InvalidInput wrong) {
            throw new InvalidInput(place(name) + wrong.getMessage(), wrong.advice());
        }
        Symbols symbols = Symbols.of(formula);
        if (symbols.time()) {
            throw error(name, "a structural causal model has no time", "Maybe call the variable otherwise.");
        }
        for (String symbol : symbols.names()) {
            if (!rights.containsKey(symbol) && !starts.containsKey(symbol)) {
                throw error(name, "there is no variable '" + symbol + "'",
                        Nearest.to(symbol, rights.keySet()).isEmpty()
                                ? "Maybe give it a line: " + symbol + " ~ normal(0, 1), or " + symbol
                                        + " = fit(1) where data are to tell it"
                                : Nearest.advice(symbol, rights.keySet()));
            }
        }
        return formula;
    }

    private List<String> causes(Expr formula) {
        return Symbols.of(formula).names().stream().filter(rights::containsKey).toList();
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
