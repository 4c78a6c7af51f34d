package org.orrery.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Bytes on their way out. Remembers why they were not taken, which a PrintStream does not. */
final class Stdout extends OutputStream {
    private final OutputStream out;
    private @Nullable IOException trouble;

    Stdout(OutputStream out) {
        this.out = out;
    }

    /** Why not everything was taken; null if it was, or if the reader had seen enough, as {@code head} has. */
    @Nullable
    String loss() {
        String reason = trouble == null ? null : String.valueOf(trouble.getMessage());
        return reason == null || reason.contains("pipe") ? null : reason;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[]{(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (trouble != null) {
            throw trouble;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            trouble = e;
            throw e;
        }
    }
}
