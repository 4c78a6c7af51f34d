package org.orrery.casebook.batch;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.orrery.casebook.DataClaim;
import org.orrery.casebook.Notebook;
import org.orrery.causal.data.Table;
import org.orrery.causal.estimate.batch.Aliasing;
import org.orrery.causal.estimate.batch.Suspects;
import org.orrery.causal.estimate.collinear.OmittedVariable;
import org.orrery.causal.estimate.collinear.Standing;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Rung;
import org.orrery.report.CaseSetting;

/** What came out of one study. */
final class Findings {
    static final String UNIT = "1/year";
    private static final String GRAPH = "recruiting -> age; recruiting -> plate; plate -> methylation; age -> methylation";

    /** The slope of one site on age: over all people, with plates adjusted for, and on each plate by itself. */
    record Site(String name, OmittedVariable both, List<Plate> plates) {}

    /** The people of one plate. */
    record Plate(String name, int people, double meanAge, OmittedVariable.Coefficient slope) {}

    private final Study study;
    private final CaseSetting setting;
    private final List<Suspects.Suspect> suspects;
    private final Aliasing aliasing;
    private final Standing standing = Standing.of(GraphText.arrows(GRAPH, "the graph").graph(), "age", "methylation",
            "plate", List.of());
    private final List<Site> sites = new ArrayList<>();
    private final Notebook notebook;

    Findings(Study study, Notebook notebook, CaseSetting setting) {
        this.study = study;
        this.notebook = notebook;
        this.setting = setting;
        String first = study.sites().getFirst();
        suspects = Suspects.among(study.table(), Study.AGE, first, study.candidates());
        aliasing = Aliasing.of(study.table(), first, Study.AGE, Study.PLATE, List.of());
        for (String name : study.sites()) {
            List<Plate> plates = new ArrayList<>();
            for (String plate : study.plates()) {
                Table on = study.on(plate);
                double[] age = on.numeric(Study.AGE).values();
                plates.add(new Plate(plate, on.rows(), java.util.Arrays.stream(age).average().orElse(Double.NaN),
                        OmittedVariable.of(on, name, Study.AGE, List.of(), List.of()).shorter()));
            }
            sites.add(new Site(name, OmittedVariable.of(study.table(), name, Study.AGE, List.of(),
                    List.of(Study.PLATE)), plates));
        }
        tellSuspects();
        sites.forEach(this::tell);
        refuse("young-or-old", study.extremes(), "age_group", "old people against young ones, on plates "
                + study.youngest() + " and " + study.oldest());
        if (study.table().has("ethnicity")) {
            refuse("ethnicity", study.table(), "ethnicity", "ethnicity, adjusted for plate");
        }
    }

    private void tellSuspects() {
        List<List<Object>> rows = new ArrayList<>();
        suspects.forEach(one -> rows.add(List.of(one.column(), one.groups(), one.treatment().share(), one.treatmentP(),
                one.outcome().share(), one.outcomeP(), one.isTiedToBoth() ? "yes" : "no")));
        String tied = String.join(", ", suspects.stream().filter(Suspects.Suspect::isTiedToBoth)
                .map(Suspects.Suspect::column).toList());
        notebook.tell(study.id() + "-suspects", claim("which columns go with both age and methylation?", "Holm")
                .table(List.of("column", "groups", "share of age", "p", "share of methylation", "p", "tied to both"),
                        rows)
                .answered("Tied to both age and methylation: " + (tied.isEmpty() ? "none" : tied) + "."));
    }

    private void tell(Site site) {
        OmittedVariable both = site.both();
        notebook.tell(study.id() + "-naive-" + site.name(),
                claim("slope of " + site.name() + " on age", "least squares")
                        .value(both.shorter().value(), UNIT).interval(interval(both.shorter()))
                        .assume("no batch goes with age", Claim.State.FAILS)
                        .answered("People one year older have " + Numbers.round(both.shorter().value(), 3) + " more of "
                                + site.name() + ", whatever plate they were measured on."));
        List<List<Object>> rows = new ArrayList<>();
        site.plates().forEach(plate -> rows.add(List.of(plate.name(), plate.people(), plate.meanAge(),
                plate.slope().value(), plate.slope().standardError())));
        Plate largest = site.plates().stream().max(java.util.Comparator.comparingInt(Plate::people)).orElseThrow();
        notebook.tell(study.id() + "-conditioned-" + site.name(),
                claim("slope of " + site.name() + " on age | see(plate = " + largest.name() + ")", "least squares")
                        .value(largest.slope().value(), UNIT).interval(interval(largest.slope()))
                        .table(List.of("plate", "people", "mean age", "slope", "standard error"), rows)
                        .answered("On plate " + largest.name() + " alone, the fullest, the slope is "
                                + Numbers.round(largest.slope().value(), 3) + " (" + largest.people() + " people)."));
        notebook.tell(study.id() + "-adjusted-" + site.name(),
                claim("slope of " + site.name() + " on age, adjusted for plate", "least squares")
                        .value(both.longer().value(), UNIT).interval(interval(both.longer()))
                        .check("age and plate can be told apart", aliasing.verdict() == Aliasing.Verdict.APART,
                                aliasing.sentence())
                        .check("the omitted-variable identity", Math.abs(both.gap()) < 1e-12,
                                "plates move the slope by "
                                        + Numbers.round(both.bias(), 3) + ", missed by "
                                        + Numbers.round(Math.abs(both.gap()), 2))
                        .assume("people got to plates by way of recruiting, and plates shift methylation alike at each age",
                                Claim.State.UNTESTED)
                        .answered("Among people of one plate, a year more goes with "
                                + Numbers.round(both.longer().value(), 3) + " more of " + site.name() + "."));
    }

    private void refuse(String id, Table table, String treatment, String words) {
        Aliasing nested = Aliasing.of(table, study.sites().getFirst(), treatment, Study.PLATE, List.of());
        DataClaim claim = claim("effect of " + words + " on " + study.sites().getFirst(), "rank of the design");
        try {
            nested.require();
            throw new IllegalStateException(treatment + " differs within plates");
        } catch (Refusal refusal) {
            notebook.tell(study.id() + "-" + id, claim.check("rank", false, "beside plate " + nested.apart() + " of "
                    + nested.coefficients() + " contrasts of " + treatment + " are left, in " + table.rows()
                    + " people")
                    .refused(String.valueOf(refusal.getMessage()), refusal.advice()));
        }
    }

    private DataClaim claim(String question, String method) {
        return new DataClaim(question, Rung.SEE, study.source(), method, setting);
    }

    static Claim.Interval interval(OmittedVariable.Coefficient slope) {
        double wide = TDistribution.of(slope.freedom()).inverseCumulativeProbability(0.975) * slope.standardError();
        return new Claim.Interval(0.95, slope.value() - wide, slope.value() + wide, Claim.IntervalKind.ANALYTIC);
    }

    Study study() {
        return study;
    }

    List<Suspects.Suspect> suspects() {
        return suspects;
    }

    Aliasing aliasing() {
        return aliasing;
    }

    Standing standing() {
        return standing;
    }

    List<Site> sites() {
        return sites;
    }

    Claim claim(String id) {
        return notebook.claim(study.id() + "-" + id);
    }
}
