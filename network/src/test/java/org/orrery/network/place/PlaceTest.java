package org.orrery.network.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.core.Address;
import org.orrery.core.Address.Selector;
import org.orrery.core.InvalidInput;
import org.orrery.core.Window;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;

class PlaceTest {
    /** Four heads, five positions that look at five. */
    private static final Layout PATTERN = layout(0, 2, 2, 4, 5, 5);
    private static final Layout HIDDEN = layout(0, 1, 2, 5, 8);
    private static final Layout PICTURE = layout(0, -1, 2, 3, 6, 7);

    private static Layout layout(int batch, int position, long... lengths) {
        return new Layout("x", ElementType.FLOAT,
                IntStream.range(0, lengths.length)
                        .mapToObj(i -> i == batch ? new Dim.Named("batch") : (Dim) new Dim.Known(lengths[i])).toList(),
                batch, position);
    }

    private static Place place(Layout layout, String address) {
        return Place.of(layout, Address.parse(address));
    }

    @Test
    void fewerSelectorsThanAxesLeaveThePositionsToTheWindow() {
        assertThat(place(PATTERN, "x[3]")).hasToString("x[3, :, :]");
        assertThat(place(PATTERN, "x[3, 1]")).hasToString("x[3, :, 1]");
        assertThat(place(PATTERN, "x[3, 1, 2]")).hasToString("x[3, 1, 2]");
        assertThat(place(HIDDEN, "x[7]")).hasToString("x[:, 7]");
        assertThat(place(HIDDEN, "x[4, 7]")).hasToString("x[4, 7]");
        assertThat(place(HIDDEN, "x")).hasToString("x[:, :]");
        assertThat(place(PICTURE, "x[2]")).hasToString("x[2, :, :]");
    }

    @Test
    void whatDoesNotFitIsSaidWithTheAxes() {
        for (String wrong : List.of("x[4]", "x[0, 5]", "x[0, 0, 0, 0]", "x[head]", "x[2:5]", "x[0, 5, 0]")) {
            assertThatExceptionOfType(InvalidInput.class).as(wrong).isThrownBy(() -> place(PATTERN, wrong))
                    .withMessageContaining("4 x 5 positions x 5");
        }
    }

    @Test
    void theSelectedElementsAreThoseThatBruteForceFinds() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 2_000; trial++) {
            long[] lengths = random.ints(random.nextInt(1, 5), 1, 5).asLongStream().toArray();
            int position = random.nextInt(-1, lengths.length);
            List<Selector> selectors = new ArrayList<>();
            for (long length : lengths) {
                int from = random.nextInt((int) length);
                selectors.add(switch (random.nextInt(3)) {
                    case 0 -> new Selector.All();
                    case 1 -> new Selector.Index(from);
                    default -> new Selector.Range(from, random.nextInt(from, (int) length) + 1);
                });
            }
            double edge = random.nextInt(-2, 6) / 2.0;
            Window window = position < 0 ? Window.ALWAYS : new Window(edge, edge + random.nextInt(3));
            Place place = new Place("x", ElementType.FLOAT, layout(-1, position, lengths).shape(), -1, position,
                    selectors);
            int[] expected = bruteForce(lengths, selectors, position, window);
            if (expected.length == 0) {
                assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> place.indices(lengths, window));
            } else {
                assertThat(place.indices(lengths, window)).as("%s @ %s", place, window).isEqualTo(expected);
            }
        }
    }

    private static int[] bruteForce(long[] lengths, List<Selector> selectors, int position, Window window) {
        int size = 1;
        for (long length : lengths) {
            size *= (int) length;
        }
        return IntStream.range(0, size).filter(flat -> {
            int rest = flat;
            boolean in = true;
            for (int axis = lengths.length - 1; axis >= 0; axis--) {
                int at = rest % (int) lengths[axis];
                rest /= (int) lengths[axis];
                in &= switch (selectors.get(axis)) {
                    case Selector.Index(int index) -> index == at;
                    case Selector.Range(int from, int to) -> at >= from && at < to;
                    case Selector.All _,Selector.Named _ -> true;
                };
                in &= axis != position || at >= window.from() && at <= window.to();
            }
            return in;
        }).toArray();
    }

    @Test
    void anElementOfAnExampleIsFoundOnAnyAxisOfExamples() {
        long[] shape = {2, 3, 4};
        for (int batch = 0; batch < 3; batch++) {
            long[] left = Batch.without(shape, batch);
            for (int example = 0; example < shape[batch]; example++) {
                for (int index = 0; index < left[0] * left[1]; index++) {
                    int a = index / (int) left[1];
                    int b = index % (int) left[1];
                    int[] at = batch == 0
                            ? new int[]{example, a, b}
                            : batch == 1 ? new int[]{a, example, b} : new int[]{a, b, example};
                    assertThat(Batch.index(index, shape, batch, example)).isEqualTo((at[0] * 3 + at[1]) * 4 + at[2]);
                }
            }
        }
    }

    @Test
    void aWindowNeedsPositions() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> place(PICTURE, "x[1]").indices(new long[]{3, 6, 7}, Window.at(2)))
                .withMessageContaining("has no positions");
    }
}
