package org.orrery.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** {@code orrery}: arguments in, an answer on stdout, an exit code out. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Stdout stdout = new Stdout(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(new BufferedOutputStream(stdout), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Exit exit = run(args, new Screen(out, err, true));
        out.flush();
        String loss = stdout.loss();
        if (loss != null) {
            err.println("The output could not be written to its end: " + loss);
        }
        System.exit(loss == null ? exit.code() : Exit.INVALID.code());
    }

    /**
     * Runs one command line inside another program.
     *
     * @param out for the answer alone
     * @param err for errors and notes
     * @return the exit code: 0 answered or done, 1 a defect of ours, 2 wrong usage, 3 refused, 4 invalid input
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, new Screen(out, err, false)).code();
    }

    private static Exit run(String[] args, Screen screen) {
        // Scripts ask for it often, and it needs no parser.
        if (args.length == 1 && args[0].equals("--version")) {
            screen.out().println(Version.line());
            return Exit.DONE;
        }
        try {
            return new Orrery().run(args, screen);
        } catch (Throwable end) {
            return Ending.tell(end, Arrays.asList(args).contains(Orrery.DEBUG), screen.err());
        }
    }
}
