package org.orrery.network.data;

import java.util.ArrayList;
import java.util.List;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Layout;

/** From the values of the file to what the network sees: scaled as the card says, in the elements of the input, and checked. */
final class Scaling {
    private final Layout input;
    private final Card card;
    private final Card.Input said;
    private final Table table;
    private final boolean pixels;

    Scaling(Layout input, Card card, Table table) {
        this.input = input;
        this.card = card;
        this.said = card.of(input.tensor());
        this.table = table;
        this.pixels = table.form() == Table.Form.PICTURES && input.element().isReal();
    }

    /** Whether nothing is known of the scale of pixels; they are then scaled to 0..1. */
    private boolean guessed() {
        return pixels && said.subtract().isEmpty() && said.divide().isEmpty();
    }

    Tensor apply(Tensor raw) {
        if (raw.type() == ElementType.STRING || input.element() == ElementType.STRING) {
            if (raw.type() != input.element()) {
                throw new InvalidInput(
                        "'" + input.tensor() + "' expects " + Feed.expected(input) + ", and " + table.name()
                                + " holds " + raw.type() + " for it.",
                        "Maybe another column is meant.");
            }
            return raw;
        }
        boolean plain = said.subtract().isEmpty() && said.divide().isEmpty() && !guessed();
        if (plain && raw.type() == input.element() && !raw.type().isReal()) {
            return raw;
        }
        double[] values = raw.doubles();
        long[] shape = raw.shape();
        if (!plain) {
            scale(values, shape);
        }
        check(values, shape);
        return plain && raw.type() == input.element() ? raw : Elements.of(input.element(), values, shape);
    }

    private void scale(double[] values, long[] shape) {
        List<Double> subtract = said.subtract().isEmpty() ? List.of(0.0) : said.subtract();
        List<Double> divide = guessed()
                ? List.of(Double.parseDouble(table.told()))
                : said.divide().isEmpty() ? List.of(1.0) : said.divide();
        int axis = channels(Math.max(subtract.size(), divide.size()), shape);
        int inner = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            inner *= (int) shape[i];
        }
        int length = (int) shape[axis];
        for (int i = 0; i < values.length; i++) {
            int channel = i / inner % length;
            values[i] = (values[i] - subtract.get(subtract.size() == 1 ? 0 : channel))
                    / divide.get(divide.size() == 1 ? 0 : channel);
        }
    }

    /** The axis along which the card's numbers go: colours of pictures, else the last one. */
    private int channels(int several, long[] shape) {
        int last = shape.length - 1;
        int axis = shape.length == 4 && shape[1] == several ? 1 : last;
        if (several > 1 && shape[axis] != several) {
            throw new InvalidInput(card.name() + " has " + several + " numbers to scale '" + input.tensor()
                    + "' by, and it has " + input.describe() + ".", "Maybe give one number, or one for each channel.");
        }
        return axis;
    }

    private void check(double[] values, long[] shape) {
        int example = values.length / Math.max(1, input.batchAxis() < 0 ? 1 : (int) shape[0]);
        for (int i = 0; i < values.length; i++) {
            boolean whole = input.element().isWhole() || input.element() == ElementType.BOOL;
            if (whole
                    ? values[i] != Math.rint(values[i]) || Double.isInfinite(values[i])
                    : !Double.isFinite(values[i]) && !said.missing()) {
                throw new InvalidInput("'" + input.tensor() + "' expects " + Feed.expected(input) + ", and row "
                        + i / Math.max(1, example) + " of " + table.name() + " holds " + Numbers.round(values[i], 6)
                        + ".",
                        whole
                                ? "Maybe the column is another one."
                                : "Maybe drop the row; where the network knows missing values, say 'missing: allowed' in its"
                                        + " card.");
            }
        }
    }

    /** What a claim must say of it. */
    List<Claim.Assumption> told(Tensor fitted) {
        List<Claim.Assumption> told = new ArrayList<>();
        if (guessed()) {
            told.add(new Claim.Assumption("the network was trained on pixels scaled to 0..1 (no card says so)",
                    Claim.State.UNTESTED));
        } else if (!said.subtract().isEmpty() || !said.divide().isEmpty()) {
            told.add(new Claim.Assumption("'" + input.tensor() + "' is scaled as " + card.name() + " says",
                    Claim.State.HOLDS));
        }
        if (!said.range().isEmpty() && fitted.type() != ElementType.STRING) {
            double low = said.range().get(0);
            double high = said.range().get(1);
            double[] values = fitted.doubles();
            long outside = java.util.Arrays.stream(values).filter(value -> value < low || value > high).count();
            told.add(new Claim.Assumption("'" + input.tensor() + "' lies within " + Numbers.print(low) + ".."
                    + Numbers.print(high) + " as " + card.name() + " says"
                    + (outside == 0 ? "" : ": " + outside + " of " + values.length + " values do not"),
                    outside == 0 ? Claim.State.HOLDS : Claim.State.FAILS));
        }
        return told;
    }
}
