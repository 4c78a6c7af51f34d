package org.orrery.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.orrery.core.InvalidInput;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;

/** What tells one model from another: SHA-256 of its file, and of its weights where they lie in files of their own. */
final class Fingerprint {
    private Fingerprint() {}

    /** Of a model that lies in memory: of the bytes that its file would have. */
    static String of(OnnxModel model) {
        MessageDigest digest = sha256();
        digest.update(OnnxFile.write(model));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(Path file, OnnxModel model) {
        try {
            MessageDigest digest = sha256();
            byte[] bytes = Files.readAllBytes(file);
            digest.update(bytes);
            long weights = model.graph().initializers().values().stream().mapToLong(each -> each.bytes().remaining())
                    .sum();
            if (weights > bytes.length) {
                for (Tensor tensor : model.graph().initializers().values()) {
                    digest.update(tensor.bytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new InvalidInput("'" + file + "' cannot be read.", "Maybe you are not allowed to read it.");
        }
    }
}
