package org.orrery.network.surgery;

/** The 16-bit float that keeps the exponent of a float: its upper half, rounded to the nearest, ties to even. */
final class Bfloat {
    private Bfloat() {}

    static float round(float value) {
        if (Float.isNaN(value)) {
            return value;
        }
        int bits = Float.floatToRawIntBits(value);
        int rounded = bits + 0x7fff + (bits >>> 16 & 1);
        return Float.intBitsToFloat(rounded & 0xffff0000);
    }
}
