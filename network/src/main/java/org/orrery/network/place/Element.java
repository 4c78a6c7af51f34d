package org.orrery.network.place;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Address;
import org.orrery.core.InvalidInput;
import org.orrery.core.Window;
import org.orrery.network.onnx.Tensor;

/**
 * One number of an example at each position: an element or what is read out of a row of elements.
 *
 * @param address as asked
 * @param place its selectors leave the last axis whole where a readout needs all of it
 * @param picked the place on the last axis whose probability is asked for, -1 otherwise
 */
record Element(Address address, Place place, Readout readout, int picked) {
    /**
     * @throws InvalidInput if it is more than one number at a position
     */
    static Element of(Address address, Place place, Readout readout, int picked) {
        Element element = new Element(address, place, readout, picked);
        Place elsewhere = place;
        if (readout != Readout.VALUE) {
            List<Address.Selector> one = new ArrayList<>(place.selectors());
            one.set(one.size() - 1, new Address.Selector.Index(0));
            elsewhere = new Place(place.tensor(), place.element(), place.shape(), place.batchAxis(),
                    place.positionAxis(), one);
        }
        if (!elsewhere.isOneElsewhere()) {
            throw new InvalidInput("'" + address + "' is more than one number: one example of " + place.tensor()
                    + " has the axes " + place.layout().describe() + ".",
                    "Maybe select one: " + element.example());
        }
        return element;
    }

    private String example() {
        List<Address.Selector> one = new ArrayList<>();
        List<Integer> axes = place.layout().axes();
        for (int i = 0; i < axes.size() - (readout == Readout.ARGMAX ? 1 : 0); i++) {
            if (axes.get(i) != place.positionAxis()) {
                one.add(place.selectors().get(i) instanceof Address.Selector.Index index
                        ? index
                        : new Address.Selector.Index(0));
            }
        }
        String name = place.tensor() + (readout == Readout.VALUE ? "" : readout.suffix());
        return new Address(name, one) + (place.leavesPositions() ? " @ 0" : "");
    }

    /** Places of the elements that it needs in one example, row by row. */
    int[] indices(long[] full, @Nullable Integer position) {
        long[] shape = Batch.without(full, place.batchAxis());
        Window window = position == null || place.positionAxis() < 0 ? null : Window.at(position);
        if (window == null && place.leavesPositions()
                && shape[place.layout().axes().indexOf(place.positionAxis())] > 1) {
            throw new InvalidInput("'" + address + "' has " + shape[place.layout().axes().indexOf(place.positionAxis())]
                    + " positions, and the question names none.", "Maybe: " + address + " @ 0");
        }
        return place.indices(shape, window);
    }

    double of(Tensor tensor, int example, @Nullable Integer position) {
        int batch = place.batchAxis();
        long[] full = tensor.shape();
        int[] indices = indices(full, position);
        return switch (readout) {
            case VALUE -> number(tensor, Batch.index(indices[0], full, batch, example));
            case ARGMAX -> {
                int best = 0;
                double most = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < indices.length; i++) {
                    double value = number(tensor, Batch.index(indices[i], full, batch, example));
                    if (Double.isNaN(value)) {
                        yield Double.NaN;
                    }
                    if (value > most) {
                        most = value;
                        best = i;
                    }
                }
                yield best;
            }
            case PROBABILITY -> {
                double[] scores = new double[indices.length];
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = number(tensor, Batch.index(indices[i], full, batch, example));
                }
                yield probability(scores);
            }
        };
    }

    private double probability(double[] scores) {
        if (picked >= scores.length) {
            throw new InvalidInput("'" + address + "': there is no place " + picked + " among " + scores.length + ".",
                    "Places go from 0 to " + (scores.length - 1) + ".");
        }
        if (scores.length == 1) {
            return 1 / (1 + Math.exp(-scores[0]));
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - scores[picked]);
        }
        return 1 / sum;
    }

    private double number(Tensor tensor, int index) {
        return tensor.real(index);
    }
}
