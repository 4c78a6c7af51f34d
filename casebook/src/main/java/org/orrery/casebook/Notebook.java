package org.orrery.casebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Attribution;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.Explainer;
import org.orrery.core.InvalidInput;
import org.orrery.core.Method;
import org.orrery.core.Model;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.report.CaseSetting;
import org.orrery.report.NamedClaim;

/** Asks what a case wants to know, and keeps every claim under its id. */
public final class Notebook {
    private final CaseSetting setting;
    private final List<NamedClaim> claims = new ArrayList<>();
    private final List<String> references = new ArrayList<>();

    public Notebook(CaseSetting setting) {
        this.setting = setting;
    }

    /** Asks a question of one world, or over all examples where it holds E or P. */
    public Claim ask(String id, Model model, String question) {
        return ask(id, model, question, Map.of());
    }

    /** The same with settings that hold in all worlds. */
    public Claim ask(String id, Model model, String question, Map<String, Double> settings) {
        return keep(id, experiment(model, question, settings, List.of(), List.of()));
    }

    /** Asks, and keeps a variable's course as well. */
    public Answer.Course watch(String id, Model model, String question, String variable, List<Double> grid) {
        Answer answer = experiment(model, question, Map.of(), List.of(Address.parse(variable)), grid);
        keep(id, answer);
        return answer.courses().getFirst();
    }

    private Answer experiment(Model model, String question, Map<String, Double> settings, List<Address> courses,
            List<Double> grid) {
        return new Experiment(model, Question.parse(question), settings, Ensemble.NONE, Map.of(), courses, grid,
                setting.seed(), setting.version()).ask(setting.lab());
    }

    /**
     * Attributes a number of one example to the inputs, by integrated gradients.
     *
     * @param baseline from where: {@code zero}, {@code mean} or the number of another example
     */
    public Claim explain(String id, Explainer model, String target, int row, String baseline) {
        return keep(id, model.explain(new Attribution(Quantity.parse(target), List.of(), "integrated-gradients",
                baseline, row, 0, setting.seed(), setting.version()), setting.lab()));
    }

    private Claim keep(String id, Answer answer) {
        claims.add(new NamedClaim(id, answer.claim()));
        answer.methods().stream().map(Method::reference).forEach(references::add);
        return answer.claim();
    }

    /** Keeps a claim that the case makes itself, of data. */
    public Claim tell(String id, Claim claim) {
        claims.add(new NamedClaim(id, claim));
        return claim;
    }

    /** Names a publication that a case leans on. */
    public void cite(String reference) {
        references.add(reference);
    }

    /** Asks over draws of uncertain inputs, with settings that hold in all worlds. */
    public Claim ask(String id, Model model, String question, Ensemble ensemble) {
        return keep(id, new Experiment(model, Question.parse(question), Map.of(), ensemble, Map.of(), List.of(),
                List.of(), setting.seed(), setting.version()).ask(setting.lab()));
    }

    /** Says more of a claim that is already kept. */
    public void check(String id, Claim.Check check) {
        claims.replaceAll(named -> named.id().equals(id) ? new NamedClaim(id, named.claim().with(check)) : named);
    }

    /** All claims in the order in which they were asked for. */
    public List<NamedClaim> claims() {
        return List.copyOf(claims);
    }

    /** Of the methods behind them, each once. */
    public List<String> references() {
        return references.stream().distinct().toList();
    }

    public Claim claim(String id) {
        return claims.stream().filter(named -> named.id().equals(id)).findFirst().orElseThrow().claim();
    }

    /** What a claim reports: the value, or the effect where something was moved. */
    public double value(String id) {
        return number(id, claim(id).estimate());
    }

    /** What it is untouched. */
    public double off(String id) {
        return number(id, claim(id).off());
    }

    /** What it is operated. */
    public double on(String id) {
        return number(id, claim(id).on());
    }

    private double number(String id, @Nullable Double number) {
        if (number == null) {
            throw new Refusal("The question '" + claim(id).question() + "' has no answer: " + claim(id).reason(),
                    "Maybe look at its checks with 'orrery ask'.");
        }
        return number;
    }

    /**
     * A file of the user's data.
     *
     * @param names where it may lie in the folder, the usual place first
     * @throws InvalidInput if it is at none of them
     */
    public static Path file(Path data, String... names) {
        for (String name : names) {
            if (Files.isRegularFile(data.resolve(name))) {
                return data.resolve(name);
            }
        }
        throw new InvalidInput(
                Files.isDirectory(data)
                        ? "There is no " + names[0] + " in '" + data + "'."
                        : "There is no folder '" + data + "'.",
                "Maybe give another folder, or leave --data out: then what the case makes itself is told alone.");
    }
}
