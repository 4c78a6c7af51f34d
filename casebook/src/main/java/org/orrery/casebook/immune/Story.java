package org.orrery.casebook.immune;

import java.util.List;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Window;
import org.orrery.report.Axis;
import org.orrery.report.Block;
import org.orrery.report.HeatMap;
import org.orrery.report.NamedClaim;
import org.orrery.report.Page;
import org.orrery.report.Pictures;
import org.orrery.report.Section;
import org.orrery.report.Shade;

/** The case as a page. */
final class Story {
    private static final Axis DAYS = Axis.of("day", null);
    private static final Axis TUMOUR = Axis.of("tumour T", null);

    private final List<NamedClaim> claims;
    private final Answer chronic;
    private final Answer pulse;
    private final Answer uncertain;
    private final TreatmentMap map;
    private final OneCell chronicLow;
    private final OneCell bothLow;

    Story(List<NamedClaim> claims, Answer chronic, Answer pulse, Answer uncertain, TreatmentMap map, OneCell chronicLow,
            OneCell bothLow) {
        this.claims = claims;
        this.chronic = chronic;
        this.pulse = pulse;
        this.uncertain = uncertain;
        this.map = map;
        this.chronicLow = chronicLow;
        this.bothLow = bothLow;
    }

    Page page(String title, String command) {
        return new Page(title, lead(),
                List.of(answer(), pulseAgainstChronic(), timing(), oneCell(), vaccine(), uncertainty(), foundations(),
                        everyClaim()),
                command, references(), claims.stream().map(NamedClaim::claim).toList());
    }

    private Claim claim(String id) {
        return claims.stream().filter(named -> named.id().equals(id)).findFirst().orElseThrow().claim();
    }

    private String number(String id) {
        return Numbers.round(OneCell.number(claim(id)), 6);
    }

    private String lead() {
        return "In this model, stopping the secretion of TGF-beta for good takes the tumour from "
                + number("untouched") + " to " + number("block-day-100") + " by day 100, and it is growing again, at "
                + number("block-day-300")
                + ", by day 300; whether a block cures depends on its dose, start and duration,"
                + " and holds only as far as the model's equations do.";
    }

    private Section answer() {
        return Section.of("", new Block.Headline(claim("block-day-300")),
                Pictures.course(chronic.courses().getFirst(), DAYS, TUMOUR.log(),
                        List.of(new Shade("a1 = 0", Window.ALWAYS)))
                        .withCaption("The tumour untouched (off) and with no secretion of TGF-beta from the start (on)."
                                + " The axis is logarithmic: the fall is deep, and what follows it is a relapse."));
    }

    private Section pulseAgainstChronic() {
        return Section.of("A pulse against a chronic block",
                new Block.Prose(
                        "The same gear, moved for thirty days instead of for good. By day 100 nobody could tell the"
                                + " two apart: T is " + number("early-pulse-day-100") + " after the pulse and "
                                + number("block-day-100")
                                + " under the chronic block. By day 200 the pulse has let the tumour"
                                + " back to " + number("early-pulse-day-200")
                                + ". The same thirty days given from day 50 on do"
                                + " nothing at all: " + number("late-pulse-day-100") + " on day 100."),
                Pictures.course(pulse.courses().getFirst(), DAYS, TUMOUR.log(),
                        List.of(new Shade("a1 = 0", new Window(0, 30))))
                        .withCaption(
                                "A block on days 0 to 30 only (shaded): a cure at day 100 is a relapse at day 200."));
    }

    private Section timing() {
        return Section.of("When, and for how long",
                new Block.Prose(map.claim().sentence()
                        + " In this model TGF-beta decays by less than a tenth of a per cent a day, so"
                        + " what was secreted before the block stays, and a block that begins after the first days comes too late."
                        + " Dose matters as well: with the secretion halved instead of stopped, T is "
                        + number("half-block-day-100") + " on day 100."),
                Pictures.heatMap(List.of(map.early(), map.late()), Axis.of("start of the block", "day"),
                        Axis.of("duration", "days"), Axis.of("T", null).log(), HeatMap.Colours.LOG10)
                        .withCaption(
                                "The tumour at two horizons. Light is much, dark is little. A dark cell on the left that"
                                        + " is light on the right is a cure that was none."));
    }

    private Section oneCell() {
        return Section.of("How small may a tumour be?",
                new Block.Prose("On its way to the relapse T falls as low as " + Numbers.round(chronicLow.lowest(), 3)
                        + " under the block, and to " + Numbers.round(bothLow.lowest(), 3)
                        + " with the vaccine as well."
                        + " The file gives no unit. If T is in cubic millimetres, with a million cells in each, that is about "
                        + Numbers.round(chronicLow.cells(), 2) + " and " + Numbers.round(bothLow.cells(), 2)
                        + " cells. A continuous density of so few cells is no longer a tumour: *the equations regrow from it"
                        + " with certainty, a real tumour might be gone*. So the cure at day 100 stands, and the relapse after"
                        + " it is a possibility that this model cannot weigh; chance has to be put into it first."));
    }

    private Section vaccine() {
        return Section.of("The vaccine",
                new Block.Prose("The vaccine alone (5,000 on day 3) leaves " + number("vaccine")
                        + " on day 300. With the block it takes T down to " + number("vaccine-and-block-day-100")
                        + " by day 100, and the relapse is further on than without it by day 300: "
                        + number("vaccine-and-block-day-300") + " against " + number("block-day-300") + "."));
    }

    private Section uncertainty() {
        Claim claim = uncertain.claim();
        return Section.of("If every number were uncertain by a tenth",
                new Block.Prose(claim.sentence() + " " + claim("relapse-probability").sentence()),
                Pictures.course(uncertain.courses().getFirst(), DAYS, TUMOUR.log(),
                        List.of(new Shade("a1 = 0", Window.ALWAYS))),
                Pictures.shares(claim.uncertainty()));
    }

    private Section foundations() {
        Claim claim = claim("block-day-300");
        return Section.of("What this rests on", new Block.Assumptions(claim.assumptions()),
                new Block.Checks(claim.checks()));
    }

    private Section everyClaim() {
        return new Section("Every claim",
                claims.stream().map(named -> (Block) new Block.ClaimBlock(named.id(), named.claim())).toList());
    }

    private static List<String> references() {
        return List.of(
                "S. Wilson, D. Levy, A mathematical model of the enhancement of tumor vaccine efficacy by immunotherapy,"
                        + " Bulletin of Mathematical Biology 74 (2012) 1485-1500. doi:10.1007/s11538-012-9722-4",
                "C. Tsitouras, Runge-Kutta pairs of order 5(4) satisfying only the first column simplifying assumption,"
                        + " Computers & Mathematics with Applications 62 (2011) 770-775. doi:10.1016/j.camwa.2011.06.002",
                "G. Steinebach, Construction of Rosenbrock-Wanner method Rodas5P and numerical benchmarks within the Julia"
                        + " Differential Equations package, BIT Numerical Mathematics 63 (2023) 27."
                        + " doi:10.1007/s10543-023-00967-x");
    }
}
