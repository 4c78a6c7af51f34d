package org.orrery.dynamics;

import java.nio.file.Path;
import org.orrery.core.Model;
import org.orrery.core.ModelReader;
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
        return new MechanismModel(Sources.of(file, reading.files()), reading.mechanism());
    }
}
