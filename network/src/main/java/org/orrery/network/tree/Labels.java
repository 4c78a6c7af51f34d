package org.orrery.network.tree;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/** Names of the classes: texts or whole numbers; null where there are no classes. */
record Labels(@Nullable Tensor names) {
    static final Labels NONE = new Labels(null);

    static Labels of(Node node) {
        if (node.attribute("classlabels_strings") instanceof Attribute.Texts(List<ByteString> texts)
                && !texts.isEmpty()) {
            return new Labels(Tensor.of(texts, texts.size()));
        }
        long[] numbers = node.wholes("classlabels_int64s");
        return numbers == null ? NONE : new Labels(Tensor.of(numbers, numbers.length));
    }

    /** Texts as they are; instead of numbers their places. */
    Labels plain() {
        return names == null || names.type() == ElementType.STRING
                ? this
                : new Labels(Tensor.of(LongStream.range(0, size()).toArray(), size()));
    }

    int size() {
        return names == null ? 0 : names.size();
    }
}
