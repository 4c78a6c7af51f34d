package org.orrery.casebook.climate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.orrery.casebook.Notebook;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.report.Axis;
import org.orrery.report.Bar;
import org.orrery.report.Block;
import org.orrery.report.Dot;
import org.orrery.report.Line;
import org.orrery.report.NamedClaim;
import org.orrery.report.Page;
import org.orrery.report.Pictures;
import org.orrery.report.Reference;
import org.orrery.report.Section;

/** The case as a page. */
final class Story {
    private static final Axis YEAR = Axis.of("year", null);
    private static final String WITHOUT_DATA = "The measured years 1971 to 2023, with five records of ocean heat, belong to"
            + " this case. They were left out here, since no folder with their file was given. `orrery run climate --data DIR`"
            + " tells them too.";

    private final List<Findings> all;
    private final Notebook notebook;

    Story(List<Findings> all, Notebook notebook) {
        this.all = all;
        this.notebook = notebook;
    }

    Page page(String title, String command) {
        List<Section> sections = new ArrayList<>();
        Findings first = all.getFirst();
        sections.add(Section.of("", new Block.Headline(first.claim("held")), course(first)));
        all.forEach(findings -> sections.add(section(findings)));
        if (all.size() == 1) {
            sections.add(Section.of("As measured", new Block.Prose(WITHOUT_DATA)));
        }
        sections.add(Section.of("What this rests on", new Block.Prose("The mechanism takes the forcing of each year as"
                + " given, and carbon dioxide's part of it as " + Record.PER_FOLD
                + " W/m2 for each e-fold. It has no weather,"
                + " no cycle of carbon, and one temperature for the whole earth. The two arrows between air and ocean run both"
                + " ways in it; the graphs of the regression can only draw one of them at a time, and both were asked."),
                new Block.Assumptions(first.claim("held").assumptions())));
        sections.add(Section.everyClaim(notebook.claims()));
        return new Page(title, lead(), sections, command, references(),
                notebook.claims().stream().map(NamedClaim::claim).toList());
    }

    private List<String> references() {
        List<String> references = new ArrayList<>(notebook.references());
        references.add(
                "O. Geoffroy, D. Saint-Martin, D. J. L. Olivie, A. Voldoire, G. Bellon, S. Tyteca, Transient climate"
                        + " response in a two-layer energy-balance model, part I, Journal of Climate 26 (2013) 1841-1857."
                        + " doi:10.1175/JCLI-D-12-00195.1");
        references.add(
                "A. Raue, C. Kreutz, T. Maiwald, J. Bachmann, M. Schilling, U. Klingmueller, J. Timmer, Structural and"
                        + " practical identifiability analysis of partially observed dynamical models by exploiting the profile"
                        + " likelihood, Bioinformatics 25 (2009) 1923-1929. doi:10.1093/bioinformatics/btp358");
        return references;
    }

    private String lead() {
        Findings first = all.getFirst();
        Claim.Interval interval = first.claim("held").interval();
        return "Had CO2 stayed at its level of 1971, 2023 would have been " + number(-first.held()) + " K cooler"
                + (interval == null
                        ? ""
                        : " (" + number(-interval.high()) + " to " + number(-interval.low()) + ")")
                + ", says the balance of energy. A regression on CO2 alone would say " + number(-first.regressed())
                + " K; beside ocean heat it cannot say, and should not be asked: ocean heat is a consequence.";
    }

    private static Section section(Findings findings) {
        Regressions regressions = findings.regressions();
        List<Block> blocks = new ArrayList<>();
        OptionalKnown known = new OptionalKnown(findings.known());
        blocks.add(new Block.Prose("**Seen.** From 1971 to 2023, years with 1 ppm more CO2 were "
                + number4(regressions.alone().value()) + " K warmer (standard error "
                + Numbers.round(regressions.alone().standardError(), 2)
                + "). Beside ocean heat the same slope is a different one for each record of it, and its error several times"
                + " wider: the two rise together, and the regression must tell them apart by what little is left."));
        blocks.add(Pictures.bars(
                regressions.beside().stream().map(one -> new Bar(one.heat().label(), one.inflation())).toList(),
                Axis.of("variance inflation", null), new Reference("10, a common alarm", 10))
                .withCaption("How many times the variance of CO2's slope is inflated by each record of ocean heat (the"
                        + " intercept counted among the others). The line is a common alarm of 10."));
        blocks.add(Pictures.intervals(dots(regressions), Axis.of("slope of temperature on CO2", Regressions.UNIT),
                new Reference("the slope alone", regressions.alone().value()))
                .withCaption("The slope of temperature on CO2, alone and beside each record of ocean heat, with 95 %"
                        + " intervals. The line is the slope alone."));
        blocks.add(new Block.TableBlock(
                "What leaving ocean heat out does, exactly: slope alone = slope beside + delta x"
                        + " gamma, where delta is ZJ of heat per ppm and gamma K per ZJ beside CO2",
                table(regressions), false));
        blocks.add(new Block.Prose("**Asked of the graph.** No number above says whether ocean heat belongs into the"
                + " regression. The graph does. "
                + regressions.standings().stream().map(standing -> standing.sentence())
                        .reduce((a, b) -> a + " Or, with the arrow the other way round: " + b).orElse("")
                        .replace("ocean_heat", "ocean heat")
                + " Either way the slope beside it is no effect of CO2. Nor is the slope alone: methane, aerosols and the rest"
                + " of the forcing rose and fell along with CO2, and the regression counts all of them as CO2's."));
        blocks.add(new Block.Prose("**Asked of the mechanism.** Two layers of water under a forcing, four parameters. "
                + fitted(findings)));
        blocks.add(
                profiles(findings.open()).withCaption("Temperature alone: what remains of the misfit, above the least,"
                        + " when one parameter is held and the others are fitted anew. A curve that does not rise above the broken"
                        + " line on both sides leaves its parameter open."));
        blocks.add(profiles(findings.closed()).withCaption("The same with ocean heat fitted as well."));
        if (all(findings)) {
            blocks.add(new Block.Prose("**Done.** With CO2 held at its level of 1971 the mechanism is "
                    + number(-findings.held()) + " K cooler in 2023" + known.words()
                    + ". The regression's slope times the"
                    + " change of CO2 says " + number(-findings.regressed())
                    + " K. Where a parameter is open, the draws run"
                    + " along the whole of it: the interval of the answer holds what the data leave open."));
        }
        if (!known.isMissing()) {
            blocks.add(course(findings));
        }
        return new Section(findings.record().title(), blocks);
    }

    private static boolean all(Findings findings) {
        return findings.claim("held").estimate() != null;
    }

    /** What a simulated world is known to do. */
    private record OptionalKnown(double value) {
        boolean isMissing() {
            return Double.isNaN(value);
        }

        String words() {
            return isMissing()
                    ? ""
                    : "; in the simulated world, whose parameters are known, it is " + number(-value) + " K";
        }
    }

    private static String fitted(Findings findings) {
        String sentence = "";
        for (String id : List.of("two-layers-temperature", "one-layer-temperature", "two-layers-both")) {
            Claim claim = findings.claim(id);
            sentence += (claim.status() == Claim.Status.REFUSED
                    ? "*Not identified:* " + claim.sentence().replace("No number can be given: ", "")
                    : claim.sentence()) + " ";
        }
        return sentence.strip();
    }

    private static Block.Picture profiles(List<Fit.Profile> profiles) {
        return Pictures.lines(profiles.stream().map(profile -> new Line(
                profile.name() + (profile.identified() ? "" : ": not identified"), profile.values(),
                java.util.Arrays.stream(profile.rise()).map(rise -> rise > 12 ? Double.NaN : rise).toArray(), false))
                .toList(), Axis.of("value of the parameter", "W/m2/K or W yr/m2/K").log(),
                Axis.of("rise of the misfit", null), new Reference("3.84, the threshold of 95 %", Fit.THRESHOLD));
    }

    /** What was seen, what the mechanism does, and what it does with carbon dioxide held. */
    private static Block.Picture course(Findings findings) {
        Record record = findings.record();
        double[] years = record.column("year");
        double[] seen = record.column(Record.TEMPERATURE);
        double[] fitted = findings.both().best().run(record.forcing())[0];
        double[] held = findings.both().best().run(record.forcingHeld(Record.FROM))[0];
        int late = Record.FROM - Record.START;
        double level = IntStream.range(late, years.length).mapToDouble(i -> seen[i] - fitted[i]).average().orElse(0);
        return Pictures.lines(List.of(new Line("seen", years, seen, true),
                new Line("mechanism", years, add(fitted, level), false),
                new Line("mechanism, CO2 held from 1971 on", java.util.Arrays.copyOfRange(years, late, years.length),
                        java.util.Arrays.copyOfRange(add(held, level), late, years.length), false)),
                YEAR, Axis.of("temperature above 1850-1900", "K"), null)
                .withCaption(
                        "Temperature as it was, as the mechanism has it (fitted to the years from 1971 on), and as it"
                                + " would have been with CO2 held at its level of 1971, everything else as it was.");
    }

    private static double[] add(double[] values, double more) {
        return java.util.Arrays.stream(values).map(value -> value + more).toArray();
    }

    private static List<Dot> dots(Regressions regressions) {
        List<Dot> dots = new ArrayList<>();
        dots.add(dot("alone", Dot.Kind.OFF, regressions.alone()));
        regressions.beside().forEach(one -> dots.add(dot("beside " + one.heat().label(), Dot.Kind.ON,
                one.omitted().longer())));
        return dots;
    }

    private static Dot dot(String label, Dot.Kind kind,
            org.orrery.causal.estimate.collinear.OmittedVariable.Coefficient slope) {
        Claim.Interval interval = Regressions.interval(slope);
        return new Dot(label, kind, interval.low(), slope.value(), interval.high());
    }

    private static Claim.Table table(Regressions regressions) {
        List<List<Object>> rows = new ArrayList<>();
        regressions.beside().forEach(one -> {
            var omitted = one.omitted();
            var share = omitted.shares().getFirst();
            rows.add(List.of(one.heat().label(), round(omitted.longer().value()), round(share.delta()),
                    round(share.gamma()), round(share.moves()), round(omitted.shorter().value()),
                    round(omitted.widening())));
        });
        return new Claim.Table(List.of("ocean heat", "beside", "delta", "gamma", "delta x gamma", "alone",
                "error wider"), rows);
    }

    private static double round(double value) {
        return Double.parseDouble(Numbers.round(value, 4));
    }

    private static String number(double value) {
        return Numbers.round(value, 2);
    }

    private static String number4(double value) {
        return Numbers.round(value, 4);
    }
}
