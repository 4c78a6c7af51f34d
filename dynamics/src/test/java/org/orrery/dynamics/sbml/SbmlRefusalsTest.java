package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.dynamics.sbml.SbmlText.level2;
import static org.orrery.dynamics.sbml.SbmlText.level3;
import static org.orrery.dynamics.sbml.SbmlText.read;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Refusal;

/** Sound files that say more than we understand are refused by the name of what they say. */
class SbmlRefusalsTest {
    private static final String PACKAGE = "xmlns:%1$s=\"http://www.sbml.org/sbml/level3/version1/%1$s/version1\" %1$s:required=\"%2$s\"";

    @ParameterizedTest
    @ValueSource(strings = {"arrays", "distrib", "spatial", "multi", "dyn"})
    void aRequiredPackage(String name) {
        assertThatThrownBy(() -> read(withPackage(name, true, ""))).isInstanceOf(Refusal.class)
                .hasMessage("small.xml, line 1: uses the SBML package " + name
                        + ", which is required to understand it and is not supported yet.");
    }

    @Test
    void aPackageThatIsNotRequiredIsRemarked() {
        assertThat(read(withPackage("layout", false, "<layout:listOfLayouts><layout:layout/></layout:listOfLayouts>"))
                .remarks())
                .containsExactly("package layout: ignored, it has no mathematical meaning");
    }

    @Test
    void aPackageThatDoesNotSayWhetherItMatters() {
        String silent = level3("<x:list xmlns:x=\"http://www.sbml.org/sbml/level3/version1/comp/version1\"/>");
        assertThatThrownBy(() -> read(silent)).isInstanceOf(Refusal.class)
                .hasMessage("small.xml, line 1: uses the SBML package comp and does not say whether it is required.");
    }

    @Test
    void aFluxBalanceProblem() {
        assertThatThrownBy(() -> read(withPackage("fbc", false,
                "<fbc:listOfObjectives><fbc:objective fbc:id=\"o\" fbc:type=\"maximize\"/></fbc:listOfObjectives>")))
                .isInstanceOf(Refusal.class)
                .hasMessage("small.xml is a flux balance problem (SBML package fbc), not a course in time.");
    }

    @Test
    void anElementThatIsNotKnown() {
        assertThatThrownBy(() -> read(level2(4, "<listOfMagic/>"))).isInstanceOf(Refusal.class)
                .hasMessage("small.xml, line 3: <listOfMagic> does not belong into <model>.");
    }

    @Test
    void aLevelThatIsNotKnown() {
        String four = level3("").replace("level=\"3\"", "level=\"4\"");
        assertThatThrownBy(() -> read(four)).isInstanceOf(Refusal.class)
                .hasMessage("small.xml, line 1: is SBML level 4 version 2, which is not known.");
    }

    @Test
    void notesAndAnnotationsAreRemarked() {
        assertThat(read(level2(4, "<notes><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></notes>\n<annotation/>"))
                .remarks())
                .containsExactly("annotation: ignored, no mathematical meaning",
                        "notes: ignored, no mathematical meaning");
    }

    private static String withPackage(String name, boolean required, String content) {
        return level3(content).replaceFirst(" level=", " " + PACKAGE.formatted(name, required) + " level=");
    }
}
