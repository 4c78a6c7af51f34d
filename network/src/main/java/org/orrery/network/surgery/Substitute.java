package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Intervention;
import org.orrery.core.World;
import org.orrery.network.onnx.ElementType;

/** What an operation does where it is to move something of its size at random. */
sealed interface Substitute {
    /** So many other places are enough to draw from; where there are fewer, directions are drawn. */
    int PLACES = 8;

    /** The same move at other places of the tensor, an operation a draw. */
    record Elsewhere(Operation named, List<Operation> places) implements Substitute {
        @Override
        public int draws() {
            return places.size();
        }

        @Override
        public Operation operation(int draw) {
            return places.get(draw % places.size());
        }

        @Override
        public String what() {
            return "moves at other places of " + named.told();
        }

        @Override
        public Dose dose(int draw, Setting setting) {
            // What is added is carried over; what is put is what the other place would be given.
            return setting.dose() instanceof Dose.Bend(int[] _, double factor, double[] addends)
                    ? new Dose.Bend(operation(draw).indices(), factor, addends)
                    : operation(draw).dose(setting.world(), setting.off(), setting.donor());
        }
    }

    /** The same numbers added in other directions. */
    record Turned(Operation named, List<Turn> turns) implements Substitute {
        @Override
        public int draws() {
            return turns.size();
        }

        @Override
        public Operation operation(int draw) {
            return named;
        }

        @Override
        public String what() {
            return "moves of " + named.told() + " in random directions, of the same norm";
        }

        @Override
        public Dose dose(int draw, Setting setting) {
            double[][] stood = named.beforeAndAfter(setting.on());
            double[] turned = new double[stood[0].length];
            for (int i = 0; i < turned.length; i++) {
                turned[i] = stood[1][i] - stood[0][i];
            }
            turned = turns.get(draw % turns.size()).of(turned);
            if (setting.dose() instanceof Dose.Put) {
                for (int i = 0; i < turned.length; i++) {
                    turned[i] += stood[0][i];
                }
                return new Dose.Put(named.indices(), turned);
            }
            return new Dose.Bend(named.indices(), 1, turned);
        }
    }

    /** Nothing else to move: it does what it is named to do. */
    record Same(Operation named, String why) implements Substitute {
        @Override
        public int draws() {
            return 0;
        }

        @Override
        public Operation operation(int draw) {
            return named;
        }

        @Override
        public String what() {
            return "";
        }

        @Override
        public Dose dose(int draw, Setting setting) {
            return setting.dose();
        }
    }

    /**
     * One world in which the named move was made.
     *
     * @param dose the named one
     * @param on what came of it
     * @param off untouched, where the operation asks for it
     * @param donor another example, where the operation asks for one
     */
    record Setting(World world, Dose dose, Rig.Got on, Rig.@Nullable Got off, Rig.@Nullable Got donor) {}

    /** How many different draws there are. */
    int draws();

    /** Who moves in a draw. */
    Operation operation(int draw);

    /** What is drawn, for people. */
    String what();

    /** What is put at the slot in a draw. */
    Dose dose(int draw, Setting setting);

    /** @param draws as many as are wanted */
    static Substitute of(Operation named, int draws, long seed) {
        if (named.move() instanceof Intervention.Freeze) {
            return new Same(named, "what is held as it was has no size");
        }
        SplittableRandom random = new SplittableRandom(seed);
        Box box = named.box();
        long others = box.others();
        boolean real = named.slot().type().isReal() && named.slot().type() != ElementType.BOOL;
        if (others >= PLACES || others > 0 && !(real && box.canTurn())) {
            List<int[]> places = others <= draws ? box.all() : some(box, draws, random);
            return new Elsewhere(named, places.stream().map(named::elsewhere).toList());
        }
        if (real && box.canTurn()) {
            List<Turn> turns = new ArrayList<>();
            for (int draw = 0; draw < draws; draw++) {
                turns.add(Turn.drawn(box, random));
            }
            return new Turned(named, turns);
        }
        return new Same(named, named.told() + " has nothing else of this size to move");
    }

    private static List<int[]> some(Box box, int draws, SplittableRandom random) {
        Set<Long> drawn = new LinkedHashSet<>();
        while (drawn.size() < draws) {
            drawn.add(random.nextLong(box.others()));
        }
        return drawn.stream().map(box::other).toList();
    }

    /** The draws that a list of substitutes has together, told once each. */
    static String told(List<Substitute> all) {
        Set<String> told = new LinkedHashSet<>();
        Set<String> whys = new HashSet<>();
        for (Substitute each : all) {
            if (each instanceof Same(Operation _, String why)) {
                whys.add(why);
            } else {
                told.add(each.what());
            }
        }
        return told.isEmpty() ? String.join(", ", whys) : String.join(" and ", told);
    }
}
