package org.orrery.causal;

import java.nio.file.Path;
import org.orrery.causal.discrete.Bif;
import org.orrery.core.Model;
import org.orrery.core.ModelReader;

/** Opens Bayesian networks with their tables. */
public final class BifModelReader implements ModelReader {
    @Override
    public String format() {
        return "Bayesian networks (BIF)";
    }

    @Override
    public boolean accepts(Path file, String head) {
        return Bif.accepts(file, head);
    }

    @Override
    public Model read(Path file) {
        return new BayesianModel(Sources.of(file), Bif.read(file));
    }
}
