package org.orrery.network.run;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Tensor;

/**
 * One shape of run made ready to be repeated: the caller writes into buffers of the inputs, runs, and reads from buffers of
 * the outputs. Nothing is copied and little is allocated. For one thread at a time.
 */
public final class Bound implements AutoCloseable {
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();
    private final Map<String, ByteBuffer> inputBytes = new LinkedHashMap<>();
    private final Map<String, ByteBuffer> outputBytes = new LinkedHashMap<>();

    Bound(OrtSession session, Map<String, Tensor> first, List<String> wanted) throws OrtException {
        this.session = session;
        try {
            for (Map.Entry<String, Tensor> input : first.entrySet()) {
                ByteBuffer room = room(input.getValue().bytes().remaining());
                room.duplicate().put(input.getValue().bytes());
                Tensor own = Tensor.raw(input.getValue().type(), input.getValue().shape(), room);
                inputBytes.put(input.getKey(), room);
                inputs.put(input.getKey(), Tensors.toRuntime(input.getKey(), own));
            }
            try (OrtSession.Result result = session.run(inputs, Set.copyOf(wanted))) {
                for (String name : wanted) {
                    if (!(result.get(name).orElseThrow() instanceof OnnxTensor tensor)
                            || tensor.getInfo().type == OnnxJavaType.STRING) {
                        throw new Refusal("'" + name + "' is no tensor of numbers and cannot be bound.",
                                "Run the model without binding.");
                    }
                    bindOutput(name, tensor.getInfo());
                }
            }
        } catch (OrtException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void bindOutput(String name, TensorInfo info) throws OrtException {
        ByteBuffer room = room(Math.toIntExact(info.getNumElements() * info.type.size));
        outputBytes.put(name, room);
        outputs.put(name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), room.duplicate()
                .order(ByteOrder.nativeOrder()), info.getShape(), info.type));
    }

    private static ByteBuffer room(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes of an input, to be written; they hold what the binding was made with. */
    public ByteBuffer input(String name) {
        return get(inputBytes, name);
    }

    /** The bytes of an output, as the last run left them. */
    public ByteBuffer output(String name) {
        return get(outputBytes, name);
    }

    private static ByteBuffer get(Map<String, ByteBuffer> buffers, String name) {
        ByteBuffer buffer = buffers.get(name);
        if (buffer == null) {
            throw new IllegalArgumentException("nothing is bound to " + name);
        }
        return buffer;
    }

    /**
     * Runs on what the inputs hold now.
     *
     * @throws org.orrery.core.InvalidInput if an operator fails, with the runtime's reason
     */
    public void run() {
        try (OrtSession.Result _ = session.run(inputs, outputs)) {
            // What was pinned is filled; the result itself holds nothing more.
        } catch (OrtException e) {
            throw Complaint.ofRun(e);
        }
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
    }
}
