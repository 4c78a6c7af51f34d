package org.orrery.network.reference;

import java.util.Arrays;

/**
 * A kernel that slides over the spatial axes of an input. {@code taps} lists, for each place of the output, which places of
 * the kernel meet which places of the input; what meets padding is left out.
 *
 * @param before padding before each axis
 * @param after padding behind each axis
 */
record Windows(int[] input, int[] kernel, int[] strides, int[] dilations, int[] before, int[] after, int[] output) {

    /** What one place of the output sees: pairs of places, and how many elements lie in the input or its padding. */
    record Tap(int[] kernel, int[] input, int inPadded) {}

    /** Reads strides, dilations and pads of a node; {@code ceil} rounds the length of the output up. */
    static Windows of(Call call, int[] input, int[] kernel, boolean ceil) {
        int rank = input.length;
        int[] ones = new int[rank];
        Arrays.fill(ones, 1);
        int[] strides = call.ints("strides", ones);
        int[] dilations = call.ints("dilations", ones);
        int[] pads = call.ints("pads", new int[2 * rank]);
        if (kernel.length != rank || strides.length != rank || dilations.length != rank || pads.length != 2 * rank
                || Arrays.stream(strides).anyMatch(s -> s < 1)) {
            throw new IllegalArgumentException("kernel, strides, dilations or pads do not fit " + rank + " axes");
        }
        int[] before = Arrays.copyOf(pads, rank);
        int[] after = Arrays.copyOfRange(pads, rank, 2 * rank);
        int[] output = new int[rank];
        for (int i = 0; i < rank; i++) {
            int reach = (kernel[i] - 1) * dilations[i] + 1;
            switch (call.text("auto_pad", "NOTSET")) {
                case "NOTSET", "" -> {
                    int room = input[i] + before[i] + after[i] - reach;
                    output[i] = (ceil ? Math.ceilDiv(room, strides[i]) : Math.floorDiv(room, strides[i])) + 1;
                    // A window that would begin behind the input has nothing to see.
                    if (ceil && (output[i] - 1) * strides[i] >= input[i] + before[i]) {
                        output[i]--;
                    }
                }
                case "VALID" -> {
                    before[i] = 0;
                    after[i] = 0;
                    // The standard's two formulas for VALID, rounded up or down, come to the same.
                    output[i] = Math.floorDiv(input[i] - reach, strides[i]) + 1;
                }
                case "SAME_UPPER" -> {
                    output[i] = Math.ceilDiv(input[i], strides[i]);
                    int total = Math.max(0, (output[i] - 1) * strides[i] + reach - input[i]);
                    before[i] = total / 2;
                    after[i] = total - before[i];
                }
                case "SAME_LOWER" -> {
                    output[i] = Math.ceilDiv(input[i], strides[i]);
                    int total = Math.max(0, (output[i] - 1) * strides[i] + reach - input[i]);
                    after[i] = total / 2;
                    before[i] = total - after[i];
                }
                default -> throw call.refusal("with auto_pad = " + call.text("auto_pad", ""));
            }
            output[i] = Math.max(0, output[i]);
        }
        return new Windows(input, kernel, strides, dilations, before, after, output);
    }

    Tap[] taps() {
        int[] own = Axes.strides(input);
        int size = Axes.size(kernel);
        Tap[] taps = new Tap[Axes.size(output)];
        int[] at = new int[output.length];
        for (int o = 0; o < taps.length; o++, Axes.next(at, output)) {
            int[] kernels = new int[size];
            int[] inputs = new int[size];
            int met = 0;
            int padded = 0;
            int[] k = new int[kernel.length];
            for (int place = 0; place < size; place++, Axes.next(k, kernel)) {
                int from = 0;
                boolean inside = true;
                boolean near = true;
                for (int i = 0; i < k.length; i++) {
                    int x = at[i] * strides[i] - before[i] + k[i] * dilations[i];
                    inside &= x >= 0 && x < input[i];
                    near &= x < input[i] + after[i];
                    from += x * own[i];
                }
                if (inside) {
                    kernels[met] = place;
                    inputs[met++] = from;
                }
                padded += near ? 1 : 0;
            }
            taps[o] = new Tap(Arrays.copyOf(kernels, met), Arrays.copyOf(inputs, met), padded);
        }
        return taps;
    }
}
