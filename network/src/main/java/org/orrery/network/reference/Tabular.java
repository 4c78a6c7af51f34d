package org.orrery.network.reference;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;

/** Preparation of columns, of ai.onnx.ml. */
final class Tabular {
    private Tabular() {}

    static void into(Table table) {
        table.one(Table.ML + "Scaler", call -> {
            Array x = table(call.in(0));
            Array centred = Arithmetic.both(real(x), reals(call, "offset", 0), (a, b) -> a - b, (a, _) -> a);
            return Arithmetic.both(centred, reals(call, "scale", 1), (a, b) -> a * b, (a, _) -> a)
                    .as(call.in(0).shape());
        });
        table.one(Table.ML + "Normalizer", Tabular::normalise);
        table.one(Table.ML + "Binarizer", call -> {
            double threshold = call.real("threshold", 0);
            return call.in(0).map(x -> x > threshold ? 1 : 0);
        });
        table.one(Table.ML + "Imputer", Tabular::impute);
        table.one(Table.ML + "OneHotEncoder", Tabular::oneHot);
        table.one(Table.ML + "FeatureVectorizer", call -> Array.of(ElementType.FLOAT, joined(call).shape(),
                joined(call).reals()));
        table.one(Table.ML + "ArrayFeatureExtractor", call -> {
            Array x = call.in(0);
            return Gathering.gather(x.rank() == 1 ? x.as(1, x.size()) : x, call.in(1).as(call.in(1).size()),
                    Math.max(1, x.rank() - 1));
        });
        table.many(Table.ML + "ZipMap", call -> {
            throw call.refusal("(a sequence of maps)");
        });
        table.one(Table.ML + "LabelEncoder", Labels::encode);
    }

    /** Rows and columns; a single axis is one row. */
    static Array table(Array x) {
        return x.rank() == 1 ? x.as(1, x.size()) : x;
    }

    static Array real(Array x) {
        return x.isReal() ? x : x.typed(ElementType.FLOAT);
    }

    private static Array reals(Call call, String key, double byDefault) {
        float[] values = call.node().reals(key);
        return values == null || values.length == 0
                ? Array.of(ElementType.FLOAT, new int[0], byDefault)
                : values.length == 1 ? Making.reals(values).as(new int[0]) : Making.reals(values);
    }

    static List<String> texts(Call call, String key) {
        return call.node().attribute(key) instanceof Attribute.Texts texts
                ? texts.values().stream().map(ByteString::toStringUtf8).toList()
                : List.of();
    }

    /** Names or numbers of classes; 0, 1, ... where the node gives none. */
    static Array labels(Call call, String wholes) {
        if (call.node().attribute("classlabels_strings") instanceof Attribute.Texts texts
                && !texts.values().isEmpty()) {
            return Array.texts(new int[]{texts.values().size()}, texts.values());
        }
        long[] values = call.wholes(wholes);
        if (values == null) {
            throw new IllegalArgumentException("it has no labels of classes");
        }
        return Array.whole(ElementType.INT64, new int[]{values.length}, values);
    }

    /** MAX divides by the largest element with its sign, as the standard's formula and ONNX Runtime have it. */
    private static Array normalise(Call call) {
        Array x = table(real(call.in(0)));
        String how = call.text("norm", "MAX");
        return Softmaxes.along(x, 1, line -> {
            double norm = switch (how) {
                case "MAX" -> Reductions.max(line);
                case "L1" -> Pooling.norm(line, 1);
                case "L2" -> Pooling.norm(line, 2);
                default -> throw call.refusal("with norm = " + how);
            };
            return Arrays.stream(line).map(each -> norm == 0 ? each : each / norm).toArray();
        }).as(call.in(0).shape());
    }

    private static Array impute(Call call) {
        Array x = table(call.in(0));
        int columns = x.length(x.rank() - 1);
        if (!x.isReal()) {
            long[] fill = java.util.Objects.requireNonNullElse(call.wholes("imputed_value_int64s"), new long[]{0});
            long missing = call.node().whole("replaced_value_int64", 0);
            long[] to = x.wholes().clone();
            Arrays.setAll(to, i -> to[i] == missing ? fill[fill.length == 1 ? 0 : i % columns] : to[i]);
            return Array.whole(x.type(), call.in(0).shape(), to);
        }
        float[] fill = java.util.Objects.requireNonNullElse(call.node().reals("imputed_value_floats"), new float[]{0});
        double missing = call.real("replaced_value_float", 0);
        double[] to = x.reals().clone();
        Arrays.setAll(to, i -> to[i] == missing || Double.isNaN(missing) && Double.isNaN(to[i])
                ? fill[fill.length == 1 ? 0 : i % columns]
                : to[i]);
        return Array.of(x.type(), call.in(0).shape(), to);
    }

    private static Array oneHot(Call call) {
        Array x = call.in(0);
        Map<Object, Integer> places = new HashMap<>();
        if (x.type() == ElementType.STRING) {
            texts(call, "cats_strings").forEach(text -> places.put(text, places.size()));
        } else {
            long[] values = java.util.Objects.requireNonNullElse(call.wholes("cats_int64s"), new long[0]);
            Arrays.stream(values).forEach(value -> places.put(value, places.size()));
        }
        int width = places.size();
        double[] to = new double[Axes.size(x.size(), width)];
        for (int i = 0; i < x.size(); i++) {
            Object key = x.type() == ElementType.STRING ? x.texts().get(i).toStringUtf8() : (Object) (long) x.real(i);
            Integer place = places.get(key);
            if (place != null) {
                to[i * width + place] = 1;
            } else if (call.whole("zeros", 1) == 0) {
                throw new IllegalArgumentException(key + " is no known category");
            }
        }
        int[] shape = Arrays.copyOf(x.shape(), x.rank() + 1);
        shape[x.rank()] = width;
        return Array.of(ElementType.FLOAT, shape, to);
    }

    private static Array joined(Call call) {
        return Cutting.concat(call.all().stream().map(x -> {
            Array real = Tabular.real(x);
            return x.rank() == 1 ? real.as(1, x.size()) : real.as(x.length(0), x.size() / Math.max(1, x.length(0)));
        }).toList(), 1);
    }
}
