package org.orrery.dynamics;

import java.nio.file.Path;
import org.orrery.core.Model;
import org.orrery.core.ModelReader;
import org.orrery.dynamics.antimony.AntimonyReader;

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
        return new MechanismModel(Sources.of(file), new AntimonyReader().read(file));
    }
}
