package org.orrery.casebook.shortcut;

import java.util.List;
import java.util.Objects;
import org.orrery.casebook.Notebook;
import org.orrery.core.Address;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;

/** What came out of one study: for each of the two networks how well it does, what it leans on, and what that causes. */
final class Findings {
    /** So many films are explained. */
    private static final int EXPLAINED = 5;
    /** A black film. The mean film is none: most films carried the marker where the network was taught, so it does too. */
    private static final String BASELINE = "zero";
    private static final double AREA = 20.0 / (Marker.SIDE * Marker.SIDE);

    private final Study study;
    private final Notebook notebook;

    Findings(Study study, Notebook notebook) {
        this.study = study;
        this.notebook = notebook;
        for (boolean uses : new boolean[]{false, true}) {
            ask(uses);
        }
    }

    private void ask(boolean uses) {
        var plain = study.network(uses);
        var taught = study.taught(uses);
        String balanced = study.balancedAccuracy();
        notebook.ask(id(uses, "taught"), taught, balanced + study.given(-1, ""));
        explain(uses);
        notebook.ask(id(uses, "erased"), taught, balanced + study.given(-1, Marker.ERASE));
        notebook.ask(id(uses, "plain"), plain, balanced + study.given(-1, ""));
        notebook.ask(id(uses, "sick"), plain, "P(logits.argmax = 1)" + study.given(1, Marker.STAMP));
        notebook.ask(id(uses, "healthy"), plain, "P(logits.argmax = 0)" + study.given(0, Marker.STAMP));
        notebook.ask(id(uses, "all"), plain, "P(logits.argmax = 1)" + study.given(-1, Marker.STAMP));
    }

    private void explain(boolean uses) {
        List<Integer> rows = study.sick(EXPLAINED);
        int hits = 0;
        double share = 0;
        for (int i = 0; i < rows.size(); i++) {
            notebook.explain(id(uses, "leans-" + (i + 1)), study.taught(uses), "logits[1] - logits[0]", rows.get(i),
                    BASELINE);
            double[][] map = map(uses, i + 1);
            share += share(map) / rows.size();
            hits += isTopOnMarker(map) ? 1 : 0;
        }
        boolean found = share > 5 * AREA && hits * 2 > rows.size();
        notebook.check(id(uses, "leans-1"), new Claim.Check("where it falls", found == uses,
                "in " + hits + " of " + rows.size() + " films the weightiest pixel lies on the marker, and "
                        + Numbers.round(100 * share, 3) + " % of all that is attributed ("
                        + Numbers.round(100 * AREA, 2) + " % of the pixels)"));
    }

    Study study() {
        return study;
    }

    Claim claim(boolean uses, String id) {
        return notebook.claim(id(uses, id));
    }

    double value(boolean uses, String id) {
        return notebook.value(id(uses, id));
    }

    double off(boolean uses, String id) {
        return notebook.off(id(uses, id));
    }

    double on(boolean uses, String id) {
        return notebook.on(id(uses, id));
    }

    /** Balanced accuracy with the marker laid on the sick, on the healthy, on both or on none. */
    double balanced(boolean uses, boolean onSick, boolean onHealthy) {
        return ((onSick ? on(uses, "sick") : off(uses, "sick"))
                + (onHealthy ? on(uses, "healthy") : off(uses, "healthy"))) / 2;
    }

    private String id(boolean uses, String id) {
        return study.id() + (uses ? "-marker-" : "-clean-") + id;
    }

    /** What each pixel of an explained film carries. */
    double[][] map(boolean uses, int film) {
        double[][] map = new double[Marker.SIDE][Marker.SIDE];
        for (List<Object> row : Objects.requireNonNull(claim(uses, "leans-" + film).table()).rows()) {
            List<Address.Selector> at = Address.parse((String) row.getFirst()).selectors();
            map[place(at.get(1))][place(at.get(2))] = ((Number) row.get(3)).doubleValue();
        }
        return map;
    }

    /** The film, as it is or as it was taught. */
    double[][] film(int film, boolean marked) {
        int[] row = {study.sick(EXPLAINED).get(film - 1)};
        double[] pixels = Objects.requireNonNull((marked ? study.taught(true).examples() : study.films()).rows(row)
                .get("image")).doubles();
        double[][] picture = new double[Marker.SIDE][Marker.SIDE];
        for (int i = 0; i < pixels.length; i++) {
            picture[i / Marker.SIDE][i % Marker.SIDE] = pixels[i];
        }
        return picture;
    }

    private static int place(Address.Selector selector) {
        return selector instanceof Address.Selector.Index(int index) ? index : 0;
    }

    /** The share of the attributed, by size, that lies on the marker. */
    static double share(double[][] map) {
        double on = 0;
        double all = 0;
        for (int row = 0; row < map.length; row++) {
            for (int column = 0; column < map.length; column++) {
                double size = Math.abs(map[row][column]);
                all += size;
                on += Marker.covers(row, column) ? size : 0;
            }
        }
        return all == 0 ? 0 : on / all;
    }

    static boolean isTopOnMarker(double[][] map) {
        double top = 0;
        boolean on = false;
        for (int row = 0; row < map.length; row++) {
            for (int column = 0; column < map.length; column++) {
                if (Math.abs(map[row][column]) > top) {
                    top = Math.abs(map[row][column]);
                    on = Marker.covers(row, column);
                }
            }
        }
        return on;
    }
}
