package org.orrery.casebook.pulse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.report.Axis;
import org.orrery.report.Block;
import org.orrery.report.CoursePanel;
import org.orrery.report.Dot;
import org.orrery.report.NamedClaim;
import org.orrery.report.Page;
import org.orrery.report.Pictures;
import org.orrery.report.Section;

/** The case as a page. */
final class Story {
    private static final String WITHOUT_DATA = "Two published models of TGF-beta signalling belong to this case: its"
            + " receptor under an inhibitor (BIOMD0000000173) and cells under pulses of the ligand (BIOMD0000000342)."
            + " They were left out here, since no folder with their files was given. `orrery run pulse --data DIR` tells"
            + " them too.";

    private final List<Findings> all;

    Story(List<Findings> all) {
        this.all = all;
    }

    Page page(String title, String command) {
        List<Section> sections = new ArrayList<>();
        Findings first = all.getFirst();
        sections.add(Section.of("", new Block.Headline(first.claim("pulse")), sideBySide(first)));
        all.forEach(findings -> sections.add(section(findings, findings != first)));
        if (all.size() == 1) {
            sections.add(Section.of("The same in published models", new Block.Prose(WITHOUT_DATA)));
        }
        sections.add(Section.of("What this rests on", new Block.Prose("A cut arrow is tested alone as well: before the"
                + " exposure begins it must change nothing, or its effect would be mixed into that of the exposure. "
                + String.join(" ", all.stream().map(Story::cutAlone).toList())),
                new Block.Assumptions(first.claim("chronic").assumptions())));
        sections.add(Section.everyClaim(claims().toList()));
        return new Page(title, lead(), sections, command, references(), claims().map(NamedClaim::claim).toList());
    }

    private Stream<NamedClaim> claims() {
        return all.stream().flatMap(findings -> findings.claims().stream());
    }

    private String lead() {
        Findings first = all.getFirst();
        return "In this model a pulse raises the response by " + number(first.effect("pulse")) + " and shows "
                + first.revealed(true).label() + "; the same signal for good leaves it, in the end, "
                + (Math.abs(first.effect("chronic")) < 1e-3 ? "where it was" : "at " + number(first.effect("chronic")))
                + ", and shows " + first.revealed(false).label()
                + ". A chronic experiment alone would have called the signal without effect.";
    }

    private static Block.Picture sideBySide(Findings findings) {
        Study study = findings.study();
        return Pictures.courses(List.of(panel(findings, true), panel(findings, false)), time(study),
                Axis.of(study.readout(), findings.claim("pulse").unit()));
    }

    private static CoursePanel panel(Findings findings, boolean brief) {
        Exposure exposure = findings.study().exposure(brief);
        return new CoursePanel(exposure.label(), findings.exposed(brief).courses().getFirst(),
                List.of(exposure.shade()));
    }

    private static Axis time(Study study) {
        return Axis.of("time", study.model().timeUnit());
    }

    private Section section(Findings findings, boolean pictured) {
        Study study = findings.study();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(study.about()));
        if (pictured) {
            blocks.add(sideBySide(findings));
        }
        blocks.add(new Block.Prose(told(findings, true) + "\n\n" + told(findings, false)));
        blocks.add(Pictures.intervals(dots(findings), Axis.of("effect on " + study.readout(),
                findings.claim("pulse").unit())).withCaption(
                        "The effect of each exposure, with the whole mechanism and with an arrow cut. The arrow whose cut"
                                + " moves the dot farthest is the one that the exposure shows."));
        return new Section(study.title(), blocks);
    }

    private static String told(Findings findings, boolean brief) {
        Study study = findings.study();
        Exposure exposure = study.exposure(brief);
        String id = brief ? "pulse" : "chronic";
        StringBuilder text = new StringBuilder("**").append(exposure.label().substring(0, 1).toUpperCase(
                java.util.Locale.ROOT)).append(exposure.label().substring(1)).append(".** The effect on ")
                .append(study.readout()).append(" at time ").append(Numbers.print(exposure.readAt())).append(" is ")
                .append(number(findings.effect(id)));
        if (!brief && study.arrows().size() > 1) {
            text.append(", after ").append(number(findings.effect("chronic-peak"))).append(" at its ")
                    .append(study.extreme().equals("max") ? "peak" : "lowest");
        }
        text.append(".");
        for (Arrow arrow : study.arrows()) {
            text.append(" With ").append(arrow.label()).append(" cut it is ")
                    .append(number(findings.effect(id + "-cut-" + arrow.id()))).append(".");
        }
        return text.append(" ").append(verdict(findings, brief)).toString();
    }

    private static String verdict(Findings findings, boolean brief) {
        Study study = findings.study();
        if (study.arrows().size() == 1) {
            double whole = findings.effect(brief ? "pulse" : "chronic");
            double rest = findings.effect((brief ? "pulse" : "chronic") + "-cut-direct");
            return Math.abs(rest) <= 1e-3 * Math.abs(whole)
                    ? "All of the effect goes by way of what was cut" + (brief
                            ? "."
                            : ", and nothing in this mechanism takes it back: it does not adapt.")
                    : "Part of the effect goes another way.";
        }
        return (brief ? "The pulse" : "The chronic exposure") + " shows *" + findings.revealed(brief).label() + "*.";
    }

    private static List<Dot> dots(Findings findings) {
        List<Dot> dots = new ArrayList<>();
        for (boolean brief : new boolean[]{true, false}) {
            String id = brief ? "pulse" : "chronic";
            dots.add(dot(id + ", whole", findings.effect(id)));
            for (Arrow arrow : findings.study().arrows()) {
                dots.add(dot(id + ", " + arrow.id() + " arrow cut", findings.effect(id + "-cut-" + arrow.id())));
            }
        }
        return dots;
    }

    private static Dot dot(String label, double effect) {
        return new Dot(label, Dot.Kind.EFFECT, Double.NaN, effect, Double.NaN);
    }

    private static String cutAlone(Findings findings) {
        List<String> parts = findings.study().arrows().stream().map(arrow -> "without " + arrow.label() + " and without"
                + " any exposure " + findings.study().readout() + " changes by "
                + number(findings.effect("cut-" + arrow.id()))).toList();
        return findings.study().title() + ": " + String.join(", ", parts) + ".";
    }

    private List<String> references() {
        Stream<String> mechanisms = all.stream().map(findings -> findings.study().reference());
        Stream<String> methods = all.stream().flatMap(findings -> Stream.of(true, false).flatMap(
                brief -> findings.exposed(brief).methods().stream())).map(Method::reference);
        return Stream.concat(mechanisms, methods).distinct().toList();
    }

    private static String number(double value) {
        return Numbers.round(value, 4);
    }
}
