package org.orrery.bench;

import java.util.Arrays;

import org.orrery.equation.Kernel;

/**
 * What an engineer writes by hand for {@link ReactionNetwork}: explicit statements for 5 and 50 reactions, and for more
 * a loop over index arrays for each kind of reaction.
 */
final class HandWritten {
    private HandWritten() {}

    static Kernel of(ReactionNetwork network) {
        return switch (network.reactions()) {
            case 5 -> new Five();
            case 50 -> new Fifty();
            default -> new Loops(network);
        };
    }

    /** Needs no workspace. */
    private interface Plain extends Kernel {
        @Override
        default int workspaceSize() {
            return 0;
        }

        @Override
        default void prepare(double[] p, double[] w) {
            // Nothing is kept.
        }
    }

    /** Five reactions. */
    private static final class Five implements Plain {
        @Override
        public int outputs() {
            return 4;
        }

        @Override
        public void apply(double t, double[] y, double[] p, double[] w, double[] out) {
            five(y, p, out);
        }
    }

    /** Fifty reactions. */
    private static final class Fifty implements Plain {
        @Override
        public int outputs() {
            return 20;
        }

        @Override
        public void apply(double t, double[] y, double[] p, double[] w, double[] out) {
            fifty(y, p, out);
        }
    }

    /** Any number of reactions. */
    private static final class Loops implements Plain {
        private final int species;
        private final int[] substrate;
        private final int[] product;
        private final int[] partner;

        Loops(ReactionNetwork network) {
            int reactions = network.reactions();
            species = network.species();
            substrate = new int[reactions];
            product = new int[reactions];
            partner = new int[reactions];
            for (int i = 0; i < reactions; i++) {
                substrate[i] = network.substrate(i);
                product[i] = network.product(i);
                partner[i] = network.partner(i);
            }
        }

        @Override
        public int outputs() {
            return species;
        }

        @Override
        public void apply(double t, double[] y, double[] p, double[] w, double[] out) {
            Arrays.fill(out, 0, species, 0);
            int n = substrate.length;
            for (int i = 0; i < n; i += 3) {
                double v = p[2 * i] * y[substrate[i]];
                out[substrate[i]] -= v;
                out[product[i]] += v;
            }
            for (int i = 1; i < n; i += 3) {
                double v = p[2 * i] * y[substrate[i]] * y[partner[i]];
                out[substrate[i]] -= v;
                out[partner[i]] -= v;
                out[product[i]] += v;
            }
            for (int i = 2; i < n; i += 3) {
                double s = y[substrate[i]];
                double v = p[2 * i] * s / (p[2 * i + 1] + s);
                out[substrate[i]] -= v;
                out[product[i]] += v;
            }
        }
    }

    private static void five(double[] y, double[] p, double[] out) {
        double v0 = p[0] * y[3];
        double v1 = p[2] * y[2] * y[2];
        double v2 = p[4] * y[1] / (p[5] + y[1]);
        double v3 = p[6] * y[0];
        double v4 = p[8] * y[3] * y[1];
        out[0] = v1 - v3;
        out[1] = v0 - v2 + v4 - v4;
        out[2] = -v1 - v1 + v3;
        out[3] = -v0 + v2 - v4;
    }

    private static void fifty(double[] y, double[] p, double[] out) {
        double v0 = p[0] * y[3];
        double v1 = p[2] * y[10] * y[14];
        double v2 = p[4] * y[17] / (p[5] + y[17]);
        double v3 = p[6] * y[4];
        double v4 = p[8] * y[11] * y[13];
        double v5 = p[10] * y[18] / (p[11] + y[18]);
        double v6 = p[12] * y[5];
        double v7 = p[14] * y[12] * y[12];
        double v8 = p[16] * y[19] / (p[17] + y[19]);
        double v9 = p[18] * y[6];
        double v10 = p[20] * y[13] * y[11];
        double v11 = p[22] * y[0] / (p[23] + y[0]);
        double v12 = p[24] * y[7];
        double v13 = p[26] * y[14] * y[10];
        double v14 = p[28] * y[1] / (p[29] + y[1]);
        double v15 = p[30] * y[8];
        double v16 = p[32] * y[15] * y[9];
        double v17 = p[34] * y[2] / (p[35] + y[2]);
        double v18 = p[36] * y[9];
        double v19 = p[38] * y[16] * y[8];
        double v20 = p[40] * y[3] / (p[41] + y[3]);
        double v21 = p[42] * y[10];
        double v22 = p[44] * y[17] * y[7];
        double v23 = p[46] * y[4] / (p[47] + y[4]);
        double v24 = p[48] * y[11];
        double v25 = p[50] * y[18] * y[6];
        double v26 = p[52] * y[5] / (p[53] + y[5]);
        double v27 = p[54] * y[12];
        double v28 = p[56] * y[19] * y[5];
        double v29 = p[58] * y[6] / (p[59] + y[6]);
        double v30 = p[60] * y[13];
        double v31 = p[62] * y[0] * y[4];
        double v32 = p[64] * y[7] / (p[65] + y[7]);
        double v33 = p[66] * y[14];
        double v34 = p[68] * y[1] * y[3];
        double v35 = p[70] * y[8] / (p[71] + y[8]);
        double v36 = p[72] * y[15];
        double v37 = p[74] * y[2] * y[2];
        double v38 = p[76] * y[9] / (p[77] + y[9]);
        double v39 = p[78] * y[16];
        double v40 = p[80] * y[3] * y[1];
        double v41 = p[82] * y[10] / (p[83] + y[10]);
        double v42 = p[84] * y[17];
        double v43 = p[86] * y[4] * y[0];
        double v44 = p[88] * y[11] / (p[89] + y[11]);
        double v45 = p[90] * y[18];
        double v46 = p[92] * y[5] * y[19];
        double v47 = p[94] * y[12] / (p[95] + y[12]);
        double v48 = p[96] * y[19];
        double v49 = p[98] * y[6] * y[18];
        out[0] = v5 - v11 + v25 - v31 - v43 + v45;
        out[1] = -v14 + v16 - v34 + v36 - v40;
        out[2] = v7 - v17 + v27 - v37 - v37 + v47;
        out[3] = -v0 + v18 - v20 - v34 + v38 - v40;
        out[4] = -v3 + v9 - v23 + v29 - v31 - v43 + v49;
        out[5] = v0 - v6 + v20 - v26 - v28 + v40 - v46;
        out[6] = -v9 + v11 - v25 - v29 + v31 - v49;
        out[7] = v2 - v12 + v22 - v22 - v32 + v42;
        out[8] = v13 - v15 - v19 + v33 - v35;
        out[9] = v4 - v16 - v18 + v24 - v38 + v44;
        out[10] = -v1 - v13 + v15 - v21 + v35 - v41;
        out[11] = -v4 + v6 - v10 - v24 + v26 - v44 + v46;
        out[12] = -v7 - v7 + v17 - v27 + v37 - v47;
        out[13] = -v4 + v8 - v10 + v28 - v30 + v48;
        out[14] = -v1 - v13 + v19 - v33 + v39;
        out[15] = v10 - v16 + v30 - v36;
        out[16] = v1 - v19 + v21 - v39 + v41;
        out[17] = -v2 + v12 - v22 + v32 - v42;
        out[18] = v3 - v5 + v23 - v25 + v43 - v45 - v49;
        out[19] = -v8 + v14 - v28 + v34 - v46 - v48;
    }
}
