package org.orrery.core;

/**
 * Independent seeds from one: the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). What a stream draws does
 * not depend on how many streams there are, nor on the order in which they run.
 */
public final class Seeds {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** The seed of one stream, mixed from the claim's seed and the stream's number. */
    public static long stream(long seed, long stream) {
        return mix(mix(seed + GOLDEN) ^ mix(stream * GOLDEN + GOLDEN));
    }

    /** The seed of a stream that is known by name. */
    public static long stream(long seed, String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return stream(seed, hash);
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
