package org.orrery.casebook.shortcut;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.orrery.casebook.Notebook;
import org.orrery.core.InvalidInput;
import org.orrery.network.NetworkModel;
import org.orrery.network.data.Examples;

/**
 * Two networks that look at the same films: one that was taught with a marker on every sick film, one without.
 *
 * @param id of its claims
 * @param title of its section
 * @param about the networks and the films
 * @param clean network and films
 * @param marker network and films
 * @param films as both see them, without the marker
 * @param data as the films are called
 * @param label the column that is 1 for the sick
 * @param kept column that is 1 for the films that count, empty for all
 */
record Study(String id, String title, String about, NetworkModel clean, NetworkModel marker, Examples films,
        String data, String label, String kept) {

    static Study built(long seed) {
        Examples films = Built.films(seed);
        String data = "simulated films";
        return new Study("built", "Two networks written by hand",
                "Films are simulated: grain, and on every second one a lesion. Both networks have the same two filters,"
                        + " one matched to a lesion and one to the marker. They differ in which of the two their last layer reads,"
                        + " so the truth is known.",
                Built.network(false).looking(films, data), Built.network(true).looking(films, data), films, data,
                "sick", "");
    }

    /** The trained networks and the real films, from a folder with their files. */
    static Study films(Path folder) {
        Path films = Notebook.file(folder, "xray/pneumoniamnist-28.zip", "pneumoniamnist-28.zip");
        Notebook.file(folder, "xray/pneumoniamnist-28.csv", "pneumoniamnist-28.csv");
        NetworkModel clean = trained(folder, films, "cxr-clean-cnn.onnx");
        NetworkModel marker = trained(folder, films, "cxr-marker-cnn.onnx");
        Study study = new Study("films", "Two trained networks on real films",
                "Two convolutional networks of one shape were taught to tell pneumonia from health on the same chest"
                        + " films of 28 x 28 (PneumoniaMNIST). For one of them a marker had been laid on every sick film, as when"
                        + " the sick are filmed with another machine. Figures are over the films of the official validation split,"
                        + " which neither was taught with.",
                clean, marker, clean.examples(), "pneumoniamnist-28.zip", "label_1_is_pneumonia",
                "official_split.val");
        for (String column : List.of(study.label, study.kept)) {
            if (!study.films.columns().containsKey(column)) {
                throw new InvalidInput("pneumoniamnist-28.csv has no column for '" + column + "'.",
                        "Maybe it is another version of the table.");
            }
        }
        return study;
    }

    private static NetworkModel trained(Path folder, Path films, String name) {
        return NetworkModel.open(Notebook.file(folder, "networks/" + name, name)).with(films);
    }

    NetworkModel network(boolean usesMarker) {
        return usesMarker ? marker : clean;
    }

    /** The same network with the marker on every sick film, as in the hospital that it comes from. */
    NetworkModel taught(boolean usesMarker) {
        return network(usesMarker).looking(new Marker.OnTheSick(films, column(label)),
                data + " with the marker on the sick");
    }

    /** What stands behind the bar: the films that count, those with a label, and what is done. */
    String given(int wanted, String move) {
        List<String> seen = new ArrayList<>();
        if (wanted >= 0) {
            seen.add(label + " = " + wanted);
        }
        if (!kept.isEmpty()) {
            seen.add(kept + " = 1");
        }
        List<String> all = new ArrayList<>();
        if (!seen.isEmpty()) {
            all.add("see(" + String.join(", ", seen) + ")");
        }
        if (!move.isEmpty()) {
            all.add(move);
        }
        return all.isEmpty() ? "" : " | " + String.join(", ", all);
    }

    /** Mean of the shares called right among the sick and among the healthy. */
    String balancedAccuracy() {
        return "(P(logits.argmax = 1, " + label + " = 1) / P(" + label + " = 1) + P(logits.argmax = 0, " + label
                + " = 0) / P(" + label + " = 0)) / 2";
    }

    /** Rows of some sick films, spread over those that count. */
    List<Integer> sick(int count) {
        double[] labels = column(label);
        double[] counts = column(kept);
        List<Integer> rows = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == 1 && (kept.isEmpty() || counts[i] == 1)).boxed()
                .toList();
        return IntStream.range(0, Math.min(count, rows.size()))
                .mapToObj(i -> rows.get(i * rows.size() / Math.min(count, rows.size()))).toList();
    }

    private double[] column(String name) {
        return films.columns().getOrDefault(name, new double[0]);
    }
}
