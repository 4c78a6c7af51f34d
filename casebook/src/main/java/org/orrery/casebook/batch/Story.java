package org.orrery.casebook.batch;

import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.Notebook;
import org.orrery.causal.estimate.collinear.OmittedVariable;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.report.Axis;
import org.orrery.report.Bar;
import org.orrery.report.Block;
import org.orrery.report.Dot;
import org.orrery.report.NamedClaim;
import org.orrery.report.Page;
import org.orrery.report.Pictures;
import org.orrery.report.Reference;
import org.orrery.report.Section;

/** The case as a page. */
final class Story {
    private static final String WITHOUT_DATA = "459 people of a study of ageing (GSE40279) belong to this case. They were left"
            + " out here, since no folder with their files was given. `orrery run batch --data DIR` tells them too.";

    private final List<Findings> all;
    private final Notebook notebook;

    Story(List<Findings> all, Notebook notebook) {
        this.all = all;
        this.notebook = notebook;
    }

    Page page(String title, String command) {
        List<Section> sections = new ArrayList<>();
        Findings first = all.getFirst();
        sections.add(Section.of("", new Block.Headline(first.claim("adjusted-" + first.sites().getFirst().name()))));
        all.forEach(findings -> sections.add(section(findings)));
        if (all.size() == 1) {
            sections.add(Section.of("As measured", new Block.Prose(WITHOUT_DATA)));
        }
        sections.add(Section.of("What this rests on",
                new Block.Prose("That people came to plates by way of recruiting, and"
                        + " not by their methylation, is taken for granted; so is that a plate shifts all its people alike. Age is not"
                        + " moved by anybody: a slope at the same plate compares people, it promises nobody a younger blood.")));
        sections.add(Section.everyClaim(notebook.claims()));
        return new Page(title, lead(), sections, command, List.of(
                "G. Hannum and others, Genome-wide methylation profiles reveal quantitative views of human aging rates,"
                        + " Molecular Cell 49 (2013) 359-367. doi:10.1016/j.molcel.2012.10.016",
                "S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6"
                        + " (1979) 65-70."),
                notebook.claims().stream().map(NamedClaim::claim).toList());
    }

    private String lead() {
        Findings first = all.getFirst();
        OmittedVariable both = first.sites().getFirst().both();
        return "Over all people the slope of methylation (" + first.sites().getFirst().name() + ") on age is "
                + number(both.shorter().value()) + " a year; among people of one plate it is "
                + number(both.longer().value())
                + ". Where a plate holds only the young or only the old, there is no answer,"
                + " and none is given.";
    }

    private static Section section(Findings findings) {
        List<Block> blocks = new ArrayList<>();
        List<Findings.Plate> plates = findings.sites().getFirst().plates();
        blocks.add(new Block.Prose("**Suspected.** " + findings.claim("suspects").sentence() + " Mean age runs from "
                + number(plates.stream().mapToDouble(Findings.Plate::meanAge).min().orElse(0)) + " on one plate to "
                + number(plates.stream().mapToDouble(Findings.Plate::meanAge).max().orElse(0)) + " on another. "
                + findings.aliasing().sentence()));
        blocks.add(Pictures.bars(plates.stream().map(plate -> new Bar("plate " + plate.name() + " (" + plate.people()
                + ")", plate.meanAge())).toList(), Axis.of("mean age", "years"), null)
                .withCaption("Mean age of the people on each plate, and how many they are."));
        blocks.add(new Block.Prose("**Asked of the graph.** " + findings.standing().sentence()));
        for (Findings.Site site : findings.sites()) {
            blocks.add(forest(findings, site));
        }
        for (String id : List.of("young-or-old", "ethnicity")) {
            if (id.equals("young-or-old") || findings.study().table().has(id)) {
                Claim claim = findings.claim(id);
                blocks.add(new Block.Prose("**Refused.** The " + claim.question() + ": " + claim.reason()));
            }
        }
        return new Section(findings.study().title(), blocks);
    }

    private static Block.Picture forest(Findings findings, Findings.Site site) {
        List<Dot> dots = new ArrayList<>();
        dots.add(dot("naive: all people", Dot.Kind.OFF, site.both().shorter()));
        dots.add(dot("adjusted for plate", Dot.Kind.EFFECT, site.both().longer()));
        site.plates().forEach(plate -> dots.add(dot("plate " + plate.name() + " alone", Dot.Kind.ON, plate.slope())));
        Axis axis = Axis.of("slope of " + site.name() + " on age", Findings.UNIT);
        double truth = findings.study().truth();
        return (Double.isNaN(truth)
                ? Pictures.intervals(dots, axis)
                : Pictures.intervals(dots, axis, new Reference("the known slope", truth)))
                .withCaption("The slope of " + site.name() + " on age: over all people, adjusted for plate, and on each"
                        + " plate by itself, with 95 % intervals. Leaving plates out moves it by "
                        + number(site.both().bias()) + "." + (Double.isNaN(truth)
                                ? ""
                                : " The line is the slope that the simulated people were made with."));
    }

    private static Dot dot(String label, Dot.Kind kind, OmittedVariable.Coefficient slope) {
        Claim.Interval interval = Findings.interval(slope);
        return new Dot(label, kind, interval.low(), slope.value(), interval.high());
    }

    private static String number(double value) {
        return Numbers.round(value, 3);
    }
}
