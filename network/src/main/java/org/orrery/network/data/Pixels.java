package org.orrery.network.data;

import java.util.List;
import org.orrery.core.InvalidInput;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Layout;

/** Pictures (height, width, colours) on the axes of an input. */
final class Pixels {
    private Pixels() {}

    /**
     * Colours before the pixels or behind them, as the input has them; grey pictures also without an axis of colours.
     *
     * @throws InvalidInput if size or number of colours do not fit
     */
    static Tensor fit(Tensor pictures, Layout input, boolean bgr, String name) {
        long[] from = pictures.shape();
        int count = (int) from[0];
        int height = (int) from[1];
        int width = (int) from[2];
        int colours = (int) from[3];
        List<Dim> shape = input.exampleShape();
        boolean front = shape.size() == 3 && fits(shape, colours, height, width);
        boolean behind = !front && shape.size() == 3 && fits(shape, height, width, colours);
        boolean grey = colours == 1 && (shape.size() == 2 && fits(shape, height, width)
                || shape.size() == 1 && fits(shape, height * width));
        if (!front && !behind && !grey) {
            throw new InvalidInput("'" + input.tensor() + "' expects " + Feed.expected(input) + ", and the pictures of "
                    + name + " are " + width + " wide, " + height + " high, in " + colours
                    + (colours == 1 ? " colour." : " colours."),
                    "Maybe scale the pictures, or save them in grey or in colours.");
        }
        float[] values = pictures.floats();
        if (!front) {
            long[] to = shape.size() == 3
                    ? from
                    : shape.size() == 2 ? new long[]{count, height, width} : new long[]{count, (long) height * width};
            return Tensor.of(bgr ? swapped(values, colours) : values, to);
        }
        float[] planes = new float[values.length];
        float[] source = bgr ? swapped(values, colours) : values;
        int size = height * width;
        for (int i = 0; i < count; i++) {
            for (int pixel = 0; pixel < size; pixel++) {
                for (int colour = 0; colour < colours; colour++) {
                    planes[(i * colours + colour) * size + pixel] = source[(i * size + pixel) * colours + colour];
                }
            }
        }
        return Tensor.of(planes, count, colours, height, width);
    }

    private static boolean fits(List<Dim> shape, int... lengths) {
        for (int axis = 0; axis < lengths.length; axis++) {
            if (shape.get(axis) instanceof Dim.Known(long length) && length != lengths[axis]) {
                return false;
            }
        }
        return true;
    }

    private static float[] swapped(float[] values, int colours) {
        if (colours < 3) {
            return values;
        }
        float[] swapped = values.clone();
        for (int pixel = 0; pixel < values.length; pixel += colours) {
            swapped[pixel] = values[pixel + 2];
            swapped[pixel + 2] = values[pixel];
        }
        return swapped;
    }
}
