package org.orrery.casebook.pulsenetwork;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.orrery.casebook.Notebook;
import org.orrery.core.Numbers;
import org.orrery.core.Window;
import org.orrery.report.Axis;
import org.orrery.report.Block;
import org.orrery.report.CoursePanel;
import org.orrery.report.Dot;
import org.orrery.report.NamedClaim;
import org.orrery.report.Page;
import org.orrery.report.Pictures;
import org.orrery.report.Section;
import org.orrery.report.Shade;

/** The case as a page. */
final class Story {
    private static final String WITHOUT_DATA = "A network that was *taught* the same task belongs to this case. It was left"
            + " out here, since no folder with its file was given. `orrery run pulse-network --data DIR` tells it too.";

    private final List<Findings> all;
    private final Notebook notebook;

    Story(List<Findings> all, Notebook notebook) {
        this.all = all;
        this.notebook = notebook;
    }

    Page page(String title, String command) {
        List<Section> sections = new ArrayList<>();
        Findings first = all.getFirst();
        sections.add(Section.of("", new Block.Headline(notebook.claim(first.study().id() + "-once-chronic"))));
        all.forEach(findings -> sections.add(section(findings)));
        if (all.size() == 1) {
            sections.add(Section.of("The same taught", new Block.Prose(WITHOUT_DATA)));
        }
        sections.add(Section.of("What this rests on", new Block.Assumptions(
                notebook.claims().getFirst().claim().assumptions())));
        sections.add(Section.everyClaim(notebook.claims()));
        return new Page(title, lead(), sections, command, notebook.references(),
                notebook.claims().stream().map(NamedClaim::claim).toList());
    }

    private String lead() {
        Findings first = all.getFirst();
        return "Silenced at all positions, the unit takes every answer away (" + percent(first.off(false))
                + " right, then "
                + percent(first.chronic(false)) + ") and does not say where it matters; pulses find the one position, "
                + places(first.revealed(false)) + ". Where the answer stands twice each pulse by itself takes "
                + (first.revealed(true).isEmpty() ? "nothing" : "something")
                + ", and both together leave " + percent(first.atAnswers(true)) + ".";
    }

    private static Section section(Findings findings) {
        Study study = findings.study();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(
                "The network continues what it has seen: after ... A B ... A it says B. " + study.about()
                        + " Asked is the token after position " + study.asked() + "."));
        blocks.add(Pictures.courses(List.of(panel(findings, true), panel(findings, false)), Axis.of("position", null),
                Axis.of("token said", null))
                .withCaption("What the network says comes next in one sequence, untouched and"
                        + " with the unit silent: at one position (left), at all (right). Before the second round begins"
                        + " nothing is known of what comes next."));
        blocks.add(
                new Block.Prose("In this sequence the pulse changes what is said at " + places(findings.touched(true))
                        + ", the clamp at " + places(findings.touched(false)) + "."));
        for (boolean twice : new boolean[]{false, true}) {
            blocks.add(new Block.Prose(told(findings, twice)));
            blocks.add(Pictures.intervals(dots(findings, twice), Axis.of("share right", null)).withCaption(
                    "The share of sequences continued rightly at position " + study.asked() + " (period "
                            + (twice ? study.twice() : study.once())
                            + ") when the unit is silent at a position, or at all."));
        }
        return new Section(study.title(), blocks);
    }

    private static CoursePanel panel(Findings findings, boolean brief) {
        int at = findings.answers(false)[0];
        return new CoursePanel(brief ? "silent at position " + at : "silent at all positions", findings.course(brief),
                List.of(new Shade("silent",
                        brief ? new Window(at - 0.5, at + 0.5) : new Window(0, findings.study().asked()))));
    }

    private static String told(Findings findings, boolean twice) {
        String stood = places(Arrays.stream(findings.answers(twice)).boxed().sorted().toList());
        String found = findings.revealed(twice).isEmpty()
                ? "No pulse by itself takes more than a quarter of the right answers away"
                : "Pulses take more than a quarter of the right answers away at " + places(findings.revealed(twice));
        return "**The answer stands " + (twice ? "twice" : "once") + "**, at " + stood + ". Untouched "
                + percent(findings.off(twice)) + " are right; silent at all positions "
                + percent(findings.chronic(twice)) + ". " + found + (twice
                        ? "; silent wherever the answer stands, " + percent(findings.atAnswers(true)) + " are right. "
                                + standIn(findings)
                        : ". The clamp says *that* the unit matters, the pulses say *where*.");
    }

    private static String standIn(Findings findings) {
        return findings.revealed(true).isEmpty() && findings.atAnswers(true) < findings.off(true)
                ? "Each place stands in for the other, which pulses at one position alone cannot see."
                : "The other place does not stand in: this network reads the one alone, though the answer stands in both.";
    }

    private static List<Dot> dots(Findings findings, boolean twice) {
        List<Dot> dots = new ArrayList<>();
        dots.add(dot("untouched", Dot.Kind.OFF, findings.off(twice)));
        for (int position = 0; position <= findings.study().asked(); position++) {
            dots.add(dot("silent at " + position, Dot.Kind.ON, findings.pulse(twice, position)));
        }
        if (twice) {
            dots.add(dot("silent at " + Arrays.stream(findings.answers(true)).sorted().mapToObj(Integer::toString)
                    .collect(Collectors.joining(" and ")), Dot.Kind.ON, findings.atAnswers(true)));
        }
        dots.add(dot("silent at all", Dot.Kind.ON, findings.chronic(twice)));
        return dots;
    }

    private static Dot dot(String label, Dot.Kind kind, double value) {
        return new Dot(label, kind, Double.NaN, value, Double.NaN);
    }

    private static String places(List<Integer> positions) {
        if (positions.isEmpty()) {
            return "no position";
        }
        return (positions.size() == 1 ? "position " : "positions ")
                + positions.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return Numbers.round(100 * share, 3) + " %";
    }
}
