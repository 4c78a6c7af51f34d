package org.orrery.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

class UnitTest {
    private static final Unit SECOND = Unit.ofKind("second", 1, 0, 1);
    private static final Unit MILLIMOLAR = Unit.ofKind("mole", 1, -3, 1).over(Unit.ofKind("litre", 1, 0, 1));
    private static final Map<String, Unit> UNITS = Map.of("S", MILLIMOLAR, "Km", MILLIMOLAR, "k",
            Unit.DIMENSIONLESS.over(SECOND), "time", SECOND, "n", Unit.DIMENSIONLESS, "V", MILLIMOLAR.over(SECOND),
            "uS", new Unit(1e-3, MILLIMOLAR.exponents()));

    @Test
    void scaleMultiplierAndExponentAreOnePower() {
        Unit perSquareMillimetre = Unit.ofKind("metre", -2, -3, 1);
        assertThat(perSquareMillimetre.multiplier()).isCloseTo(1e6, withPercentage(1e-9));
        assertThat(Unit.ofKind("second", 1, 0, 86_400).text()).isEqualTo("day");
    }

    @ParameterizedTest
    @CsvSource({"joule,newton,1,metre,1", "watt,joule,1,second,-1", "volt,watt,1,ampere,-1", "ohm,volt,1,ampere,-1",
            "farad,coulomb,1,volt,-1", "weber,volt,1,second,1", "tesla,weber,1,metre,-2", "henry,weber,1,ampere,-1",
            "siemens,ampere,1,volt,-1", "pascal,newton,1,metre,-2", "katal,mole,1,second,-1",
            "gray,joule,1,kilogram,-1",
            "lux,lumen,1,metre,-2", "hertz,radian,1,second,-1", "liter,litre,1,item,0", "sievert,gray,1,steradian,1",
            "becquerel,hertz,1,dimensionless,1"})
    void kindsAgreeWithTheirDefinitions(String kind, String a, double m, String b, double n) {
        assertThat(Unit.ofKind(kind, 1, 0, 1)).isEqualTo(Unit.ofKind(a, m, 0, 1).times(Unit.ofKind(b, n, 0, 1)));
    }

    @Test
    void unknownKindsAreNamed() {
        assertThatThrownBy(() -> Unit.ofKind("parsec", 1, 0, 1)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("parsec");
        assertThatThrownBy(() -> Unit.ofKind("Celsius", 1, 0, 1)).isInstanceOf(Refusal.class);
    }

    @Test
    void hasNamesForPeople() {
        assertThat(MILLIMOLAR.text()).isEqualTo("mM");
        assertThat(MILLIMOLAR.over(SECOND).text()).isEqualTo("mM/s");
        assertThat(Unit.DIMENSIONLESS.over(Unit.ofKind("second", 1, 0, 86_400)).text()).isEqualTo("1/day");
        assertThat(Unit.DIMENSIONLESS.over(MILLIMOLAR.times(SECOND)).text()).isEqualTo("1/(mM*s)");
        assertThat(Unit.ofKind("metre", 2, 0, 1).text()).isEqualTo("m^2");
        assertThat(Unit.DIMENSIONLESS.text()).isEqualTo("dimensionless");
        assertThat(new Unit(2, Map.of()).text()).isEqualTo("2");
    }

    @Test
    void rootsCancel() {
        Unit third = MILLIMOLAR.power(1.0 / 3);
        assertThat(third.times(third).times(third).same(MILLIMOLAR)).isTrue();
        assertThat(third.times(third).times(third).over(MILLIMOLAR).isDimensionless()).isTrue();
        assertThat(MILLIMOLAR.sameDimension(UNITS.get("uS"))).isTrue();
        assertThat(MILLIMOLAR.same(UNITS.get("uS"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"V*S/(Km + S) ; mM/s", "k*S ; mM/s", "S + 1 ; mM", "2*k ; 1/s", "1/k ; s",
            "sqrt(S^2) ; mM", "piecewise(S, time > 3, Km) ; mM", "rateOf(S) ; mM/s", "delay(S, time) ; mM",
            "min(S, 3) ; mM",
            "S/Km ; dimensionless", "exp(-k*time) ; dimensionless", "abs(-S) ; mM", "S > 2 && n < 1 ; dimensionless",
            "quotient(S, Km) ; dimensionless", "rem(S, Km) ; mM", "n^n ; dimensionless"})
    void followsUnits(String formula, String unit) {
        UnitCheck.Result result = UnitCheck.check(Infix.parse(formula), UNITS::get);
        assertThat(result.complaints()).isEmpty();
        assertThat(result.unit()).isNotNull();
        assertThat(result.unit().text()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"S + k ; adds mM and 1/s in `S + k`", "S - uS ; adds mM and uM in `S - uS`",
            "exp(S) ; exp of mM in `exp(S)`", "S < k ; compares mM and 1/s in `S < k`",
            "2^S ; raises to a power of mM in `2^S`",
            "piecewise(S, true, k) ; chooses between mM and 1/s in `piecewise(S, 1, k)`",
            "delay(S, k) ; delays by 1/s in `delay(S, k)`", "max(S, k) ; chooses between mM and 1/s in `max(S, k)`"})
    void complainsInWords(String formula, String complaint) {
        assertThat(UnitCheck.check(Infix.parse(formula), UNITS::get).complaints()).containsExactly(complaint);
    }

    @ParameterizedTest
    @CsvSource({"q*S", "S^n", "1", "2*3", "q", "q + 1", "1/q"})
    void knowsWhatItDoesNotKnow(String formula) {
        UnitCheck.Result result = UnitCheck.check(Infix.parse(formula), UNITS::get);
        assertThat(result.unit()).isNull();
        assertThat(result.complaints()).isEmpty();
    }

    @Test
    void survivesAwkwardShapes() {
        assertThat(UnitCheck.check(Shapes.doubled(), name -> SECOND).unit()).isEqualTo(SECOND);
        assertThat(UnitCheck.check(Shapes.deep(10_000), name -> SECOND).unit()).isEqualTo(SECOND);
        assertThat(UnitCheck.check(Shapes.longSum(), name -> SECOND).complaints()).isEmpty();
    }
}
