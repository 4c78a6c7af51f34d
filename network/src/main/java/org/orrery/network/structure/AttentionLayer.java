package org.orrery.network.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.network.place.Alias;

/**
 * One layer of attention.
 *
 * @param heads one node group a head where heads have nodes of their own, else one for all
 * @param count how many heads, -1 where it is not known
 * @param source the tensor that the queries are computed from
 */
record AttentionLayer(List<Head> heads, int count, String source) {
    /** A tensor and the axis that counts the heads, -1 where each head has its own tensor. */
    record Part(String tensor, int headAxis) {}

    /**
     * @param parts by name: q, k, v, scores, pattern, z, out
     * @param pattern the edge of the pattern
     */
    record Head(Map<String, Part> parts, String pattern, String source) {
        Head {
            parts = new LinkedHashMap<>(parts);
        }
    }

    List<Alias> aliases(String name) {
        List<Alias> aliases = new ArrayList<>();
        Head first = heads.getFirst();
        first.parts().forEach((part, place) -> {
            String told = part + " of attention, " + told();
            if (place.headAxis() >= 0 || part.equals("out") && heads.size() == 1 && count != 1) {
                aliases.add(new Alias(name + "." + part, told, List.of(place.tensor()), place.headAxis()));
                return;
            }
            List<String> tensors = new ArrayList<>();
            for (Head head : heads) {
                Part own = head.parts().get(part);
                if (own != null) {
                    tensors.add(own.tensor());
                }
            }
            if (tensors.size() == heads.size()) {
                aliases.add(new Alias(name + "." + part, told, tensors, Alias.PARTS));
            }
        });
        return aliases;
    }

    String told() {
        String many = count < 0 ? "heads that are folded into the examples" : count + (count == 1 ? " head" : " heads");
        return many + (heads.size() > 1 ? " with tensors of their own" : "");
    }
}
