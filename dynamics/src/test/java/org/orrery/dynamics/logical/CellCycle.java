package org.orrery.dynamics.logical;

import static org.orrery.dynamics.logical.LogicalText.and;
import static org.orrery.dynamics.logical.LogicalText.none;
import static org.orrery.dynamics.logical.LogicalText.not;
import static org.orrery.dynamics.logical.LogicalText.off;
import static org.orrery.dynamics.logical.LogicalText.on;
import static org.orrery.dynamics.logical.LogicalText.one;
import static org.orrery.dynamics.logical.LogicalText.or;
import static org.orrery.dynamics.logical.LogicalText.rule;

import java.util.stream.Stream;

/**
 * The mammalian cell cycle by its published rules: A. Faure, A. Naldi, C. Chaouiya, D. Thieffry, Dynamical analysis of a
 * generic Boolean model for the control of the mammalian cell cycle, Bioinformatics 22 (2006) e124-e131.
 */
final class CellCycle {
    private CellCycle() {}

    static String text() {
        String degraded = not(and(on("Cdh1"), on("UbcH10")));
        return LogicalText.document(
                LogicalText.species(Stream.of("CycD", "Rb", "E2F", "CycE", "CycA", "p27", "Cdc20", "Cdh1", "UbcH10",
                        "CycB").map(id -> one(id, 1, id.equals("CycD") ? 1 : 0)).toArray(String[]::new)),
                LogicalText.transitions(rule("CycD", on("CycD")),
                        rule("Rb", or(none("CycA", "CycB", "CycD", "CycE"), and(on("p27"), none("CycB", "CycD")))),
                        rule("E2F", or(none("Rb", "CycA", "CycB"), and(on("p27"), none("Rb", "CycB")))),
                        rule("CycE", and(on("E2F"), off("Rb"))),
                        rule("CycA", or(and(on("E2F"), none("Rb", "Cdc20"), degraded),
                                and(on("CycA"), none("Rb", "Cdc20"), degraded))),
                        rule("p27", or(none("CycD", "CycE", "CycA", "CycB"),
                                and(on("p27"), not(and(on("CycE"), on("CycA"))), none("CycB", "CycD")))),
                        rule("Cdc20", on("CycB")),
                        rule("Cdh1", or(none("CycA", "CycB"), on("Cdc20"), and(on("p27"), off("CycB")))),
                        rule("UbcH10", or(off("Cdh1"),
                                and(on("Cdh1"), on("UbcH10"), or(on("Cdc20"), on("CycA"), on("CycB"))))),
                        rule("CycB", none("Cdc20", "Cdh1"))));
    }
}
