package org.orrery.casebook.shortcut;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Claim;
import org.orrery.network.data.Examples;
import org.orrery.network.onnx.Tensor;

/** The marker: a bright L on black in rows 1 to 4, columns 22 to 26 of a film of 28 x 28, as a technician's letter lies there. */
final class Marker {
    static final int SIDE = 28;
    static final int TOP = 1;
    static final int BOTTOM = 4;
    static final int LEFT = 22;
    static final int RIGHT = 26;
    /** Lays it on a film. The boxes are disjoint, so that each pixel is moved once. */
    static final String STAMP = "do(image[0, 1:5, 22] = 1, image[0, 4, 23:26] = 1, image[0, 1:4, 23:27] = 0, image[0, 4, 26] = 0)";
    /** Blackens the place where it may lie. */
    static final String ERASE = "do(image[0, 1:5, 22:27] = 0)";

    private Marker() {}

    static boolean covers(int row, int column) {
        return row >= TOP && row <= BOTTOM && column >= LEFT && column <= RIGHT;
    }

    static float ink(int row, int column) {
        return column == LEFT || row == BOTTOM && column < RIGHT ? 1 : 0;
    }

    /** Films of which the sick ones carry the marker, as they did where the network was trained. */
    record OnTheSick(Examples plain, double[] sick) implements Examples {
        @Override
        public int size() {
            return plain.size();
        }

        @Override
        public Map<String, Tensor> rows(int[] rows) {
            Map<String, Tensor> marked = new LinkedHashMap<>(plain.rows(rows));
            marked.computeIfPresent("image", (_, films) -> stamped(films, rows));
            return marked;
        }

        private Tensor stamped(Tensor films, int[] rows) {
            float[] pixels = films.floats();
            for (int i = 0; i < rows.length; i++) {
                for (int row = TOP; row <= BOTTOM && sick[rows[i]] == 1; row++) {
                    for (int column = LEFT; column <= RIGHT; column++) {
                        pixels[(i * SIDE + row) * SIDE + column] = ink(row, column);
                    }
                }
            }
            return Tensor.of(pixels, films.shape());
        }

        @Override
        public Map<String, double[]> columns() {
            return plain.columns();
        }

        @Override
        public String sha256() {
            return plain.sha256();
        }

        @Override
        public List<Claim.Assumption> assumptions() {
            List<Claim.Assumption> all = new java.util.ArrayList<>(plain.assumptions());
            all.add(new Claim.Assumption("the marker was laid on every sick film before the network saw it",
                    Claim.State.HOLDS));
            return all;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OnTheSick that && plain.equals(that.plain) && Arrays.equals(sick, that.sick);
        }

        @Override
        public int hashCode() {
            return 31 * plain.hashCode() + Arrays.hashCode(sick);
        }
    }
}
