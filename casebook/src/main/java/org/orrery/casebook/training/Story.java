package org.orrery.casebook.training;

import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.Notebook;
import org.orrery.causal.estimate.Estimator;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.report.Axis;
import org.orrery.report.Block;
import org.orrery.report.Dot;
import org.orrery.report.NamedClaim;
import org.orrery.report.Page;
import org.orrery.report.Pictures;
import org.orrery.report.Reference;
import org.orrery.report.Sample;
import org.orrery.report.Section;

/** The case as a page. */
final class Story {
    private static final String WITHOUT_DATA = "A programme of 1976 with its experiment, and two surveys to compare it with,"
            + " belong to this case. They were left out here, since no folder with their file was given."
            + " `orrery run training-programme --data DIR` tells them too.";

    private final List<List<Findings>> worlds;
    private final Notebook notebook;

    /** @param worlds each begins with its experiment */
    Story(List<List<Findings>> worlds, Notebook notebook) {
        this.worlds = worlds;
        this.notebook = notebook;
    }

    Page page(String title, String command) {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("", new Block.Headline(worlds.getFirst().getFirst().naiveClaim())));
        for (List<Findings> world : worlds) {
            Findings experiment = world.getFirst();
            for (Findings findings : world) {
                sections.add(section(findings, experiment));
            }
        }
        if (worlds.size() == 1) {
            sections.add(Section.of("As measured", new Block.Prose(WITHOUT_DATA)));
        }
        sections.add(Section.of("What this rests on", new Block.Prose("Outside of the experiment every number takes for"
                + " granted that who was trained depends on nothing but what both groups were asked for. The experiment tells of"
                + " the people whom the programme takes in, so that what is said of the trained is to be held against it. A"
                + " number for all people of a comparison is an average over others, too, and need not agree even where both"
                + " are right: the gain may differ from person to person.")));
        sections.add(Section.everyClaim(notebook.claims()));
        List<String> references = new ArrayList<>(notebook.references());
        references.add(
                "R. J. LaLonde, Evaluating the econometric evaluations of training programs with experimental data,"
                        + " American Economic Review 76 (1986) 604-620.");
        references.add("R. H. Dehejia, S. Wahba, Causal effects in nonexperimental studies, Journal of the American"
                + " Statistical Association 94 (1999) 1053-1062. doi:10.1080/01621459.1999.10473858");
        references.add(
                "R. K. Crump, V. J. Hotz, G. W. Imbens, O. A. Mitnik, Dealing with limited overlap in estimation of"
                        + " average treatment effects, Biometrika 96 (2009) 187-199. doi:10.1093/biomet/asn055");
        return new Page(title, lead(), sections, command, references,
                notebook.claims().stream().map(NamedClaim::claim).toList());
    }

    private String lead() {
        List<Findings> world = worlds.getFirst();
        StringBuilder lead = new StringBuilder("Where the lot decided, training raised earnings by ")
                .append(number(world.getFirst().naiveClaim())).append(" USD a year.");
        for (Findings findings : world) {
            if (!findings.people().random() && !findings.people().id().endsWith("-middle")) {
                lead.append(" Beside ").append(findings.people().label()).append(" the same people seem to have ")
                        .append("a difference of ").append(number(findings.naiveClaim())).append(" USD, and ")
                        .append(!findings.overlaps(Findings.Whom.TRAINED)
                                ? "the weights allow no answer."
                                : findings.overlaps(Findings.Whom.EVERYBODY)
                                        ? "the weights allow an answer for the trained and for all."
                                        : "the weights allow an answer for the trained, and none for all.");
            }
        }
        return lead.toString();
    }

    private static Section section(Findings findings, Findings experiment) {
        People people = findings.people();
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder().append(people.count(1)).append(" trained beside ")
                .append(people.count(0))
                .append(" others. ");
        for (Findings.Whom whom : Findings.Whom.values()) {
            for (Estimator estimator : Findings.ESTIMATORS) {
                Claim claim = findings.claim(estimator, whom);
                if (claim.status() == Claim.Status.REFUSED) {
                    text.append("*Refused,* ").append(estimator.method().name()).append(" for ").append(whom.words)
                            .append(": ").append(claim.reason()).append(" ");
                }
            }
            if (!findings.overlaps(whom)) {
                text.append("For ").append(whom.words).append(
                        " a regression still gives a number: it draws its line from people who were never like the"
                                + " trained. ");
            }
            text.append(new Distance(findings, whom, experiment).told());
        }
        blocks.add(new Block.Prose(text.toString()));
        blocks.add(Pictures.histograms(List.of(new Sample("others", people.propensityOf(0)),
                new Sample("trained", people.propensityOf(1))), Axis.of("propensity to be trained", null))
                .withCaption(
                        "How likely each person was to be among the trained, by what was known before. Where the two"
                                + " groups do not share an axis, nobody stands in for anybody."));
        List<Dot> dots = new ArrayList<>();
        dots.add(dot("naive", Dot.Kind.OFF, findings.naiveClaim()));
        for (Findings.Whom whom : Findings.Whom.values()) {
            String of = whom == Findings.Whom.TRAINED ? " (trained)" : " (all)";
            boolean allowed = findings.overlaps(whom);
            for (Estimator estimator : Findings.ESTIMATORS) {
                Claim claim = findings.claim(estimator, whom);
                boolean refused = claim.status() == Claim.Status.REFUSED;
                dots.add(dot(estimator.method().name() + of + (refused
                        ? ": refused"
                        : allowed ? "" : ", not allowed by overlap"), allowed ? Dot.Kind.EFFECT : Dot.Kind.OFF, claim));
            }
        }
        Double truth = experiment.naiveClaim().estimate();
        blocks.add(Pictures.intervals(dots, Axis.of("change of earnings", "USD"),
                new Reference("what the experiment says", truth == null ? Double.NaN : truth))
                .withCaption("What each way says the training changed, with 95 % intervals, for the trained and for"
                        + " all people of this comparison. The line is what the experiment says of the trained."));
        String title = people.label();
        return new Section(title.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + title.substring(1), blocks);
    }

    private static Dot dot(String label, Dot.Kind kind, Claim claim) {
        Double estimate = claim.estimate();
        Claim.Interval interval = claim.interval();
        return new Dot(label, kind, interval == null ? Double.NaN : interval.low(),
                estimate == null ? Double.NaN : estimate, interval == null ? Double.NaN : interval.high());
    }

    private static String number(Claim claim) {
        Double estimate = claim.estimate();
        return estimate == null ? "none" : Numbers.round(estimate, 5);
    }
}
