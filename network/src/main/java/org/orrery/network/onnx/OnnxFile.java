package org.orrery.network.onnx;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;

/**
 * Reads and writes ONNX. A model's own file holds at most 2 GiB (a bound of its format); weights beside it are mapped, not
 * read, and may be larger together. Nothing outside the model's folder is touched.
 */
public final class OnnxFile {
    private OnnxFile() {}

    /**
     * Reads a model and maps the weights beside it.
     *
     * @throws InvalidInput if it is none, or broken, with the place
     */
    public static OnnxModel read(Path file) {
        Path name = file.getFileName();
        try {
            if (Files.size(file) > Integer.MAX_VALUE) {
                throw new InvalidInput(file + " is larger than 2 GiB, which no ONNX file may be.",
                        "Maybe export it with its weights in a file of their own.");
            }
            Path folder = file.toAbsolutePath().getParent();
            return read(Files.readAllBytes(file), String.valueOf(name), folder);
        } catch (IOException e) {
            throw new InvalidInput("'" + file + "' cannot be read.", "Maybe you are not allowed to read it.");
        }
    }

    /**
     * Reads a model from memory.
     *
     * @param name for messages
     * @param folder in which its weights may lie, null where it must bring them itself
     */
    public static OnnxModel read(byte[] bytes, String name, @Nullable Path folder) {
        TensorParser tensors = new TensorParser(name, new ExternalData(name, folder));
        try {
            return new ModelParser(CodedInputStream.newInstance(bytes), tensors).model();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            throw new InvalidInput(name + " is no whole ONNX model: " + message.lines().findFirst().orElse("") + "",
                    "Maybe it was cut off, or it is another kind of file.");
        }
    }

    /** The model as bytes, with all weights in them: at most 2 GiB. */
    public static ByteBuffer write(OnnxModel model) {
        return ModelWriter.write(model, Set.of());
    }

    /**
     * The model as bytes without the elements of some of its graph's constants.
     *
     * @param elsewhere constants whose elements the reader is given in another way
     */
    public static ByteBuffer write(OnnxModel model, Set<String> elsewhere) {
        return ModelWriter.write(model, elsewhere);
    }
}
