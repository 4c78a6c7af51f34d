package org.orrery.causal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.core.InvalidInput;

class GraphTextTest {
    private static GraphText arrows(String text) {
        return GraphText.arrows(text, "g.dag");
    }

    @Test
    void readsTheSyntaxOfDagitty() {
        GraphText read = arrows("""
                dag {
                  bb="0,0,1,1"
                  x [exposure,pos="-1.2,0.3"]
                  y [outcome,pos="1,0"] // what we want
                  u [latent]
                  x -> m -> y
                  { u z } -> y
                  x <-> z
                }
                """);
        assertThat(read.graph().toString())
                .isEqualTo("x -> m; x <-> z; u -> y; m -> y; z -> y");
        assertThat(read.graph().names(read.exposures())).isEqualTo("x");
        assertThat(read.graph().names(read.outcomes())).isEqualTo("y");
        assertThat(read.graph().names(read.graph().latent())).isEqualTo("u");
    }

    @Test
    void readsTheSyntaxOfDot() {
        MixedGraph graph = arrows("""
                strict digraph "a graph" {
                  rankdir=LR;
                  "gene expression" -> age [weight=2];
                  age -> b; a -> b [dir=both, style=dashed];
                }""").graph();
        assertThat(graph.names()).containsExactly("gene expression", "age", "b", "a");
        assertThat(graph.toString()).isEqualTo("gene expression -> age; age -> b; b <-> a");
    }

    @Test
    void passesOverWhatDotDraws() {
        MixedGraph graph = arrows("""
                digraph {
                  node [shape=box, color="red"]; edge [color=gray];
                  subgraph cluster_1 { label="a frame"; x -> y; subgraph { z } }
                  {rank=same; z; w}
                  z -> w [dir=back]; x -> w [dir=none];
                }""").graph();
        assertThat(graph.names()).containsExactlyInAnyOrder("x", "y", "z", "w");
        assertThat(graph.toString()).isEqualTo("x -- w; x -> y; w -> z");
    }

    @Test
    void readsCirclesAsOtherProgramsWriteThem() {
        String other = "a o-> b\nb --> c ; d o-o a --- e\nc <-o f\ng <-- c\nh --o e; k o-- e";
        String ours = "a @-> b\nb -> c ; d @-@ a -- e\nc <-@ f\ng <- c\nh --@ e; k @-- e";
        assertThat(arrows(other).graph()).isEqualTo(arrows(ours).graph());
    }

    @Test
    void aNodeMayBeCalledO() {
        assertThat(arrows("a -> o\no->c; o -> d\nx -> y <-o\np o").graph().toString())
                .isEqualTo("a -> o; o -> c; o -> d; o -> y; x -> y");
        assertThat(arrows("o-o -> b").graph().names()).containsExactly("o-o", "b");
    }

    @Test
    void readsEquations() {
        GraphText read = GraphText.equations("""
                y ~ x + 0.5*z   # outcome
                x ~ a*z; x ~~ x
                x ~~ y
                f =~ x + y
                """, "g.lav");
        assertThat(read.graph().toString()).isEqualTo("y <-> x; x -> y; z -> y; z -> x; f -> y; f -> x");
        assertThat(read.graph().names(read.graph().latent())).isEqualTo("f");
    }

    @Test
    void whatAGraphPrintsIsReadAgain() {
        SplittableRandom random = new SplittableRandom(2);
        for (int trial = 0; trial < 300; trial++) {
            MixedGraph graph = Graphs.random(2 + random.nextInt(7), 0.5, 0.3, random);
            String nodes = String.join("; ", graph.names());
            assertThat(arrows(nodes + "; " + graph).graph()).isEqualTo(graph);
        }
    }

    @Test
    void errorsSayTheLine() {
        for (String broken : List.of("dag {\nx -> y\n", "x ->", "x -> y\nz ? y", "x -> y }", "dag { x [latent }",
                "dag { x -> y } z")) {
            assertThatExceptionOfType(InvalidInput.class).as(broken).isThrownBy(() -> arrows(broken))
                    .withMessageStartingWith("g.dag, line ").satisfies(e -> assertThat(e.advice()).isNotBlank());
        }
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> GraphText.equations("y ~ x\ny = 2", "g"))
                .withMessageContaining("line 2");
    }

    @Test
    void anyTextIsReadOrRefused() {
        SplittableRandom random = new SplittableRandom(4);
        String[] parts = {"dag", "{", "}", "x", "y", "->", "<-", "[", "]", "latent", "=", "\"", "\n", ";", "@-@", "--",
                " ",
                "é", "\\", "/*", "*/", "#", "o->", "o", "subgraph", "-->"};
        for (int trial = 0; trial < 20_000; trial++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                arrows(text.toString());
            } catch (InvalidInput e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void longTextsEndInAGraphOrInAMessage() {
        int many = 200_000;
        assertThat(arrows("// a\n".repeat(many) + " ".repeat(many) + "dag { x -> y }").graph().size()).isEqualTo(2);
        assertThat(arrows("dag { /*" + "\n".repeat(many) + "*/ \"" + "\\\"".repeat(many) + "\" -> y }").graph().size())
                .isEqualTo(2);
        assertThat(arrows("dag { a" + "-a".repeat(many) + " -> y }").graph().size()).isEqualTo(2);
        String group = "{" + IntStream.range(0, 2_000).mapToObj(i -> "v" + i).collect(Collectors.joining(" ")) + "}";
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> arrows(group + " -> " + group.replace('v', 'w')))
                .withMessageContaining("more than 1000000 edges");
    }
}
