package org.orrery.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One question at many sites: the gap {@code _} in it is filled with one after the other, each in paired worlds with its
 * control and its proof. The answer is a table, the largest effect first.
 *
 * @param model the machine
 * @param question with a gap: {@code logits[3] @ 15 | do(_ = knockout)}
 * @param over places or doses: {@code L*.H*.out}, {@code hidden[*]}, {@code _ = 0..1 by 0.1}
 * @param settings values that hold in all worlds
 * @param ensemble draws of the uncertain inputs
 * @param options the machine's own settings
 * @param seed of the claim
 * @param version of Orrery, for the provenance
 */
public record Sweep(Model model, String question, String over, Map<String, Double> settings, Ensemble ensemble,
        Map<String, String> options, long seed, String version) {
    /** Columns of the table. */
    private static final List<String> COLUMNS = List.of("site", "effect", "off", "on");

    public Sweep {
        settings = Map.copyOf(settings);
        options = Map.copyOf(options);
    }

    /**
     * Asks at every site. Without an ensemble {@code E} and {@code P} run over the model's own cases, where it has data;
     * {@code see(...)} keeps those for which it holds.
     *
     * @throws InvalidInput if the question has no gap, or the pattern means nothing
     * @throws Refusal if a move is not supported for this machine
     */
    public Claim ask(Lab lab) {
        Question first = first(model, question, over);
        List<Condition.Observation> seen = first.conditions().stream()
                .flatMap(each -> each instanceof Condition.See(var observations) ? observations.stream() : null)
                .toList();
        if (!seen.isEmpty() && ensemble.size() > 0) {
            throw new Refusal("A sweep conditions on what was seen in the data, not over an ensemble: "
                    + new Condition.See(seen), "Maybe ask without --ensemble and --vary.");
        }
        boolean sampled = ensemble.size() == 0
                && (!seen.isEmpty() || new Reckoning(first.quantity()).isPooled());
        return sampled
                ? new Sweep(model, question, over, settings, model.sample(seen), options, seed, version).everywhere(lab)
                : everywhere(lab);
    }

    private Claim everywhere(Lab lab) {
        long start = System.nanoTime();
        Gap gap = new Gap(question);
        List<Gap.Site> sites = Sites.of(model, over);
        List<Question> questions = sites.stream().map(gap::filled).toList();
        for (Question each : questions) {
            if (each.rung() != Rung.DO || each.conditions().stream().anyMatch(c -> c instanceof Condition.Had)) {
                throw new Refusal("A sweep compares interventions, and '" + each + "' is none.",
                        "Maybe ask with do(...).");
            }
        }
        List<Reckoning> reckonings = questions.stream().map(each -> new Reckoning(each.quantity())).toList();
        List<PairedWorlds> worlds = IntStream.range(0, questions.size())
                .mapToObj(i -> new PairedWorlds(experiment(questions.get(i)), reckonings.get(i), false)).toList();
        List<List<Trial>> trials = trials(lab, worlds);
        List<Finding> findings = new ArrayList<>();
        SweepChecks checks = new SweepChecks();
        for (int i = 0; i < sites.size(); i++) {
            Finding finding = finding(sites.get(i).toString(), questions.get(i), reckonings.get(i), trials.get(i),
                    checks);
            if (finding != null) {
                findings.add(finding);
            }
        }
        findings.sort(Comparator.comparingDouble((Finding each) -> -Math.abs(each.effect())));
        return claim(findings, questions, checks, start);
    }

    /**
     * The question at the first site.
     *
     * @throws InvalidInput if the question has no gap, or the pattern means nothing
     */
    public static Question first(Model model, String question, String over) {
        return new Gap(question).filled(Sites.of(model, over).getFirst());
    }

    private Experiment experiment(Question each) {
        return new Experiment(model, each, settings, ensemble, options, List.of(), List.of(), seed, version);
    }

    /** For each site the trial of the nominal world and those of the members. */
    private List<List<Trial>> trials(Lab lab, List<PairedWorlds> sites) {
        Battery battery = model.prepareAll(sites.stream().map(PairedWorlds::plan).toList());
        List<Battery.Case> cases = new ArrayList<>();
        for (int site = 0; site < sites.size(); site++) {
            for (World.Arming arming : World.Arming.values()) {
                for (int member = -1; member < ensemble.size(); member++) {
                    for (World world : sites.get(site).worlds(member)) {
                        if (world.arming() == arming) {
                            cases.add(new Battery.Case(site, world));
                        }
                    }
                }
            }
        }
        List<Outcome> outcomes = lab.blocks(cases.size(), Math.max(1, battery.preferredBlock()),
                (from, to) -> battery.runAll(cases.subList(from, to)));
        List<List<Trial>> trials = new ArrayList<>();
        int at = 0;
        int members = ensemble.size() + 1;
        int controls = at(sites);
        for (PairedWorlds site : sites) {
            List<Trial> own = new ArrayList<>();
            for (int member = 0; member < members; member++) {
                own.add(site.trial(outcomes.get(at + member), outcomes.get(at + members + member),
                        member < controls ? outcomes.get(at + 2 * members + member) : null));
            }
            at += 2 * members + controls;
            trials.add(own);
        }
        return trials;
    }

    /** How many worlds of a site have a control. */
    private int at(List<PairedWorlds> sites) {
        return (int) IntStream.range(-1, ensemble.size())
                .filter(member -> sites.getFirst().worlds(member).size() > 2).count();
    }

    /** What was found at one site; an interval over the members where there are any. */
    private record Finding(String site, Question question, double effect, double off, double on,
            Claim.@Nullable Interval interval, Set<Method> methods) {}

    private @Nullable Finding finding(String site, Question asked, Reckoning reckoning, List<Trial> trials,
            SweepChecks checks) {
        if (!checks.take(site, asked, trials)) {
            return null;
        }
        List<Trial.Finished> members = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        for (int i = 1; i < trials.size(); i++) {
            if (trials.get(i) instanceof Trial.Finished finished) {
                members.add(finished);
                indices.add(i - 1);
            }
        }
        if (!(trials.getFirst() instanceof Trial.Finished nominal)) {
            return null;
        }
        Estimate estimate = members.isEmpty()
                ? Estimation.single(reckoning, true, nominal)
                : new Estimation(reckoning, true, members, indices.stream().mapToInt(i -> i).toArray())
                        .overEnsemble(ensemble, seed);
        Double off = estimate.off();
        Double on = estimate.on();
        if (off == null || on == null || !Double.isFinite(estimate.value())) {
            checks.noNumber(site);
            return null;
        }
        return new Finding(site, asked, estimate.value(), off, on, estimate.interval(),
                new LinkedHashSet<>(nominal.methods()));
    }

    private Claim claim(List<Finding> findings, List<Question> questions, SweepChecks checks, long start) {
        Finding top = findings.isEmpty() ? null : findings.getFirst();
        String refusal = checks.refusal();
        boolean refused = refusal != null || top == null;
        String reason = refusal != null ? refusal : top == null ? "No site has an answer." : null;
        String unit = Units.of(questions.getFirst().quantity(), model.variables());
        boolean intervals = findings.stream().anyMatch(each -> each.interval() != null);
        List<String> columns = new ArrayList<>(COLUMNS);
        if (intervals) {
            columns.addAll(List.of("low", "high"));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Finding each : findings) {
            List<Object> row = new ArrayList<>(List.of(each.site(), each.effect(), each.off(), each.on()));
            Claim.Interval interval = each.interval();
            if (intervals) {
                row.add(interval == null ? "" : (Object) interval.low());
                row.add(interval == null ? "" : (Object) interval.high());
            }
            rows.add(row);
        }
        Set<Method> methods = new LinkedHashSet<>();
        findings.forEach(each -> methods.addAll(each.methods()));
        List<String> method = new ArrayList<>(List.of("sweep over " + over + ": " + questions.size()
                + (questions.size() == 1 ? " site" : " sites") + ", paired worlds off/on"));
        if (ensemble.size() > 0) {
            method.add((ensemble.cases() ? "cases of the data: " : "ensemble of ") + ensemble.size());
        }
        new TreeMap<>(options).forEach((name, value) -> method.add(name + "=" + value));
        methods.forEach(each -> method.add("by " + each.name()));
        List<Claim.Assumption> assumptions = new ArrayList<>(model.assumptions());
        assumptions.addAll(checks.assumptions());
        new TreeMap<>(settings).forEach((name, value) -> assumptions.add(new Claim.Assumption(
                name + " set to " + Numbers.print(value) + " by the asker", Claim.State.UNTESTED)));
        String sentence = refused || top == null
                ? Telling.refused(String.valueOf(reason))
                : sentence(top, findings, unit);
        return new Claim(question, refused ? Claim.Status.REFUSED : Claim.Status.ANSWERED, reason, Rung.DO, Scope.MODEL,
                refused || top == null ? null : (Double) top.effect(), unit,
                refused || top == null ? null : top.interval(), refused || top == null ? null : (Double) top.off(),
                refused || top == null ? null : (Double) top.on(), List.of(), assumptions, checks.all(), sentence,
                refused ? null : new Claim.Table(columns, rows),
                new Claim.Provenance(model.source().file(), model.source().sha256(), model.dataSha256(), version, seed,
                        String.join("; ", method), (System.nanoTime() - start) / 1_000_000));
    }

    private static String sentence(Finding top, List<Finding> findings, @Nullable String unit) {
        double[] sizes = findings.stream().mapToDouble(each -> Math.abs(each.effect())).sorted().toArray();
        String of = unit == null ? "" : " " + unit;
        String all = findings.size() == 1 ? "the one site" : findings.size() + " sites";
        return "In this model, of " + all + " " + top.site() + " matters most: there " + top.question().quantity()
                + " goes from " + Numbers.round(top.off(), 6) + " to " + Numbers.round(top.on(), 6) + of
                + "; the median size of the effect is " + Numbers.round(Statistics.quantile(sizes, 0.5), 4) + of + ".";
    }
}
