package org.orrery.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Experiment;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.core.Variable;

/** The page of one question and its answer: {@code orrery ask ... --report out.html}. */
public final class ClaimPage {
    private final Experiment experiment;
    private final Answer answer;
    private final Claim claim;
    private final List<Section> sections = new ArrayList<>();

    private ClaimPage(Experiment experiment, Answer answer) {
        this.experiment = experiment;
        this.answer = answer;
        claim = answer.claim();
    }

    /**
     * Tells an answer: numbers first, then pictures, uncertainty, assumptions and checks.
     *
     * @param command as typed, to get the page again
     */
    public static Page of(Experiment experiment, Answer answer, String command) {
        ClaimPage page = new ClaimPage(experiment, answer);
        page.tell();
        return new Page(answer.claim().question(), Words.lead(answer.claim()), page.sections, command,
                answer.methods().stream().map(Method::reference).distinct().toList(),
                List.of(answer.claim()));
    }

    private void tell() {
        sections.add(Section.of("", new Block.Headline(claim)));
        add("Over time", courses());
        add("The numbers", claim.table() == null
                ? List.of()
                : List.of(new Block.TableBlock("The claim's table", claim.table())));
        add("How uncertain it is", uncertainty());
        add("What was taken for granted", claim.assumptions().isEmpty()
                ? List.of()
                : List.of(new Block.Assumptions(claim.assumptions())));
        add("What was checked", claim.checks().isEmpty() ? List.of() : List.of(new Block.Checks(claim.checks())));
        add("What was set", settings());
    }

    private void add(String title, List<? extends Block> blocks) {
        if (!blocks.isEmpty()) {
            sections.add(new Section(title, List.copyOf(blocks)));
        }
    }

    private List<Block> courses() {
        List<Shade> shades = experiment.question().moves().stream().map(move -> new Shade(move.toString(),
                move.window())).toList();
        List<Block> blocks = new ArrayList<>();
        for (Answer.Course course : answer.courses()) {
            if (course.times().length < 2) {
                continue;
            }
            Axis value = Axis.of(course.address().toString(), unit(course.address()));
            blocks.add(Pictures.course(course, time(), spansDecades(course) ? value.log() : value,
                    shades));
            blocks.add(new Block.TableBlock(value.label() + " in numbers", numbers(course), true));
        }
        return blocks;
    }

    /** A day is counted: "day 300". Any other unit stands beside the word: "time (s)". */
    private Axis time() {
        String unit = experiment.model().timeUnit();
        return "day".equals(unit) ? Axis.of("day", null) : Axis.of("time", unit);
    }

    private @Nullable String unit(Address address) {
        for (Variable variable : experiment.model().variables()) {
            if (variable.name().equals(address.name())) {
                return variable.unit();
            }
        }
        return null;
    }

    /** Everything above zero and three powers of ten apart: a linear axis would show a flat line. */
    private static boolean spansDecades(Answer.Course course) {
        double[] all = java.util.stream.DoubleStream
                .concat(Arrays.stream(course.off()), Arrays.stream(course.on())).toArray();
        double low = Arrays.stream(all).min().orElse(0);
        return low > 0 && Arrays.stream(all).max().orElse(0) / low > 1000;
    }

    private Claim.Table numbers(Answer.Course course) {
        boolean moved = !Arrays.equals(course.off(), course.on());
        boolean banded = !course.offBand().isEmpty() && !course.onBand().isEmpty();
        List<String> columns = new ArrayList<>(List.of(time().label(), moved ? "off" : "value"));
        if (banded) {
            columns.add(moved ? "off, 95 %" : "95 %");
        }
        if (moved) {
            columns.add("on");
            if (banded) {
                columns.add("on, 95 %");
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int i : Thinning.spread(course.times().length, 11)) {
            List<Object> row = new ArrayList<>(List.of(course.times()[i], course.off()[i]));
            if (banded) {
                row.add(range(course.offBand(), i));
            }
            if (moved) {
                row.add(course.on()[i]);
                if (banded) {
                    row.add(range(course.onBand(), i));
                }
            }
            rows.add(row);
        }
        return new Claim.Table(columns, rows);
    }

    private static String range(Answer.Band band, int i) {
        return Figure.of(band.low()[i]) + " to " + Figure.of(band.high()[i]);
    }

    private List<Block> uncertainty() {
        List<Block> blocks = new ArrayList<>();
        Double estimate = claim.estimate();
        if (answer.members().size() > 1 && estimate != null) {
            double[] values = answer.members().stream().mapToDouble(Answer.Member::value).toArray();
            Axis axis = Axis.of(claim.off() == null ? "answer" : "effect", claim.unit());
            blocks.add(Pictures.members(values, axis, estimate, claim.interval()));
        }
        if (!claim.uncertainty().isEmpty()) {
            blocks.add(Pictures.shares(claim.uncertainty()));
            blocks.add(new Block.TableBlock("Shares in numbers",
                    new Claim.Table(List.of("source", "share of the variance"), claim.uncertainty().stream()
                            .map(share -> List.<Object>of(share.source(), share.share())).toList()),
                    true));
        }
        return blocks;
    }

    private List<Block> settings() {
        List<List<Object>> rows = new ArrayList<>();
        new TreeMap<>(experiment.settings())
                .forEach(
                        (name, value) -> rows.add(List.of(name, "set to " + Numbers.print(value) + " in both worlds")));
        for (int i = 0; i < experiment.ensemble().inputs().size(); i++) {
            rows.add(List.of(experiment.ensemble().inputs().get(i),
                    "drawn from " + experiment.ensemble().origins().get(i)));
        }
        new TreeMap<>(experiment.options()).forEach((name, value) -> rows.add(List.of(name, value)));
        if (rows.isEmpty()) {
            return List.of();
        }
        String members = experiment.ensemble().size() == 0 ? "" : ", " + experiment.ensemble().size() + " members";
        return List.of(new Block.TableBlock("Settings of the run" + members,
                new Claim.Table(List.of("name", "setting"), rows)));
    }
}
