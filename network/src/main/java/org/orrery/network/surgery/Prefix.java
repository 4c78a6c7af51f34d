package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.World;

/** The untouched network up to the tensors where it is cut: run once for each world, and remembered for a while. */
final class Prefix {
    private static final int REMEMBERED = 256;

    private final WholeRig rig;
    private final Map<List<Double>, Rig.Got> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Double>, Rig.Got> eldest) {
            return size() > REMEMBERED;
        }
    };

    Prefix(WholeRig rig) {
        this.rig = rig;
    }

    WholeRig rig() {
        return rig;
    }

    /** What the network holds in each of the worlds. */
    List<Rig.Got> of(List<World> worlds) {
        Map<List<Double>, Rig.Got> found = new HashMap<>();
        Map<List<Double>, World> missing = new LinkedHashMap<>();
        synchronized (known) {
            for (World world : worlds) {
                Rig.Got got = known.get(key(world));
                if (got == null) {
                    missing.put(key(world), world);
                } else {
                    found.put(key(world), got);
                }
            }
        }
        List<World> open = List.copyOf(missing.values());
        List<Rig.Got> got = open.isEmpty() ? List.of() : rig.run(open.stream().map(rig::resting).toList());
        synchronized (known) {
            for (int i = 0; i < open.size(); i++) {
                known.put(key(open.get(i)), got.get(i));
                found.put(key(open.get(i)), got.get(i));
            }
        }
        List<Rig.Got> all = new ArrayList<>();
        for (World world : worlds) {
            Rig.Got one = found.get(key(world));
            if (one == null) {
                throw new IllegalStateException("a world was not run");
            }
            all.add(one);
        }
        return all;
    }

    static List<Double> key(World world) {
        return Arrays.stream(world.inputs()).boxed().toList();
    }
}
