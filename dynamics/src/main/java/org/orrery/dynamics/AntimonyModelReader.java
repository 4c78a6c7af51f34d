package org.orrery.dynamics;

import java.nio.file.Path;
import org.orrery.core.Model;
import org.orrery.core.ModelReader;
import org.orrery.dynamics.antimony.AntimonyContent;
import org.orrery.dynamics.antimony.AntimonyReader;
import org.orrery.dynamics.flux.FluxModel;
import org.orrery.dynamics.flux.FluxProblem;
import org.orrery.dynamics.mechanism.Mechanism;

/** Opens Antimony text. */
public final class AntimonyModelReader implements ModelReader {
    @Override
    public String format() {
        return "Antimony";
    }

    @Override
    public boolean accepts(Path file, String head) {
        return AntimonyReader.accepts(file, head);
    }

    @Override
    public Model read(Path file) {
        Model.Source source = Sources.of(file);
        return switch (new AntimonyReader().open(file)) {
            case AntimonyContent.Kinetic(Mechanism mechanism) -> new MechanismModel(source, mechanism);
            case AntimonyContent.Flux(FluxProblem problem) -> new FluxModel(source, problem);
        };
    }
}
