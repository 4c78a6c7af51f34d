package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("TGFb", "TGFa", "Teff", "Treg", "damage", "k1", "k10",
            "cells_total");

    @Test
    void caseAndSlipsAndSwapsAreForgiven() {
        assertThat(Nearest.to("tgfb", NAMES)).first().isEqualTo("TGFb");
        assertThat(Nearest.to("damgae", NAMES)).containsExactly("damage");
        assertThat(Nearest.to("Tefff", NAMES)).first().isEqualTo("Teff");
    }

    @Test
    void aBeginningOrAnEndIsEnough() {
        assertThat(Nearest.to("dam", NAMES)).containsExactly("damage");
        assertThat(Nearest.to("total", NAMES)).containsExactly("cells_total");
    }

    @Test
    void neverMoreThanThreeAndNothingForNonsense() {
        assertThat(Nearest.to("k", List.of("k1", "k2", "k3", "k4", "k5"))).isEqualTo(List.of("k1", "k2", "k3"));
        assertThat(Nearest.to("xyzzy", NAMES)).isEmpty();
        assertThat(Nearest.to("", NAMES)).isEmpty();
        assertThat(Nearest.advice("xyzzy", NAMES)).contains("orrery open");
        assertThat(Nearest.advice("damag", NAMES)).isEqualTo("Maybe damage is meant.");
    }

    @Test
    void theDistanceCountsSlips() {
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
    }
}
