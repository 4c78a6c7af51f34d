package org.orrery.network.place;

import java.util.List;
import org.orrery.core.Address.Selector;

/**
 * A friendly name of something that the graph holds under the author's names.
 *
 * @param name {@code attn.0.pattern}, {@code conv1}
 * @param what it is, for people: "attention pattern, 2 heads"
 * @param tensors the one that holds it; where each head (or another part) has a tensor of its own, all of them in order
 * @param lead the axis of the tensor that the first selector picks from, counted with the axis of examples; -1 where the
 *     axes are as they stand; {@link #PARTS} where the first selector picks the tensor
 * @param within selectors that stand before those of an address: the name means a part of the tensor
 */
public record Alias(String name, String what, List<String> tensors, int lead, List<Selector> within) {
    /** The first selector says which tensor. */
    public static final int PARTS = -2;

    public Alias {
        tensors = List.copyOf(tensors);
        within = List.copyOf(within);
        if (tensors.isEmpty()) {
            throw new IllegalArgumentException(name + " stands for nothing");
        }
    }

    /** Of whole tensors. */
    public Alias(String name, String what, List<String> tensors, int lead) {
        this(name, what, tensors, lead, List.of());
    }
}
