package org.orrery.network.run;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.orrery.core.InvalidInput;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.ValueType;

/**
 * A model made ready by ONNX Runtime. Safe for use by many threads at once; the same inputs give the same bits. Costs
 * outside the heap are given back by {@link #close}.
 */
public final class Session implements AutoCloseable {
    static final String VERSION = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "orrery")
            .getVersion();

    private final OrtSession session;
    private final Weights weights;
    private final List<String> outputs;

    private Session(OrtSession session, Weights weights, List<String> outputs) {
        this.session = session;
        this.weights = weights;
        this.outputs = outputs;
    }

    /**
     * Makes a model ready. Large weights are used where they lie, shared with all sessions of the same tensors.
     *
     * @throws InvalidInput if the runtime does not take it, with its reason
     */
    public static Session open(OnnxModel model, RunSettings settings) {
        List<String> outputs = model.graph().outputs().stream().map(value -> value.name()).toList();
        try {
            Weights weights = Weights.of(model.graph());
            try {
                return new Session(made(model, weights, settings), weights, outputs);
            } catch (OrtException | RuntimeException e) {
                weights.close();
                throw e;
            }
        } catch (OrtException e) {
            throw Complaint.ofModel(e);
        }
    }

    private static OrtSession made(OnnxModel model, Weights weights, RunSettings settings) throws OrtException {
        try (SessionOptions options = options(settings)) {
            weights.into(options);
            ByteBuffer bytes = OnnxFile.write(model, weights.names());
            ByteBuffer direct = ByteBuffer.allocateDirect(bytes.remaining()).put(bytes).flip();
            return OrtEnvironment.getEnvironment().createSession(direct, options);
        }
    }

    private static SessionOptions options(RunSettings settings) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setOptimizationLevel(switch (settings.optimisation()) {
            case NONE -> SessionOptions.OptLevel.NO_OPT;
            case BASIC -> SessionOptions.OptLevel.BASIC_OPT;
            case EXTENDED -> SessionOptions.OptLevel.EXTENDED_OPT;
            case ALL -> SessionOptions.OptLevel.ALL_OPT;
        });
        options.setIntraOpNumThreads(settings.threads());
        options.setInterOpNumThreads(1);
        options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setDeterministicCompute(true);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    /** Names of the outputs in the model's order. */
    public List<String> outputs() {
        return outputs;
    }

    /** Type and shape of each output as the runtime infers them, also of those that the model left untyped. */
    public Map<String, ValueType> types() {
        try {
            Map<String, ValueType> types = new LinkedHashMap<>();
            for (NodeInfo info : session.getOutputInfo().values()) {
                types.put(info.getName(), Tensors.type(info.getInfo()));
            }
            return types;
        } catch (OrtException e) {
            throw Complaint.ofModel(e);
        }
    }

    /** Runs the model for all its outputs, in their order. */
    public List<Tensor> run(Map<String, Tensor> inputs) {
        return run(inputs, outputs);
    }

    /**
     * Runs the model.
     *
     * @param inputs every required input by name
     * @param wanted names of outputs
     * @return the wanted outputs in that order
     * @throws InvalidInput if an input does not fit or an operator fails, with the runtime's reason
     */
    public List<Tensor> run(Map<String, Tensor> inputs, List<String> wanted) {
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                given.put(input.getKey(), Tensors.toRuntime(input.getKey(), input.getValue()));
            }
            try (OrtSession.Result result = session.run(given, new LinkedHashSet<>(wanted))) {
                List<Tensor> tensors = new ArrayList<>(wanted.size());
                for (String name : wanted) {
                    OnnxValue value = result.get(name).orElseThrow();
                    tensors.add(Tensors.fromRuntime(name, value));
                }
                return tensors;
            }
        } catch (OrtException e) {
            throw Complaint.ofRun(e);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    /**
     * Makes one shape of run ready to be repeated without copies.
     *
     * @param inputs every required input, of the shapes that all runs will have
     * @param wanted names of outputs; they keep their shapes
     */
    public Bound bind(Map<String, Tensor> inputs, List<String> wanted) {
        try {
            return new Bound(session, inputs, wanted);
        } catch (OrtException e) {
            throw Complaint.ofRun(e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the runtime could not give a session back", e);
        } finally {
            weights.close();
        }
    }
}
