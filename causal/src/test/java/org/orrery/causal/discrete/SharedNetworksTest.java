package org.orrery.causal.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of the bnlearn repository. */
class SharedNetworksTest {
    /** Nodes, arrows and free chances as the repository states them. */
    @ParameterizedTest
    @CsvSource({"asia.bif, 8, 8, 18", "cancer.bif, 5, 4, 10", "earthquake.bif, 5, 4, 10", "survey.bif, 6, 6, 21",
            "sachs.bif, 11, 17, 178", "alarm.bif, 37, 46, 509", "hailfinder.bif, 56, 66, 2656",
            "win95pts.bif, 76, 112, 574", "andes.bif.gz, 223, 338, 1157"})
    void isReadWhole(String file, int nodes, int arrows, int free) {
        BayesianNetwork network = Bif.read(SharedNetworks.file(file));
        assertThat(network.size()).isEqualTo(nodes);
        assertThat(network.graph().edges()).hasSize(arrows);
        assertThat(network.mechanisms().stream().mapToInt(each -> each.chances().values().length
                / each.states().size() * (each.states().size() - 1)).sum()).isEqualTo(free);
        Elimination exact = new Elimination(network);
        int last = nodes - 1;
        double[] marginal = exact.distribution(last, Evidence.NONE);
        double[] mixed = new double[marginal.length];
        double[] first = exact.distribution(0, Evidence.NONE);
        for (int s = 0; s < first.length; s++) {
            if (first[s] > 0) {
                double[] within = exact.distribution(last, Evidence.NONE.and(0, s));
                for (int t = 0; t < mixed.length; t++) {
                    mixed[t] += first[s] * within[t];
                }
            }
        }
        assertThat(mixed).containsExactly(marginal, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asia.bif", "cancer.bif", "earthquake.bif", "survey.bif"})
    void smallOnesAgreeWithEnumeration(String file) {
        BayesianNetwork network = Bif.read(SharedNetworks.file(file));
        for (int x = 0; x < network.size(); x++) {
            for (int y = 0; y < network.size(); y++) {
                int seen = 0;
                if (x != y) {
                    assertThat(new Elimination(network).distribution(y, Evidence.NONE.and(x, seen)))
                            .containsExactly(Networks.distribution(network, y, Map.of(), Map.of(x, s -> s == seen)),
                                    within(1e-12));
                    assertThat(new Elimination(network.set(Map.of(x, seen))).distribution(y, Evidence.NONE))
                            .containsExactly(Networks.distribution(network, y, Map.of(x, seen), Map.of()),
                                    within(1e-12));
                }
            }
        }
    }

    /** Lauritzen and Spiegelhalter, JRSS-B 50 (1988) 157: the chances before anything is known of the patient, in percent. */
    @Test
    void asiaHasItsPublishedChances() {
        BayesianNetwork asia = Bif.read(SharedNetworks.file("asia.bif"));
        Map<String, Double> published = Map.of("tub", 1.04, "lung", 5.5, "bronc", 45.0, "either", 6.48, "xray", 11.03,
                "dysp", 43.60);
        published.forEach((name, percent) -> assertThat(
                100 * new Elimination(asia).distribution(asia.graph().node(name), Evidence.NONE)[0])
                .isCloseTo(percent, within(0.005)));
    }
}
