package org.orrery.casebook.adder;

import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.Notebook;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.report.Axis;
import org.orrery.report.Block;
import org.orrery.report.Dot;
import org.orrery.report.NamedClaim;
import org.orrery.report.Page;
import org.orrery.report.Pictures;
import org.orrery.report.Section;

/** The case as a page. */
final class Story {
    private static final String WITHOUT_DATA = "A network that was *taught* the same task belongs to this case. It was left"
            + " out here, since no folder with its file was given. `orrery run adder --data DIR` tells it too.";

    private final List<Findings> adders;
    private final Heads heads;
    private final Notebook notebook;
    private final boolean given;

    /** @param given whether the heads are those of the user's file */
    Story(List<Findings> adders, Heads heads, Notebook notebook, boolean given) {
        this.adders = adders;
        this.heads = heads;
        this.notebook = notebook;
        this.given = given;
    }

    Page page(String title, String command) {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("", new Block.Prose(
                "The question is asked of every frequency in turn: what is missing when its units are silent? What is missing"
                        + " is weighed against the one wave that these units should carry.")));
        adders.forEach(adder -> sections.add(section(adder)));
        if (adders.size() == 1) {
            sections.add(Section.of("The same taught", new Block.Prose(WITHOUT_DATA)));
        }
        sections.add(heads());
        sections.add(Section.of("What this rests on", new Block.Assumptions(
                notebook.claims().getFirst().claim().assumptions())));
        sections.add(Section.everyClaim(notebook.claims()));
        return new Page(title, lead(), sections, command, notebook.references(),
                notebook.claims().stream().map(NamedClaim::claim).toList());
    }

    private String lead() {
        double farthest = adders.getFirst().losses().stream().mapToDouble(Findings.Loss::farthest).max().orElse(0);
        String lead = "In the network written by hand, silencing the nine units of one frequency takes exactly one cosine"
                + " from the logits (to " + number(farthest) + ") and leaves every answer right.";
        Findings last = adders.getLast();
        if (adders.size() > 1) {
            double least = last.losses().stream().mapToDouble(Findings.Loss::share).min().orElse(0);
            double most = last.losses().stream().mapToDouble(Findings.Loss::share).max().orElse(0);
            lead += " In the taught one the same wave is " + percent(least) + " to " + percent(most)
                    + " of what goes: the rest is something else, and not every answer stays right.";
        }
        return lead;
    }

    private static Section section(Findings adder) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(adder.about()));
        blocks.add(adder.isWritten() ? margins(adder) : shares(adder));
        List<List<Object>> rows = new ArrayList<>();
        adder.losses().forEach(loss -> rows.add(List.of(Integer.toString(loss.frequency()), loss.units(),
                five(loss.margin()), five(loss.height()), five(loss.share()), loss.accuracy())));
        blocks.add(new Block.TableBlock("What each frequency's units take with them: the narrowest margin of the right"
                + " answer over all 2809 pairs (" + Numbers.round(adder.margin(), 4)
                + " with none silent), the height of the wave that goes, its share of all that goes, and the share of"
                + " pairs still added right",
                new Claim.Table(
                        List.of("silent", "units", "margin", "height", "share", "right"), rows),
                false));
        return new Section(adder.title(), blocks);
    }

    private static Block margins(Findings adder) {
        List<Dot> dots = new ArrayList<>();
        dots.add(new Dot("none silent", Dot.Kind.OFF, Double.NaN, adder.margin(), Double.NaN));
        adder.losses().forEach(loss -> dots.add(new Dot("frequency " + loss.frequency() + " silent", Dot.Kind.ON,
                Double.NaN, loss.margin(), Double.NaN)));
        return Pictures.intervals(dots, Axis.of("narrowest margin", null)).withCaption(
                "By how much the right answer leads where it leads least: above zero every pair is added right.");
    }

    private static Block shares(Findings adder) {
        return Pictures.intervals(adder.losses().stream().map(loss -> new Dot("frequency " + loss.frequency(),
                Dot.Kind.EFFECT, Double.NaN, loss.share(), Double.NaN)).toList(),
                Axis.of("share of what goes that is the one wave", null)).withCaption(
                        "Of what is missing in the logits when the units of one frequency are silent, the share that is"
                                + " the wave of that frequency. In the network written by hand it is 1.");
    }

    private static double five(double value) {
        return Double.parseDouble(Numbers.round(value, 5));
    }

    private Section heads() {
        String text = (given ? "induction-exact.onnx continues" : "A network written by hand continues")
                + " what it has seen: after ... A B ... A it says B. Head L0.H0 notes at each position which token stood before,"
                + " head L1.H0 looks for the note. Untouched it is right in " + percent(heads.off())
                + " of sequences of period 8.";
        String back = "Cutting L0.H0 leaves " + percent(heads.on("L0.H0-knockout"))
                + " right; giving the stream after it (resid.1) back what it held untouched restores "
                + percent(heads.on("restored")) + ". L0.H0 acts through the *keys* of L1.H0: with that arrow alone cut "
                + percent(heads.on("keys")) + " are right, with the arrow to the queries cut "
                + percent(heads.on("queries"))
                + ", to the values " + percent(heads.on("values")) + ".";
        return Section.of("Heads, and three ways to cut one", new Block.Prose(text),
                new Block.TableBlock(
                        "The share still right after cutting a head, by what is put in its place: zero, its mean"
                                + " over the examples, its value in another example",
                        heads.kinds(), false),
                new Block.Prose(back));
    }

    private static String percent(double share) {
        return Numbers.round(100 * share, 3) + " %";
    }

    private static String number(double value) {
        return Numbers.round(value, 2);
    }
}
