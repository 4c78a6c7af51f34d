package org.orrery.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.cli.Main;

/** The command line and the causal engine together, as a user meets them. */
class CausalCommandsTest {
    @TempDir
    private Path folder;

    private record Ended(int exit, String out, String err) {}

    private static Ended run(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        int exit = Main.run(texts, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            g.dag     | z -> x -> y <- z
            g.dot     | digraph g { z -> x; z -> y; x -> y [color=red] }
            g.lav     | y ~ x + z!x ~ z
            graph.txt | dag { z -> { x y } x -> y }
            graph     | // drawn by hand!  digraph "a graph" { z -> {x y}; x -> y }
            """)
    void graphsAreRecognisedByEndingOrByContent(String name, String text) throws IOException {
        Path graph = file(name, text.replace('!', '\n'));
        Ended ended = run("ask", graph, "E[y] | do(x = 1)");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("sum_{z} P(y | ").contains("P(z)").contains("the world");
    }

    @Test
    void openListsWhatTheGraphSays() throws IOException {
        Path graph = file("g.dag",
                "dag { x [exposure]; y [outcome]; u [latent]; u -> x -> y <- u; s [selected]; y -> s }");
        Ended ended = run("open", graph);
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("4 variables (1 latent), 4 edges", "u -> x", "x <- u -> y stays open",
                "depends on: s", "latent", "selected", "x _||_ s | y");
    }

    @Test
    void aRefusalEndsWithThreeAndItsWitness() throws IOException {
        Path graph = file("bow.dag", "x -> y <-> x");
        Ended told = run("ask", graph, "E[y] | do(x = 1)");
        assertThat(told.exit()).isEqualTo(3);
        assertThat(told.err()).startsWith("Refused: ").contains("{x, y}", "What would license it");
        Ended json = run("ask", graph, "E[y] | do(x = 1)", "--json");
        assertThat(json.exit()).isEqualTo(3);
        assertThat(json.out()).contains("\"status\":\"refused\"", "\"scope\":\"world\"");
    }

    @Test
    void aPageShowsTheEstimand() throws IOException {
        Path graph = file("g.dag", "z -> x -> y <- z");
        Path page = folder.resolve("claim.html");
        assertThat(run("ask", graph, "E[y] | do(x = 1)", "--report", page).exit()).isZero();
        assertThat(page).content().contains("sum_{z} P(y | z, x) P(z)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            a -> b -> a        ; a -> b -> a
            a -> a             ; joins a node with itself
            dag { x -> y       ; the closing brace is missing
            x -> y -> (z)      ; does not belong here
            ~~                 ; is empty
            # nothing          ; holds no node
            """)
    void brokenGraphsEndWithFour(String text, String problem) throws IOException {
        Ended ended = run("ask", file("g.dag", text), "E[b] | do(a = 1)");
        assertThat(ended.exit()).as(ended.err()).isEqualTo(4);
        assertThat(ended.err()).contains(problem);
    }

    @Test
    void filesOfOtherMachinesAreLeftToThem() throws IOException {
        Ended ended = run("open", file("m.txt", "S1 -> S2; k*S1\nk = 1; S1 = 2\n"));
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).doesNotContain("graph");
    }

    @Test
    void aNetworkWithTablesIsAskedExactly() throws IOException {
        Path network = file("n.bif", """
                variable x { type discrete [ 2 ] { no, yes }; }
                variable y { type discrete [ 2 ] { no, yes }; }
                probability ( x ) { table 0.5, 0.5; }
                probability ( y | x ) { (no) 0.75, 0.25; (yes) 0.25, 0.75; }
                """);
        Ended ended = run("ask", network, "P(y = yes) | do(x = yes)", "--json");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("\"estimate\":0.25", "\"kind\":\"exact\"", "\"scope\":\"model\"");
        Ended open = run("open", network);
        assertThat(open.out()).contains("x -> y", "states: no, yes", "3 free chances");
        Ended refused = run("ask", network, "y | see(x = yes, y = yes), had(x = no)");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(run("ask", network, "P(y = maybe)").exit()).isEqualTo(4);
        assertThat(run("open", file("broken.bif", "variable x {")).err()).contains("broken.bif, line 1");
    }

    @Test
    void dataGiveTheNumberABoundOrTheReason() throws IOException {
        StringBuilder rows = new StringBuilder("z,x,y,note\n");
        for (int i = 0; i < 400; i++) {
            int z = i % 2;
            int x = i / 2 % 4 <= z ? 1 : 0;
            int y = i / 8 % 5 < 1 + x + z ? 1 : 0;
            rows.append(z).append(',').append(x).append(',').append(i == 0 ? "NA" : y).append(",n").append(i)
                    .append('\n');
        }
        Path data = file("d.csv", rows.toString());
        Path graph = file("g.dag", "z -> x -> y <- z");
        Ended told = run("ask", graph, "E[y] | do(x = 1)", "--with", data);
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.out()).contains("when set", "when seen", "stratification", "z blocks x <- z -> y",
                "1 of 400 rows were left out", "data ");
        Ended bounded = run("ask", file("bow.dag", "x -> y <-> x"), "E[y] | do(x = 1)", "--with", data, "--json");
        assertThat(bounded.exit()).isZero();
        assertThat(bounded.out()).contains("\"status\":\"bounded\"", "\"kind\":\"bound\"");
        assertThat(run("open", graph, "--with", data).out()).contains("400 cases of d.csv", "not in the graph: note",
                "missing: y 1");
        Ended unknown = run("ask", file("h.dag", "zz -> x -> y"), "E[y] | do(x = 1)", "--with", data);
        assertThat(unknown.exit()).isEqualTo(4);
        assertThat(unknown.err()).contains("no column for the node 'zz'", "z is meant");
        Path page = folder.resolve("claim.html");
        assertThat(run("ask", file("bow.dag", "x -> y <-> x"), "E[y] | do(x = 1)", "--with", data, "--report", page)
                .exit()).isZero();
        assertThat(page).content().contains("at least");
    }

    @Test
    void aRowIsOfACausalGraphWithDataAlone() throws IOException {
        Path mechanism = file("m.ant", "S1 -> S2; k*S1\nk = 1; S1 = 2\n");
        Ended run = run("ask", mechanism, "S1 @ 1", "--row", 3);
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err()).contains("--row", "no such cases");
        Ended graph = run("ask", file("g.dag", "x -> y"), "E[y] | do(x = 1)", "--row", 3);
        assertThat(graph.exit()).isEqualTo(4);
        assertThat(graph.err()).contains("--row", "--with");
        assertThat(run("ask", mechanism, "S1 @ 1 | do(k = fast)").err()).contains("k has no state of the name fast");
        assertThat(run("ask", mechanism, "S1 @ 1 | do(k = knokout)").err()).contains("Maybe knockout is meant");
    }

    @Test
    void anEstimatorCanBeNamed() throws IOException {
        StringBuilder rows = new StringBuilder("w,d,e\n");
        java.util.SplittableRandom random = new java.util.SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            double w = random.nextGaussian();
            double h = random.nextGaussian();
            double d = w + h + random.nextGaussian();
            rows.append(w).append(',').append(d).append(',').append(0.7 * d + 2 * h + random.nextGaussian())
                    .append('\n');
        }
        Path data = file("iv.csv", rows.toString());
        Path graph = file("iv.dag", "w -> d -> e; d <-> e");
        Ended refused = run("ask", graph, "E[e] | do(d = 1)", "--with", data);
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("w as an instrument (--method two-stage)");
        Ended told = run("ask", graph, "E[e] | do(d = 1)", "--with", data, "--method", "two-stage");
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.out()).contains("two-stage least squares", "Anderson-Rubin");
        Ended unknown = run("ask", graph, "E[e] | do(d = 1)", "--with", data, "--method", "magic");
        assertThat(unknown.exit()).isEqualTo(4);
        assertThat(unknown.err()).contains("no estimator 'magic'", "two-stage");
    }

    /** Scripts that asked for JSON get JSON, whichever command refuses. */
    @Test
    void everyRefusalIsAClaimWhereJsonIsAsked() throws IOException {
        Path graph = file("tie.dag", "z -> x; x -> y; x <-> y");
        Path data = file("cases.csv", "z,x,y\n1,0,1\n0,1,0\n1,1,1\n0,0,0\n");
        Path mechanism = file("decay.ant", "J: A -> B; k*A; k = 1; A = 1; B = 0\n");
        for (Ended ended : new Ended[]{run("ask", graph, "E[y] | do(x = 1)", "--json"),
                run("explain", graph, "--with", data, "--against", data, "--target", "y", "--json"),
                run("sweep", mechanism, "B @ 5 | see(A = 1), do(_ = 0)", "--over", "k,A", "--json")}) {
            assertThat(ended.exit()).as(ended.out()).isEqualTo(3);
            assertThat(ended.out()).startsWith("{\"question\":").contains("\"status\":\"refused\"");
            assertThat(ended.err()).isEmpty();
        }
    }
}
