package org.orrery.cli;

import java.util.List;
import org.orrery.core.Model;
import org.orrery.core.ModelWriter;

/** Writes the name of a model, and says that the rest is lost. */
public final class FakeWriter implements ModelWriter {
    @Override
    public String format() {
        return "Fake";
    }

    @Override
    public List<String> endings() {
        return List.of(".fake", ".fk");
    }

    @Override
    public boolean takes(Model model) {
        return model.summary().size() < 50;
    }

    @Override
    public Written write(Model model) {
        return new Written("plain\n", List.of("all but the name of " + model.source().file()));
    }
}
