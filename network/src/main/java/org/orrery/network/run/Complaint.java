package org.orrery.network.run;

import ai.onnxruntime.OrtException;
import org.orrery.core.InvalidInput;

/** What ONNX Runtime complains of, in a line for people. */
final class Complaint {
    private static final int LONGEST = 300;

    private Complaint() {}

    static InvalidInput ofModel(OrtException e) {
        return new InvalidInput("ONNX Runtime does not take the model: " + text(e),
                "Maybe the model needs another version of the runtime, or is broken.");
    }

    static InvalidInput ofRun(OrtException e) {
        return new InvalidInput("ONNX Runtime could not run the model: " + text(e),
                "Maybe an input has another type or shape than the model expects; 'orrery open' lists them.");
    }

    private static String text(OrtException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        // Its messages begin with "Error code - ORT_FAIL - message:" and places in its own sources.
        int start = message.indexOf("message:");
        String plain = (start < 0 ? message : message.substring(start + "message:".length()))
                .replaceAll("/\\S+:\\d+ \\S+(\\(.*?\\))? ?", "").strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
    }
}
