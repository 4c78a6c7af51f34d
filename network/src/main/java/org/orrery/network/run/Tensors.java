package org.orrery.network.run;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.ValueType;

/** Tensors on their way into the runtime and out of it. */
final class Tensors {
    private Tensors() {}

    static OnnxTensor toRuntime(String name, Tensor tensor) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        if (tensor.type() == ElementType.STRING) {
            String[] texts = tensor.texts().stream().map(ByteString::toStringUtf8).toArray(String[]::new);
            return OnnxTensor.createTensor(environment, texts, tensor.shape());
        }
        ByteBuffer bytes = tensor.bytes().order(ByteOrder.nativeOrder());
        return OnnxTensor.createTensor(environment, bytes, tensor.shape(), switch (tensor.type()) {
            case FLOAT -> OnnxJavaType.FLOAT;
            case DOUBLE -> OnnxJavaType.DOUBLE;
            case INT8 -> OnnxJavaType.INT8;
            case UINT8 -> OnnxJavaType.UINT8;
            case INT16 -> OnnxJavaType.INT16;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case BOOL -> OnnxJavaType.BOOL;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case BFLOAT16 -> OnnxJavaType.BFLOAT16;
            case UINT16, STRING, UINT32, UINT64, COMPLEX64, COMPLEX128, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2,
                    FLOAT8E5M2FNUZ, UINT4, INT4, FLOAT4E2M1, FLOAT8E8M0 ->
                throw new Refusal("'" + name + "' is a tensor of " + tensor.type()
                        + ", which ONNX Runtime does not take from Java.",
                        "Export the model with inputs of another type.");
        });
    }

    static Tensor fromRuntime(String name, OnnxValue value) throws OrtException {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new Refusal("'" + name + "' is a " + value.getInfo() + ", not a tensor.", "Read a tensor before it.");
        }
        TensorInfo info = tensor.getInfo();
        if (info.type == OnnxJavaType.STRING) {
            Object texts = info.getShape().length == 0 ? new String[]{(String) tensor.getValue()} : tensor.getValue();
            List<ByteString> flat = new ArrayList<>();
            flatten(texts, flat);
            return Tensor.of(flat, info.getShape());
        }
        return Tensor.raw(element(info), info.getShape(), tensor.getByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static void flatten(Object texts, List<ByteString> into) {
        if (texts instanceof Object[] parts) {
            for (Object part : parts) {
                flatten(part, into);
            }
        } else {
            into.add(ByteString.copyFromUtf8((String) texts));
        }
    }

    static ValueType type(ValueInfo info) {
        return switch (info) {
            case TensorInfo tensor -> new ValueType.OfTensor(element(tensor), dims(tensor));
            case SequenceInfo _ -> new ValueType.Other("sequence", ByteString.EMPTY);
            case MapInfo _ -> new ValueType.Other("map", ByteString.EMPTY);
            default -> new ValueType.Unknown();
        };
    }

    private static List<Dim> dims(TensorInfo tensor) {
        List<Dim> dims = new ArrayList<>();
        long[] shape = tensor.getShape();
        String[] names = tensor.getDimensionNames();
        for (int i = 0; i < shape.length; i++) {
            dims.add(shape[i] >= 0
                    ? new Dim.Known(shape[i])
                    : names[i].isEmpty() ? new Dim.Free() : new Dim.Named(names[i]));
        }
        return dims;
    }

    private static ElementType element(TensorInfo info) {
        return switch (info.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> ElementType.FLOAT;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> ElementType.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> ElementType.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> ElementType.UINT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> ElementType.INT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> ElementType.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> ElementType.INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> ElementType.STRING;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> ElementType.BOOL;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> ElementType.FLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> ElementType.DOUBLE;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> ElementType.UINT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> ElementType.UINT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_COMPLEX64 -> ElementType.COMPLEX64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_COMPLEX128 -> ElementType.COMPLEX128;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> ElementType.BFLOAT16;
            default -> throw new Refusal("A tensor of type " + info.onnxType + " cannot be read from ONNX Runtime.",
                    "Read a tensor before it.");
        };
    }
}
