package org.orrery.casebook.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.orrery.casebook.Notebook;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.report.Axis;
import org.orrery.report.Block;
import org.orrery.report.Dot;
import org.orrery.report.HeatMap;
import org.orrery.report.NamedClaim;
import org.orrery.report.Page;
import org.orrery.report.Pictures;
import org.orrery.report.Section;

/** The case as a page. */
final class Story {
    private static final String WITHOUT_DATA = "Two networks trained on real chest films belong to this case. They were"
            + " left out here, since no folder with their files was given. `orrery run shortcut --data DIR` tells them"
            + " too.";

    private final List<Findings> all;
    private final Notebook notebook;

    Story(List<Findings> all, Notebook notebook) {
        this.all = all;
        this.notebook = notebook;
    }

    Page page(String title, String command) {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("", new Block.Headline(all.getFirst().claim(true, "all"))));
        all.forEach(findings -> sections.add(section(findings)));
        if (all.size() == 1) {
            sections.add(Section.of("The same on real films", new Block.Prose(WITHOUT_DATA)));
        }
        sections.add(Section.of("What this rests on",
                new Block.Prose("An attribution says what a network leans on in its"
                        + " own formula; it is of rung *see*. That the marker *causes* the verdict is said by the interventions"
                        + " alone. Untouched films hold no such marker, so in the claims of the stamp the assumption fails that"
                        + " moved values are such as the network knows: what it does with them is the question here."),
                new Block.Assumptions(all.getFirst().claim(true, "all").assumptions())));
        sections.add(Section.everyClaim(notebook.claims()));
        return new Page(title, lead(), sections, command, notebook.references(),
                notebook.claims().stream().map(NamedClaim::claim).toList());
    }

    private String lead() {
        Findings first = all.getFirst();
        return "With a marker on the sick both networks do well (balanced accuracy "
                + number(first.value(false, "taught"))
                + " and " + number(first.value(true, "taught")) + "). Without it one keeps "
                + number(first.value(false, "plain")) + " and the other falls to " + number(first.value(true, "plain"))
                + ": it reads the marker, and laying the marker on every film moves the share that it calls sick from "
                + number(first.off(true, "all")) + " to " + number(first.on(true, "all")) + ".";
    }

    private static Section section(Findings findings) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(findings.study().about()));
        blocks.add(new Block.Prose("**Seen.** With the marker on the sick, as in the hospital that the second network"
                + " comes from, balanced accuracy is " + number(findings.value(false, "taught")) + " and "
                + number(findings.value(true, "taught")) + ": by their verdicts the two can hardly be told apart."
                + "\n\n**Leaned on.** " + leans(findings, false) + " " + leans(findings, true)));
        blocks.add(Pictures.heatMap(List.of(panel("as it is", findings.film(1, false)),
                panel("as it was taught", findings.film(1, true))), Axis.of("column", null),
                Axis.of("row", null).turn(), Axis.of("grey", null), HeatMap.Colours.SEQUENTIAL)
                .withCaption("A sick film, plain and with the marker in its corner."));
        blocks.add(Pictures.heatMap(List.of(panel("network without shortcut", relative(findings.map(false, 1))),
                panel("network with shortcut", relative(findings.map(true, 1)))), Axis.of("column", null),
                Axis.of("row", null).turn(), Axis.of("share of the largest", null), HeatMap.Colours.DIVERGING)
                .withCaption("What each pixel carries of the verdict (logit sick minus logit healthy) on that film, by"
                        + " integrated gradients from a black film; each network by its own largest pixel. Orange speaks for"
                        + " sick, blue against."));
        blocks.add(new Block.Prose("**Done.** " + done(findings, false) + "\n\n" + done(findings, true)));
        blocks.add(Pictures.intervals(dots(findings), Axis.of("balanced accuracy", null))
                .withCaption("Balanced accuracy of each network when the marker is laid on no film, on the sick, on the"
                        + " healthy; 0.5 is what a coin has."));
        blocks.add(new Block.TableBlock(
                "The same in numbers: balanced accuracy with the marker on no film, on the sick, on"
                        + " the healthy; the share called sick with the marker on none and on all; balanced accuracy on films as"
                        + " they were taught, with the marker's place blackened",
                table(findings), false));
        return new Section(findings.study().title(), blocks);
    }

    private static String leans(Findings findings, boolean uses) {
        String detail = findings.claim(uses, "leans-1").checks().stream()
                .filter(check -> check.name().equals("where it falls")).map(Claim.Check::detail).findFirst().orElse("");
        return "For the network " + (uses ? "with" : "without") + " the shortcut, " + detail + ".";
    }

    private static String done(Findings findings, boolean uses) {
        return "The network " + (uses ? "with" : "without") + " the shortcut: laying the marker on every film moves the"
                + " share called sick from " + number(findings.off(uses, "all")) + " to "
                + number(findings.on(uses, "all")) + "; blackening the marker's place on films as it was taught with"
                + " moves balanced accuracy from " + number(findings.off(uses, "erased")) + " to "
                + number(findings.on(uses, "erased")) + ".";
    }

    private static List<Dot> dots(Findings findings) {
        List<Dot> dots = new ArrayList<>();
        for (boolean uses : new boolean[]{false, true}) {
            String name = uses ? "with shortcut, marker on " : "without, marker on ";
            dots.add(dot(name + "none", Dot.Kind.OFF, findings.balanced(uses, false, false)));
            dots.add(dot(name + "the sick", Dot.Kind.ON, findings.balanced(uses, true, false)));
            dots.add(dot(name + "the healthy", Dot.Kind.ON, findings.balanced(uses, false, true)));
        }
        return dots;
    }

    private static Dot dot(String label, Dot.Kind kind, double value) {
        return new Dot(label, kind, Double.NaN, value, Double.NaN);
    }

    private static Claim.Table table(Findings findings) {
        List<List<Object>> rows = new ArrayList<>();
        for (boolean uses : new boolean[]{false, true}) {
            rows.add(List.of(uses ? "with shortcut" : "without", findings.balanced(uses, false, false),
                    findings.balanced(uses, true, false), findings.balanced(uses, false, true),
                    findings.off(uses, "all"), findings.on(uses, "all"), findings.on(uses, "erased")));
        }
        return new Claim.Table(List.of("network", "none", "sick", "healthy", "called sick, none", "all",
                "erased"), rows);
    }

    private static double[][] relative(double[][] map) {
        double most = java.util.Arrays.stream(map).flatMapToDouble(java.util.Arrays::stream).map(Math::abs).max()
                .orElse(0);
        return java.util.Arrays.stream(map)
                .map(row -> java.util.Arrays.stream(row).map(value -> most == 0 ? 0 : value / most).toArray())
                .toArray(double[][]::new);
    }

    private static HeatMap panel(String title, double[][] film) {
        double[] places = IntStream.range(0, film.length).mapToDouble(i -> i).toArray();
        return new HeatMap(title, places, places, film);
    }

    private static String number(double value) {
        return Numbers.round(value, 3);
    }
}
