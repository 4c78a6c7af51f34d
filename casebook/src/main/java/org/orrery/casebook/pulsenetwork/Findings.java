package org.orrery.casebook.pulsenetwork;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.orrery.casebook.Notebook;
import org.orrery.core.Answer;
import org.orrery.network.NetworkModel;

/** What came out of one study: the share of sequences continued rightly, with the unit silent at all positions, at one, at some. */
final class Findings {
    private static final double ENOUGH = 0.25;

    private final Study study;
    private final Notebook notebook;
    private final Answer.Course pulse;
    private final Answer.Course chronic;

    Findings(Study study, long seed, Notebook notebook) {
        this.study = study;
        this.notebook = notebook;
        for (boolean twice : new boolean[]{false, true}) {
            NetworkModel model = study.looking(twice ? study.twice() : study.once(), seed);
            ask(model, id(twice, "chronic"), study.silence());
            for (int position = 0; position <= study.asked(); position++) {
                ask(model, id(twice, "pulse-" + position), study.silence(position));
            }
            ask(model, id(twice, "answers"), study.silence(answers(twice)));
        }
        NetworkModel model = study.looking(study.once(), seed);
        pulse = watch(model, "course-pulse", study.silence(answers(false)));
        chronic = watch(model, "course-chronic", study.silence());
    }

    private void ask(NetworkModel model, String id, String move) {
        notebook.ask(id, model, Study.right(study.asked()) + " | " + move);
    }

    private Answer.Course watch(NetworkModel model, String name, String move) {
        List<Double> grid = IntStream.rangeClosed(0, study.asked()).mapToObj(i -> (double) i).toList();
        return notebook.watch(study.id() + "-" + name, model, "logits.argmax @ " + study.asked() + " | " + move,
                "logits.argmax", grid);
    }

    private String id(boolean twice, String name) {
        return study.id() + (twice ? "-twice-" : "-once-") + name;
    }

    Study study() {
        return study;
    }

    Answer.Course course(boolean brief) {
        return brief ? pulse : chronic;
    }

    /** Where the answer stood before. */
    int[] answers(boolean twice) {
        return study.answers(twice ? study.twice() : study.once());
    }

    /** The share continued rightly untouched. */
    double off(boolean twice) {
        return notebook.off(id(twice, "chronic"));
    }

    /** The share still continued rightly with the unit silent at all positions. */
    double chronic(boolean twice) {
        return notebook.on(id(twice, "chronic"));
    }

    /** With the unit silent at one position. */
    double pulse(boolean twice, int position) {
        return notebook.on(id(twice, "pulse-" + position));
    }

    /** With the unit silent wherever the answer stood before. */
    double atAnswers(boolean twice) {
        return notebook.on(id(twice, "answers"));
    }

    /** Positions at which a pulse alone takes more than a quarter of the right answers away. */
    List<Integer> revealed(boolean twice) {
        List<Integer> positions = new ArrayList<>();
        for (int position = 0; position <= study.asked(); position++) {
            if (off(twice) - pulse(twice, position) > ENOUGH) {
                positions.add(position);
            }
        }
        return positions;
    }

    /** Positions of the course of one sequence at which silencing says another token. */
    List<Integer> touched(boolean brief) {
        Answer.Course course = course(brief);
        return IntStream.range(0, course.times().length).filter(i -> course.off()[i] != course.on()[i])
                .mapToObj(i -> (int) course.times()[i]).toList();
    }
}
