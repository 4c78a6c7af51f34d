package org.orrery.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Claim.Assumption;
import org.orrery.core.Claim.Check;
import org.orrery.core.Claim.State;
import org.orrery.core.Condition;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.Intervention;
import org.orrery.core.Machine;
import org.orrery.core.Method;
import org.orrery.core.Model;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.Rung;
import org.orrery.core.Scope;
import org.orrery.core.Variable;
import org.orrery.core.Window;

/** Pages with made-up numbers, for the tests and for looking at: {@code java ... org.orrery.report.Samples FOLDER}. */
final class Samples {
    static final String LONG_NAME = "ActivatedTransformingGrowthFactorBetaReceptorComplexPhosphorylated";
    static final Claim.Provenance SOURCE = new Claim.Provenance("immune-repair.ant",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", null, "0.1.0", 1,
            "Rodas4, rtol 1e-8, atol 1e-10; paired runs, ensemble of 200", 212);

    private Samples() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        HtmlReport.write(answered("TGFb"), folder.resolve("answered.html"));
        HtmlReport.write(refused(), folder.resolve("refused.html"));
        HtmlReport.write(answered("<script>alert(1)</script>"), folder.resolve("hostile.html"));
        HtmlReport.write(study(), folder.resolve("study.html"));
    }

    static Claim claim(String variable) {
        return new Claim("damage @ 30 | do(" + variable + " = 0 @ 5..10)", Claim.Status.ANSWERED, null, Rung.DO,
                Scope.MODEL, -1.127, "mM", new Claim.Interval(0.95, -1.62, -0.71, Claim.IntervalKind.ENSEMBLE), 1.834,
                0.707, List.of(new Claim.Share("parameter k_repair", 0.61), new Claim.Share("parameter k_inflammation",
                        0.27), new Claim.Share("everything else, and interactions", 0.12)),
                List.of(new Assumption("The model's parameters are lognormal around the published values.",
                        State.UNTESTED),
                        new Assumption("Mass is conserved in every reaction.", State.HOLDS),
                        new Assumption("The tissue is well mixed.", State.FAILS)),
                List.of(new Check("no-op control", true, "effect exactly 0 in 201 of 201 pairs"),
                        new Check("intervention fired", true, variable + " read 0 inside 5..10, 0.83 before"),
                        new Check("half the tolerance", false, "the estimate moves by 0.4 %, more than 0.1 %")),
                "Blocking " + variable + " from day 5 to day 10 leaves 61 % less damage at day 30 in this model.", null,
                SOURCE);
    }

    static Experiment experiment(String variable) {
        Address address = Address.of(variable);
        Model model = model(List.of(new Variable(variable, variable, "species", List.of(), "nM", 1, true, true)));
        Question question = new Question(new Quantity.At(new Quantity.Read(Address.of("damage")), 30),
                List.of(new Condition.Do(List.of(new Intervention.Pulse(address, 0, new Window(5, 10))))));
        return new Experiment(model, question, Map.of("dose", 2.5), new Ensemble(List.of("k_repair",
                "k_inflammation"), List.of("lognormal(0.3, 0.2)", "lognormal(1.1, 0.2)"), new double[200][2],
                "Inputs vary independently."), Map.of("rtol", "1e-8"), List.of(address), List.of(), 1, "0.1.0");
    }

    static Model model(List<Variable> variables) {
        return new Model() {
            @Override
            public Source source() {
                return new Source(SOURCE.model(), SOURCE.modelSha256());
            }

            @Override
            public String kind() {
                return "mechanism";
            }

            @Override
            public List<Variable> variables() {
                return variables;
            }

            @Override
            public List<String> summary() {
                return List.of();
            }

            @Override
            public String timeUnit() {
                return "h";
            }

            @Override
            public List<Claim.Assumption> assumptions() {
                return List.of();
            }

            @Override
            public Machine prepare(Plan plan) {
                throw new UnsupportedOperationException("A sample does not run.");
            }
        };
    }

    /** A wave that an operation damps, with bands of a given relative width; none for a width of zero. */
    static Answer.Course course(String variable, int points, double width) {
        double[] times = IntStream.range(0, points).mapToDouble(i -> 30.0 * i / (points - 1)).toArray();
        double[] off = new double[points];
        double[] on = new double[points];
        for (int i = 0; i < points; i++) {
            off[i] = 1.8 * (1 - Math.exp(-times[i] / 6)) * (1 + 0.25 * Math.sin(times[i] / 2.2));
            on[i] = times[i] < 5 ? off[i] : off[i] * (0.4 + 0.6 * Math.exp(-(times[i] - 5) / 3));
        }
        return new Answer.Course(Address.of(variable), times, off, on, band(off, width), band(on, width));
    }

    private static Answer.Band band(double[] line, double width) {
        return width == 0
                ? Answer.Band.NONE
                : new Answer.Band(times(line, 1 - width), line.clone(), times(line, 1 + width));
    }

    private static double[] times(double[] line, double factor) {
        return java.util.Arrays.stream(line).map(v -> v * factor).toArray();
    }

    static List<Answer.Member> members() {
        SplittableRandom random = new SplittableRandom(7);
        return IntStream.range(0, 200).mapToObj(i -> {
            double value = -1.127 + 0.23 * random.nextGaussian() + (i % 9 == 0 ? -0.25 : 0);
            return new Answer.Member(i, 1.83, 1.83 + value, value);
        }).toList();
    }

    static Page answered(String variable) {
        Answer answer = new Answer(claim(variable), members(), List.of(course(variable, 601, 0.22)),
                List.of(new Method("Radau",
                        "Hairer, Wanner: Solving Ordinary Differential Equations II. Springer 1996. "
                                + "doi:10.1007/978-3-642-05221-7"),
                        new Method("do", "Pearl: Causality. Cambridge University Press 2009.")));
        return ClaimPage.of(experiment(variable), answer, "orrery ask immune-repair.ant 'damage @ 30 | do(" + variable
                + " = 0 @ 5..10)' --set dose=2.5 --vary 'k_repair=lognormal(0.3,0.2)' --ensemble 200 --seed 1 --report out.html");
    }

    static Claim refusal() {
        return new Claim("E[sick] | do(smoke = 1)", Claim.Status.REFUSED,
                "The effect of smoke on sick is not identified: the unobserved 'genotype' opens the path "
                        + "smoke <- genotype -> sick, and no observed set blocks it.\n"
                        + "Measure genotype, or a mediator that catches all of the effect (tar), or bring an experiment; "
                        + "'--bounds' gives what is known without them.",
                Rung.DO, Scope.WORLD, null, null, null, null, null, List.of(),
                List.of(new Assumption("The graph is right: no arrow is missing.", State.UNTESTED)), List.of(),
                "These data and this graph cannot tell what smoking does to sickness.", null,
                new Claim.Provenance("smoking.dot", SOURCE.modelSha256(), SOURCE.modelSha256(), "0.1.0", 1,
                        "ID algorithm", 12));
    }

    static Page refused() {
        Experiment experiment = experiment("smoke");
        return ClaimPage.of(new Experiment(experiment.model(), experiment.question(), Map.of(), Ensemble.NONE, Map.of(),
                List.of(), List.of(), 1, "0.1.0"), new Answer(refusal(), List.of(), List.of(), List.of()),
                "orrery ask smoking.dot 'E[sick] | do(smoke = 1)' --with survey.csv");
    }

    static HeatMap map(String title, double gain, boolean positive) {
        double[] start = IntStream.range(0, 30).mapToDouble(i -> i).toArray();
        double[] length = IntStream.rangeClosed(1, 24).mapToDouble(i -> i / 2.0).toArray();
        double[][] values = new double[length.length][start.length];
        for (int row = 0; row < length.length; row++) {
            for (int column = 0; column < start.length; column++) {
                double effect = gain * length[row] * (Math.exp(-start[column] / 8) - 0.25)
                        * Math.exp(-length[row] / 14);
                values[row][column] = positive ? Math.exp(effect) : effect;
            }
        }
        return new HeatMap(title, start, length, values);
    }

    static Page study() {
        Axis start = Axis.of("start of the block", "days after injury");
        Axis length = Axis.of("duration", "days");
        List<Dot> dots = new ArrayList<>(List.of(new Dot("TGFb blocked early", Dot.Kind.EFFECT, -1.62, -1.13, -0.71),
                new Dot("TGFb blocked late", Dot.Kind.EFFECT, -0.2, 0.31, 0.75),
                new Dot(LONG_NAME + " knocked out", Dot.Kind.EFFECT, -0.4, -0.1, 0.2)));
        Answer.Course decades = course(LONG_NAME, 301, 0.3);
        return new Page("When does blocking help, and when does it harm?",
                "Blocking early prevents scarring; the same block two weeks later makes it worse, in this model.",
                List.of(Section.of("The timing decides",
                        new Block.Prose(
                                "The *same* intervention has **opposite** effects, depending on when it starts. "
                                        + "The product `k1*A*B` stays k1*A*B.\n\nEach cell is a pair of runs."),
                        Pictures.heatMap(List.of(map("Effect at day 30", -1, false), map("Effect at day 90", -1.6,
                                false)), start, length, Axis.of("effect on damage", "mM"), HeatMap.Colours.DIVERGING),
                        Pictures.heatMap(List.of(map("Day 30", -1, true), map("Day 90", -2.4, true)), start, length,
                                Axis.of("viral load", "copies/mL"), HeatMap.Colours.LOG10)),
                        Section.of("Three claims", new Block.ClaimBlock("early", claim("TGFb")),
                                new Block.ClaimBlock("hidden", refusal()),
                                Pictures.intervals(dots, Axis.of("effect on damage at day 30", "mM"))),
                        Section.of("A long name", Pictures.course(decades, Axis.of("time", "days"),
                                Axis.of(LONG_NAME, "nmol/L").log(), List.of(new Shade("block", new Window(5, 10)),
                                        new Shade("dose", Window.at(20)))),
                                new Block.TableBlock("Doses", new Claim.Table(List.of("dose", "who", "damage"),
                                        List.of(List.of(0.5, "mouse", 1.234567), List.of(50, LONG_NAME, -3e-9)))))),
                "orrery run timing --seed 1", List.of("Pearl: Causality. 2009. doi:10.1017/CBO9780511803161"),
                List.of(claim("TGFb"), refusal()));
    }
}
