package org.orrery.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the start-up cache of the launcher learns from: common command lines on a model in Antimony and one in SBML, by
 * explicit and by implicit methods. Called as {@code Training MODEL.ant MODEL.xml}; writes {@code page.html}.
 */
final class Training {
    private static final String[] LINES = {
            "ask ANT max(T)_over_0..20_|_do(a1_=_0_@_2..9) --ensemble 60 --report page.html",
            "ask ANT T_@_20 --json",
            "simulate ANT --to 100 --steps 100",
            "open ANT",
            "open XML --json",
            "ask XML A_@_40_|_do(k1_*=_0.5) --json",
            "simulate XML --to 40 --steps 100",
            "simulate XML --to 40 --steps 100 --method bdf",
            "simulate XML --to 0.0005 --steps 100 --method tsit5",
            "simulate XML --to 0.0005 --steps 100 --method vern7 --rtol 1e-9",
            "simulate XML --to 40 --steps 10 --select nothing",
    };
    /** So often, so that what is warm in real use is seen to be warm. */
    private static final int ROUNDS = 5;

    private Training() {}

    public static void main(String[] models) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
            for (String line : LINES) {
                String[] words = line.split(" ");
                for (int i = 0; i < words.length; i++) {
                    words[i] = switch (words[i]) {
                        case "ANT" -> models[0];
                        case "XML" -> models[1];
                        default -> words[i].replace('_', ' ');
                    };
                }
                Main.run(words, nowhere, nowhere);
            }
        }
        Main.main(new String[]{"simulate", models[1], "--to", "40", "--steps", "10"});
    }
}
