package org.orrery.casebook.pulsenetwork;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.orrery.casebook.Induction;
import org.orrery.casebook.Notebook;
import org.orrery.network.NetworkModel;

/**
 * A network that continues what it has seen, and what is silenced in it.
 *
 * @param id of its claims
 * @param network without sequences
 * @param heads whose output is silenced together
 * @param length of a sequence
 * @param opened whether a sequence begins with a token that never comes again
 * @param tokens that letters are drawn from
 * @param once period in which the answer stands once before it is asked for
 * @param twice period in which it stands twice
 */
record Study(String id, String title, String about, NetworkModel network, List<String> heads, int length,
        boolean opened, int tokens, int once, int twice) {
    private static final int SEQUENCES = 40;

    static Study built() {
        return new Study("built", "A network written by hand",
                "Head L0.H0 notes at each position which token stood before it; head L1.H0 looks back for the position whose"
                        + " note is the present token and says what stands there. What is silenced is the note.",
                Induction.built(), List.of("L0.H0"), Induction.LENGTH, true, Induction.TOKENS, 8, 5);
    }

    static Study exact(Path data) {
        return new Study("exact", "The same from a file", "induction-exact.onnx is of the same make.",
                open(data, "induction-exact.onnx"), List.of("L0.H0"), Induction.LENGTH, true, Induction.TOKENS, 8, 5);
    }

    static Study trained(Path data) {
        return new Study("trained", "A network that was taught",
                "induction-trained.onnx learned the task with two heads a layer, which stand in for each other; both heads of"
                        + " the first layer are silenced together.",
                open(data, "induction-trained.onnx"), List.of("L0.H0", "L0.H1"), 20, false, 16, 10, 7);
    }

    private static NetworkModel open(Path data, String name) {
        return NetworkModel.open(Notebook.file(data, "networks/" + name, name));
    }

    /** Looking at sequences of a period. */
    NetworkModel looking(int period, long seed) {
        return network.looking(Induction.sequences(SEQUENCES, length, period, opened, tokens, seed),
                "sequences of period " + period);
    }

    /** Silences at all positions, or at one. */
    String silence(int... positions) {
        String moves = positions.length == 0
                ? heads.stream().map(head -> head + ".out = 0").collect(Collectors.joining(", "))
                : IntStream.of(positions).boxed().flatMap(position -> heads.stream()
                        .map(head -> head + ".out = 0 @ " + position)).collect(Collectors.joining(", "));
        return "do(" + moves + ")";
    }

    /** The position that is read: the last one of which it is known what comes next. */
    int asked() {
        return length - 2;
    }

    static String right(int position) {
        return "P(logits.argmax @ " + position + " = next" + position + ")";
    }

    /** Where the answer stands before it is asked for: one or more periods back from the next position. */
    int[] answers(int period) {
        int first = opened ? 1 : 0;
        return IntStream.iterate(asked() + 1 - period, at -> at > first, at -> at - period).toArray();
    }
}
