package org.orrery.dynamics;

import java.nio.file.Path;
import org.orrery.core.Model;
import org.orrery.core.ModelReader;
import org.orrery.dynamics.flux.FluxModel;
import org.orrery.dynamics.flux.FluxProblem;
import org.orrery.dynamics.logical.LogicalModel;
import org.orrery.dynamics.logical.LogicalNetwork;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.sbml.SbmlContent;
import org.orrery.dynamics.sbml.SbmlReader;

/** Opens SBML files, plain or compressed with gzip. */
public final class SbmlModelReader implements ModelReader {
    @Override
    public String format() {
        return "SBML";
    }

    @Override
    public boolean accepts(Path file, String head) {
        return SbmlReader.accepts(file, head);
    }

    @Override
    public Model read(Path file) {
        SbmlReader.Reading reading = new SbmlReader().open(file);
        Model.Source source = Sources.of(file, reading.files());
        return switch (reading.content()) {
            case SbmlContent.Kinetic(Mechanism mechanism) -> new MechanismModel(source, mechanism);
            case SbmlContent.Flux(FluxProblem problem) -> new FluxModel(source, problem);
            case SbmlContent.Logical(LogicalNetwork network) -> new LogicalModel(source, network);
        };
    }
}
