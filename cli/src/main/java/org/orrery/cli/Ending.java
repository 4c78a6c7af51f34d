package org.orrery.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.core.RunFailure;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said when a command does not end well.
 *
 * @param exit the kind of end
 * @param message what is wrong, and where
 * @param advice what to do, empty if there is nothing to say
 */
record Ending(Exit exit, String message, String advice) {
    /** Says in one or two lines what ended a command. */
    static Exit tell(Throwable end, boolean debug, PrintStream err) {
        Ending ending = of(end);
        err.println(ending.message);
        if (!ending.advice.isEmpty()) {
            err.println(ending.advice);
        }
        if (debug) {
            end.printStackTrace(err);
        }
        return ending.exit;
    }

    private static Ending of(Throwable end) {
        // A lab hands over what ended a thread of its own in a wrapper.
        if (end.getCause() instanceof OutOfMemoryError memory) {
            return of(memory);
        }
        return switch (end) {
            case InvalidInput invalid -> new Ending(Exit.INVALID, message(invalid), invalid.advice());
            case Refusal refusal -> new Ending(Exit.REFUSED, "Refused: " + message(refusal), refusal.advice());
            case RunFailure failure -> failed(message(failure));
            case WrongUsage wrong -> new Ending(Exit.USAGE, message(wrong), wrong.advice());
            case ParameterException wrong -> usage(wrong);
            case IOException failure -> output(failure);
            case UncheckedIOException failure when failure.getCause() != null -> of(failure.getCause());
            case CancellationException _ -> new Ending(Exit.INTERRUPTED, "Interrupted.", "");
            case OutOfMemoryError _ -> new Ending(Exit.DEFECT, "The memory is too small for this.",
                    "Maybe ask for fewer members or rows, or give Java more: JAVA_TOOL_OPTIONS=-Xmx8g.");
            default -> new Ending(Exit.DEFECT, "A defect of Orrery: " + end.toString().lines().findFirst().orElse(""),
                    "Please report it with the command and the file; run with --debug for the trace.");
        };
    }

    private static Ending failed(String reason) {
        String advice = "Maybe a value is out of range; else try another --method or other tolerances.";
        return new Ending(Exit.INVALID, "The run did not reach its end: " + reason,
                reason.contains("Maybe") ? "" : advice);
    }

    private static Ending usage(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String advice = "See '" + command + " --help'.";
        if (wrong instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            List<String> near = unmatched.getSuggestions();
            advice = near.isEmpty() ? advice : "Maybe '" + near.getFirst() + "' is meant. " + advice;
        }
        String message = message(wrong);
        return new Ending(Exit.USAGE, message.endsWith(".") ? message : message + ".", advice);
    }

    private static Ending output(IOException failure) {
        String what = failure instanceof FileSystemException file && file.getReason() == null
                ? failure.getClass().getSimpleName().replace("Exception", "") + " " + file.getFile()
                : message(failure);
        return new Ending(Exit.INVALID, "Reading or writing failed: " + what,
                "Maybe the disk is full or the folder is locked.");
    }

    private static String message(Throwable end) {
        return String.valueOf(end.getMessage());
    }
}
