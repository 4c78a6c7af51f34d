package org.orrery.network.surgery;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim.Assumption;
import org.orrery.core.Claim.State;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Run;
import org.orrery.core.Seeds;
import org.orrery.core.World;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Place;

/** One gear at its slot: what it puts there in a world, and whether it stood there afterwards. */
final class Operation {
    private final Gear gear;
    private final Slot slot;
    private final Rig rig;
    private final Reference reference;
    private final Stage stage;
    private final @Nullable FromFile file;
    private final @Nullable Rig fileRun;
    private final int[] indices;

    /**
     * @param file where values come from, null where none are asked for
     * @param fileRun the same graph on the inputs in the file, null where it brings the values themselves
     */
    Operation(Gear gear, Slot slot, Stage stage, @Nullable FromFile file, @Nullable Rig fileRun) {
        this.gear = gear;
        this.slot = slot;
        this.stage = stage;
        this.rig = stage.rig();
        this.reference = stage.reference();
        this.file = file;
        this.fileRun = fileRun;
        this.indices = gear.indices(rig.shape(slot.after()));
        if (indices.length == 0) {
            throw new InvalidInput("'" + gear.move() + "' moves no element.", "Maybe the axis has no length.");
        }
    }

    private Operation(Operation other, int[] indices) {
        this.gear = other.gear;
        this.slot = other.slot;
        this.rig = other.rig;
        this.reference = other.reference;
        this.stage = other.stage;
        this.file = other.file;
        this.fileRun = other.fileRun;
        this.indices = indices;
    }

    /** The same move of other elements. */
    Operation elsewhere(int[] others) {
        return new Operation(this, others);
    }

    Intervention move() {
        return gear.move();
    }

    Slot slot() {
        return slot;
    }

    int[] indices() {
        return indices;
    }

    /** What is moved, as the asker calls it. */
    String told() {
        return slot.site() instanceof Site.Arrow ? slot.site().tensor() : gear.move().address().name();
    }

    /** Where its elements lie. */
    Box box() {
        Place place = gear.place();
        return new Box(indices, rig.shape(slot.after()).example(),
                place.layout().axes().indexOf(place.positionAxis()));
    }

    /** What would have stood at its elements in a run, and what stood there then. */
    double[][] beforeAndAfter(Rig.Got got) {
        RowShape shape = rig.shape(slot.after());
        return new double[][]{got.picked(slot.before(), shape, indices), got.picked(slot.after(), shape, indices)};
    }

    /** Whether what it puts is taken from the untouched run of the same example. */
    boolean needsOff(World.Arming arming) {
        return arming == World.Arming.NO_OP && slot.kind() == Slot.Kind.PATCH
                || arming == World.Arming.ON && gear.move() instanceof Intervention.Freeze;
    }

    /** The other example whose value it takes, -1 where it takes none. */
    int donor(World world) {
        if (world.arming() != World.Arming.ON || !isResampled()) {
            return -1;
        }
        int examples = reference.worlds().size();
        if (examples < 2) {
            throw new Refusal("'" + gear.move() + "' takes the value of another example, and there is one only.",
                    "Bring more: --with DATA.");
        }
        int drawn = new SplittableRandom(Seeds.stream(world.seed(), "resample")).nextInt(examples - 1);
        return drawn < stage.rows().example(world) ? drawn : drawn + 1;
    }

    private boolean isResampled() {
        return gear.move() instanceof Intervention.Patch patch
                && patch.source() instanceof Intervention.Source.Resample;
    }

    /**
     * What it does in a world.
     *
     * @param off the untouched run; needed where {@link #needsOff} says so
     * @param donor the donor's run; needed where there is one
     */
    Dose dose(World world, Rig.@Nullable Got off, Rig.@Nullable Got donor) {
        return switch (world.arming()) {
            case OFF -> Dose.REST;
            case NO_OP -> slot.kind() == Slot.Kind.PATCH
                    ? new Dose.Put(indices, stood(off))
                    : new Dose.Bend(indices, 1, new double[indices.length]);
            case ON -> switch (gear.move()) {
                case Intervention.Clamp clamp -> put(clamp.value());
                case Intervention.Pulse pulse -> put(pulse.value());
                case Intervention.Knockout _ -> put(0);
                case Intervention.Freeze _ -> new Dose.Put(indices, stood(off));
                case Intervention.Shift shift -> new Dose.Bend(indices, 1, all(shift.by()));
                case Intervention.Scale scale -> new Dose.Bend(indices, scale.factor(), all(0));
                case Intervention.Steer _ -> new Dose.Bend(indices, 1, picked(fromFile(world)));
                case Intervention.Patch patch -> new Dose.Put(indices, switch (patch.source()) {
                    case Intervention.Source.Mean _ -> picked(reference.mean(slot.before()));
                    case Intervention.Source.Resample _ -> stood(donor);
                    case Intervention.Source.From _ -> picked(fromFile(world));
                });
                case Intervention.Removal _,Intervention.Swap _,Intervention.Enter _ ->
                    throw new IllegalStateException(gear.move().toString());
            };
        };
    }

    private Dose put(double value) {
        return new Dose.Put(indices, all(value));
    }

    private double[] all(double value) {
        double[] values = new double[indices.length];
        Arrays.fill(values, value);
        return values;
    }

    /** What stood at the slot in another run. */
    private double[] stood(Rig.@Nullable Got run) {
        if (run == null) {
            throw new IllegalStateException("no run for " + gear.move());
        }
        return run.picked(slot.before(), rig.shape(slot.before()), indices);
    }

    private double[] picked(double[] values) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    private double[] fromFile(World world) {
        if (file == null) {
            throw new IllegalStateException("no file for " + gear.move());
        }
        RowShape shape = rig.shape(slot.after());
        if (fileRun == null) {
            Tensor array = file.array(gear);
            if (array == null) {
                throw new IllegalStateException("no array for " + gear.move());
            }
            return file.fit(array, shape, stage.rows().example(world), stage.theatre().size());
        }
        return fileRun.run(List.of(fileRun.resting(world))).getFirst().values(slot.before(), shape);
    }

    /** Reads back what stands at the slot. */
    Run.Firing firing(World.Arming arming, Dose dose, Rig.Got got, int donor) {
        RowShape shape = rig.shape(slot.after());
        double[] before = got.picked(slot.before(), shape, indices);
        double[] after = got.picked(slot.after(), shape, indices);
        int stand = 0;
        for (int i = 0; i < indices.length; i++) {
            double expected = switch (dose) {
                case Dose.Rest _ -> before[i];
                case Dose.Put put -> inType(put.values()[i]);
                case Dose.Bend(int[] _, double factor, double[] addends) ->
                    inType(inType(inType(factor) * before[i]) + inType(addends[i]));
            };
            double found = after[i];
            stand += found == expected || Double.isNaN(found) && Double.isNaN(expected) ? 1 : 0;
        }
        String moved = indices.length == 1
                ? gear.move().address() + " stood at " + round(before[0]) + " and then at "
                        + round(after[0])
                : gear.move().address() + ": " + stand + " of " + indices.length + " elements set, on average "
                        + round(mean(before)) + " before and " + round(mean(after)) + " then";
        boolean fired = arming == World.Arming.ON && stand == indices.length;
        return new Run.Firing(fired, moved + (slot.path().isEmpty() ? "" : ", " + slot.path())
                + (donor < 0 ? "" : ", taken from example " + donor)
                + (stand == indices.length ? "" : "; " + (indices.length - stand) + " are not where they were put"));
    }

    private static String round(double value) {
        return Numbers.round(value, 4);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** A value as the tensor can hold it. */
    private double inType(double value) {
        return switch (slot.type()) {
            case FLOAT -> (float) value;
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
            case BFLOAT16 -> Bfloat.round((float) value);
            case BOOL -> value == 0 ? 0 : 1;
            case DOUBLE, UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64 -> value;
            case STRING, COMPLEX64, COMPLEX128, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4,
                    FLOAT4E2M1, FLOAT8E8M0 ->
                throw new IllegalStateException(slot.type().toString());
        };
    }

    /**
     * Whether what is moved stays where the network has been: what it does elsewhere nobody trained it for. Nothing where
     * there are too few examples to tell, or where the values are those of other examples.
     */
    @Nullable
    Assumption within(World.Arming arming, Rig.Got got) {
        if (arming != World.Arming.ON || reference.worlds().size() < 2 || isResampled()
                || gear.move() instanceof Intervention.Freeze) {
            return null;
        }
        double[][] range = reference.range(slot.before());
        double[] after = beforeAndAfter(got)[1];
        int outside = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < indices.length; i++) {
            double low = range[0][indices[i]];
            double high = range[1][indices[i]];
            outside += after[i] >= low && after[i] <= high ? 0 : 1;
            least = Math.min(least, low);
            most = Math.max(most, high);
        }
        return new Assumption("'" + gear.move() + "' keeps each of " + told() + " within its own range over "
                + reference.sampled() + " examples (" + round(least) + " to " + round(most)
                + " in all): the network knows such values", outside == 0 ? State.HOLDS : State.FAILS);
    }
}
