package org.orrery.network.surgery;

import org.orrery.network.onnx.ElementType;

/**
 * One selection in an instrumented graph with the names of its edges.
 *
 * @param kind whether elements are replaced, or scaled and shifted
 * @param type of the tensor
 * @param rank number of its axes, -1 where it is not known
 * @param before the edge with what the tensor would have been
 * @param after the edge that the readers see
 * @param mask input: which elements are moved
 * @param value input: the new values, or what is added
 * @param factor input: what they are multiplied by; there in affine slots only
 * @param path of an arrow: what lies between writer and reader, for people; empty elsewhere
 */
public record Slot(Site site, Kind kind, ElementType type, int rank, String before, String after, String mask,
        String value, String factor, String path) {
    /** What a slot can do. */
    public enum Kind {
        /** {@code Where(mask, value, x)}. */
        PATCH,
        /** {@code Where(mask, factor * x + value, x)}. */
        AFFINE
    }

    /** The same with another edge behind it. */
    Slot handingTo(String edge) {
        return new Slot(site, kind, type, rank, before, edge, mask, value, factor, path);
    }

    /**
     * In what type the selection is made: the operator exists for some types only. The way there and back loses nothing.
     */
    ElementType carrier() {
        return switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> ElementType.FLOAT;
            case DOUBLE -> ElementType.DOUBLE;
            case INT32, INT16, INT8, UINT16, UINT8, BOOL -> ElementType.INT32;
            case INT64, UINT32, UINT64 -> ElementType.INT64;
            case STRING, COMPLEX64, COMPLEX128, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4,
                    FLOAT4E2M1, FLOAT8E8M0 ->
                throw new org.orrery.core.Refusal("'" + site.tensor() + "' holds " + type
                        + ", which cannot be moved.", "Maybe move a tensor of numbers before or behind it.");
        };
    }
}
