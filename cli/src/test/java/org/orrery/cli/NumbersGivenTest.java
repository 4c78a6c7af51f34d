package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class NumbersGivenTest {
    @ParameterizedTest
    @CsvSource({"1,1", "-2.5,-2.5", "+3,3", ".5,0.5", "5.,5", "1e-6,1e-6", "2E3,2000"})
    void decimals(String text, double value) {
        assertThat(Real.ANY.convert(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NaN", "Infinity", "1,5", "0x10p1", "1f", "1d", "1e", "e5", ".", "--1", "1e999"})
    void textsThatAreNoDecimal(String text) {
        assertThatThrownBy(() -> Real.ANY.convert(text)).isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void boundsOfDecimalsAreOpen() {
        assertThat(Real.POSITIVE.convert("1e-300")).isEqualTo(1e-300);
        assertThatThrownBy(() -> Real.POSITIVE.convert("0")).hasMessage("0 is not above 0");
    }

    @Test
    void wholeNumbersHaveClosedBounds() {
        Whole ten = new Whole(1, 10);
        assertThat(ten.convert("1")).isEqualTo(1);
        assertThat(ten.convert("10")).isEqualTo(10);
        assertThatThrownBy(() -> ten.convert("11")).hasMessage("11 is not between 1 and 10");
        assertThatThrownBy(() -> ten.convert("0")).hasMessage("0 is not between 1 and 10");
        assertThatThrownBy(() -> ten.convert("1.0")).hasMessageContaining("not a whole number");
        assertThat(Whole.ANY.convert("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThatThrownBy(() -> Whole.ANY.convert("9223372036854775808")).hasMessageContaining("is not between");
    }

    @Test
    void assignmentsSplitAtTheFirstSign() throws Exception {
        assertThat(Assignment.READER.convert(" k = a=b ")).isEqualTo(new Assignment("k", "a=b"));
        assertThat(Assignment.READER.convert("`my k`=1")).isEqualTo(new Assignment("my k", "1"));
        assertThat(Assignment.READER.convert("`a``b`=1")).isEqualTo(new Assignment("a`b", "1"));
        assertThatThrownBy(() -> Assignment.NUMBER.convert("k=fast")).hasMessageContaining("'fast'");
    }

    @Test
    void evenTimesEndExactlyWhereAsked() {
        Times times = Times.even(0.1, 0.7, 3);
        assertThat(times.skip()).isEqualTo(1);
        assertThat(times.grid()).startsWith(0.0, 0.1).endsWith(0.7).hasSize(5);
        assertThat(Times.even(-1, 1, 2)).isEqualTo(new Times(List.of(-1.0, 0.0, 1.0), 0));
        assertThat(Times.even(0, 5, 50).grid().get(3)).isEqualTo(0.3);
    }

    @Test
    void timesThatOverflowAreNotTaken() {
        assertThatThrownBy(() -> Times.even(-1e308, 1e308, 10)).isInstanceOf(WrongUsage.class);
    }
}
