package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Address;
import org.orrery.core.Model;
import org.orrery.core.Question;

class PictureTest {
    private final Model model = new FakeModel(Path.of("decay.fake"), Set.of());

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"S @ 5; S; 5", "max(S) over 0..9 - P @ 3; S,P; 9",
            "E[log10(S @ 2)] / 3; S; 2", "P(S @ 1 > P @ 4, k < 2); S,P,k; 4", "S @ 5 | do(k = 0); S; 5",
            "S @ 5 | do(P = 1 @ 2..7); S,P; 7", "S @ 5 | do(P = 1 @ 2..); S,P; 5"})
    void drawsWhatIsReadAndTheStatesThatAreMoved(String question, String courses, double end) {
        Picture picture = Picture.of(Question.parse(question), model);
        assertThat(picture.courses()).extracting(Address::name).containsExactly(courses.split(","));
        assertThat(picture.grid()).hasSize(201).startsWith(0.0).endsWith(end).isSorted();
    }

    @Test
    void nothingToDrawWithoutATime() {
        assertThat(Picture.of(Question.parse("S"), model)).isEqualTo(Picture.NONE);
        assertThat(Picture.of(Question.parse("S @ 0"), model).grid()).isEqualTo(List.of());
    }
}
