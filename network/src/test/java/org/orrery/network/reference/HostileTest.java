package org.orrery.network.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.core.OrreryException;
import org.orrery.network.onnx.Tensor;

/** Every operator with inputs and attributes that make no sense: a result or a message for people, never anything else. */
class HostileTest {
    private static final List<String> TEXTS = List.of("NOTSET", "SAME_UPPER", "linear", "cubic", "i,j->", "...,ij->ji",
            "reverse",
            "bidirectional", "", "RBF", "MAX", "reflect", "edge", "add", "nonsense");

    private static final List<String> WHOLES = List.of("axis", "keepdims", "blocksize", "group", "to", "k",
            "num_outputs", "p",
            "num_heads", "q_num_heads", "kv_num_heads", "batch_dims", "n_targets", "targets", "num_groups",
            "hidden_size", "start",
            "end", "block_size", "time_axis", "batch_axis", "num_scan_inputs", "size", "ceil_mode", "layout");

    private static final List<String> LISTS = List.of("axes", "perm", "pads", "strides", "dilations", "kernel_shape",
            "starts",
            "ends", "split", "output_shape", "output_padding", "classlabels_int64s", "cats_int64s", "keys_int64s",
            "values_int64s",
            "nodes_treeids", "nodes_nodeids", "nodes_truenodeids", "nodes_falsenodeids", "class_ids", "target_ids",
            "tree_roots");

    private static final List<String> REALS = List.of("scales", "coefficients", "intercepts", "offset", "scale", "rho",
            "nodes_values", "target_weights", "class_weights", "base_values");

    private static final List<String> NAMES = List.of("mode", "auto_pad", "equation", "direction", "reduction",
            "kernel_type",
            "norm", "post_transform", "coordinate_transformation_mode", "nearest_mode", "approximate",
            "aggregate_function");

    static List<String> operators() {
        return Table.names();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void senselessCallsEndInAMessage(String operator) {
        Draw draw = new Draw(operator.hashCode());
        for (int trial = 0; trial < 150; trial++) {
            try {
                call(operator, draw).evaluated();
            } catch (OrreryException e) {
                assertThat(e.getMessage()).isNotBlank();
                assertThat(e.advice()).isNotBlank();
            }
        }
    }

    private static OneNode call(String operator, Draw draw) {
        int dot = operator.lastIndexOf('.');
        OneNode node = OneNode.of(operator.substring(dot + 1), List.of(7, 9, 11, 13, 18, 23).get(draw.number(0, 6)))
                .in(dot < 0 ? "" : operator.substring(0, dot)).making(draw.number(1, 4));
        List<Tensor> inputs = new ArrayList<>();
        for (int i = draw.number(0, 6); i > 0; i--) {
            inputs.add(tensor(draw));
        }
        node.reading(inputs.toArray(Tensor[]::new));
        WHOLES.stream().filter(_ -> draw.number(0, 4) == 0).forEach(key -> node.whole(key, draw.number(-3, 5)));
        LISTS.stream().filter(_ -> draw.number(0, 4) == 0)
                .forEach(key -> node.with(key, draw.whole(-3, 5, draw.number(0, 5)).longs()));
        REALS.stream().filter(_ -> draw.number(0, 4) == 0)
                .forEach(key -> node.reals(key, draw.uniform(-1, 3, draw.number(0, 5)).floats()));
        NAMES.stream().filter(_ -> draw.number(0, 4) == 0)
                .forEach(key -> node.text(key, TEXTS.get(draw.number(0, TEXTS.size()))));
        if (draw.number(0, 3) == 0) {
            node.texts("nodes_modes", "BRANCH_LEQ", "LEAF", "nonsense");
        }
        return node;
    }

    private static Tensor tensor(Draw draw) {
        long[] shape = draw.whole(0, 4, draw.number(0, 5)).longs();
        return switch (draw.number(0, 5)) {
            case 0 -> null;
            case 1 -> draw.whole(-3, 5, shape);
            case 2 -> draw.truth(shape);
            case 3 -> Tensor.of(List.of(ByteString.copyFromUtf8("7"), ByteString.copyFromUtf8("x")), 2);
            default -> draw.reals(shape);
        };
    }

    @org.junit.jupiter.api.Test
    void hugeShapesEndInAMessage() {
        Tensor huge = Tensor.of(new long[]{1L << 20, 1L << 20, 1L << 20}, 3);
        for (OneNode node : List.of(OneNode.of("ConstantOfShape", 9).reading(huge),
                OneNode.of("Expand", 13).reading(Tensor.scalar(1f), huge),
                OneNode.of("Tile", 13).reading(Tensor.of(new float[1], 1, 1, 1), huge),
                OneNode.of("Range", 11).reading(Tensor.scalar(0L), Tensor.scalar(Long.MAX_VALUE), Tensor.scalar(1L)),
                OneNode.of("Pad", 13).reading(Tensor.of(new float[1], 1),
                        Tensor.of(new long[]{1 << 30, 1 << 30}, 2)))) {
            org.assertj.core.api.Assertions.assertThatExceptionOfType(OrreryException.class)
                    .isThrownBy(node::evaluated);
        }
    }
}
