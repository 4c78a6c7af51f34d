package org.orrery.causal.estimate;

import java.util.List;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.identify.Estimand;

/** Why the data may be asked about doing: what a graph licensed. Columns are known by name. */
public sealed interface Ground {
    /** Within each value of the covariates, seeing tells of doing. There may be none. */
    record Adjusting(List<String> covariates) implements Ground {
        public Adjusting {
            covariates = List.copyOf(covariates);
        }
    }

    /** The whole effect passes through mediators that nothing else ties to the treatment or, given it, to the outcome. */
    record FrontDoor(List<String> mediators, MixedGraph graph, Estimand estimand) implements Ground {
        public FrontDoor {
            mediators = List.copyOf(mediators);
        }
    }

    /** Some expression in the distribution of what is observed; nodes are numbers of the graph. */
    record General(MixedGraph graph, Estimand estimand) implements Ground {}

    /** Only instruments: they move the treatment and, given the covariates, nothing else on the way to the outcome. */
    record Instrument(List<String> instruments, List<String> covariates) implements Ground {
        public Instrument {
            instruments = List.copyOf(instruments);
            covariates = List.copyOf(covariates);
        }
    }
}
