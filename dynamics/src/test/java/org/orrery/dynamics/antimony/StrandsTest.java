package org.orrery.dynamics.antimony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.Trial;

/** Rates along strands of DNA. The numbers are those of the formulas that libAntimony 3.3 writes for these texts. */
class StrandsTest {
    private static final String PARTS = """
            model twostrands
              --P1--RBS1--G1
              P2--RBS2--G2--
              G1: -> x;
              G2: -> y;
              P1 = ...
              RBS2 = 2*...; RBS1 = ... + 1; P2 = 1.5
              x = 0; y = 0
            end
            model middle
              d: --P1--G1--
              P1 = 3*...
              G1: -> x;
              x = 0
            end
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            --P1--G1            ~ P1 = 3 ~ G1: -> x; P1*2                                             ! G1 = 6
            D: P1--G1--         ~ P1 := 3*k ~ G1: => x;                                                ! G1 = 6
            P1--O1--G1--G2      ~ O1 := 4 + k ~ G1: -> x; ~ G2: -> x;                                   ! G2 = 6
            P1--G1--G2          ~ G1: -> x; 5 ~ G2: -> x;                                              ! G2 = 5
            P1--G1--G2          ~ G1: -> x; ~ G2: -> x;                                                 ! G2 = 0
            d: --P--R--G1--     ~ P = x*k + ... ~ R = ...*3 ~ G1: -> x; ~ x = 4                        ! G1 = 24
            P1--G1              ~ P1 = 2 ~ G1: -> x; ~ G1 = 3*...                                      ! G1 = 6
            P1--P1--G1          ~ P1 = 2 + ... ~ G1: -> x;                                             ! G1 = 4
            a: --P1--G1-- ~ b: G1--P1 ~ P1 = 2 + ... ~ G1: -> x;                                       ! G1 = 2
            a: P2--G1--G2 ~ b: P2--R--G1--G3 ~ P2 = 4 ~ R = ...*9 ~ G1: -> x; k*7 ~ G2: -> x; ~ G3: -> x; ...*3 ! G1 = 28
            a: P2--G1--G2 ~ b: P2--R--G1--G3 ~ P2 = 4 ~ R = ...*9 ~ G1: -> x; k*7 ~ G2: -> x; ~ G3: -> x; ...*3 ! G3 = 42
            DNA d ~ operator P ~ gene G1 ~ d: P--G1 ~ P = 2 + ... ~ G1: -> x;                           ! G1 = 2
            P--G1 ~ P = 2 + ... ~ G1: -> x; ~ Q := 3 + ... + P                                          ! Q = 5
            --P--R--G1 ~ P = 2 ~ R = ...*3 + 1 ~ G1: -> x;                                              ! R = 1
            """)
    void eachElementHandsItsRateOn(String text, String expected) {
        String[] halves = expected.split(" = ");
        assertThat(Trial.antimony(text.replace("~", "\n") + "\nk = 2; x = x0; x0 = 4").read(halves[0] + " @ 0"))
                .isEqualTo(Double.parseDouble(halves[1]));
    }

    @Test
    void aGeneInSeveralStrandsHasTheSum() {
        Trial trial = Trial.antimony("""
                dna1: --P1--RBS1--G1--
                dna2: P2--dna1
                dna3: P2--RBS2--G1
                P1 = ... + 0.3
                P2 = ... + 1.2
                RBS1 = ...*0.8
                RBS2 = ...*1.1
                G1: -> prot1;
                prot1 = 0
                """);
        assertThat(trial.read("G1 @ 0")).isCloseTo((1.2 + 0.3) * 0.8 + 1.2 * 1.1, within(1e-15));
    }

    @Test
    void strandsOfPartsGoOn() {
        Trial named = Trial.antimony(PARTS + """
                model *whole
                  A: middle()
                  P2--A.d--stop
                  P2 = 4
                  stop = 0
                end
                """);
        assertThat(named.read("A__G1 @ 0")).isEqualTo(12);
        Trial proxies = Trial.antimony(PARTS + """
                model *whole
                  A: twostrands(); B: middle()
                  P3--A
                  A--B--G3
                  P3 = 5
                  G3: -> z; ...*7
                  z = 0
                end
                """);
        assertThat(proxies.readAll("A__G1 @ 0", "A__G2 @ 0", "B__G1 @ 0", "G3 @ 0")).containsExactly(6, 3, 9, 63);
    }

    @Test
    void anOperatorCanBeMoved() {
        Trial trial = Trial.antimony("P--G\nP = k*(2 - x)\nG: -> x;\nk = 1; x = 0").tight();
        assertThat(trial.read("x @ 3")).isCloseTo(2 - 2 * Math.exp(-3), within(1e-8));
        assertThat(trial.move("G = 2").read("x @ 3")).isCloseTo(6, within(1e-8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            d: P1--G1 ~ e: d--G2 ~ f: d--G3                          ! the strand d stands in two strands
            d: P1--d                                                 ! the strand is part of itself
            d: P1--e ~ e: G1--d                                      ! the strand is part of itself
            d: P1 ~ d: P2--G                                         ! found
            d: P1--G ~ d: P2--G                                      ! a second strand d
            species P1 ~ P1--G1                                      ! is no operator and no gene
            P1--G1 ~ P1' = 3                                         ! is no operator and no gene
            P1--2                                                    ! an operator, a gene or a strand
            A: middle() ~ B: middle() ~ P--A.e                       ! has nothing called e
            A: twostrands() ~ P--A--Q                                ! has 0 strands that are open there
            d = 3 ~ d: P--Q                                          ! something else before
            gene G1 ~ P--G1                                          ! has no arrow
            """)
    void whatMakesNoSense(String text, String message) {
        String model = PARTS + "model *whole\n" + text.replace("~", "\n") + "\nend\n";
        assertThatThrownBy(() -> Trial.antimony(model)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void unitsOfTimeOfAPartAreRefused() {
        assertThatThrownBy(() -> Trial.antimony(PARTS + "model *whole\nA: middle(), timeconv = 60\nP--A\nend"))
                .isInstanceOf(Refusal.class).hasMessageContaining("units of its own");
    }
}
