package org.orrery.casebook.adder;

import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.Notebook;
import org.orrery.core.Claim;
import org.orrery.network.NetworkModel;

/** The two heads of a network that continues what it has seen, cut in three ways, and what brings it back. */
final class Heads {
    /** Within the second round of a period of eight, so that what comes next has been seen. */
    private static final int AT = 12;
    private static final String RIGHT = "P(logits.argmax @ " + AT + " = next" + AT + ")";
    private static final List<String> KINDS = List.of("knockout", "mean", "resample");

    private final String id;
    private final Notebook notebook;

    Heads(String id, NetworkModel network, Notebook notebook) {
        this.id = id;
        this.notebook = notebook;
        for (String head : List.of("L0.H0", "L1.H0")) {
            for (String kind : KINDS) {
                ask(head + "-" + kind, network, head + ".out = " + kind);
            }
        }
        ask("restored", network, "L0.H0.out = knockout, resid.1 = baseline");
        ask("keys", network, "L1.H0.xT[L0.H0.out] = knockout");
        ask("queries", network, "L1.H0.q[L0.H0.out] = knockout");
        ask("values", network, "L1.H0.value[L0.H0.out] = knockout");
    }

    private void ask(String name, NetworkModel network, String move) {
        notebook.ask(id + "-" + name, network, RIGHT + " | do(" + move + ")");
    }

    double on(String name) {
        return notebook.on(id + "-" + name);
    }

    double off() {
        return notebook.off(id + "-restored");
    }

    Claim.Table kinds() {
        List<List<Object>> rows = new ArrayList<>();
        for (String head : List.of("L0.H0", "L1.H0")) {
            List<Object> row = new ArrayList<>(List.of(head + ".out"));
            KINDS.forEach(kind -> row.add(on(head + "-" + kind)));
            rows.add(row);
        }
        return new Claim.Table(List.of("cut", "zero", "mean", "resample"), rows);
    }
}
