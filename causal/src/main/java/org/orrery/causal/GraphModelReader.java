package org.orrery.causal;

import java.nio.file.Path;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Model;
import org.orrery.core.ModelReader;

/** Opens causal graphs: arrows in the syntax of dagitty or DOT, or equations in the manner of lavaan. */
public final class GraphModelReader implements ModelReader {
    @Override
    public String format() {
        return "causal graphs (dagitty, DOT, lavaan)";
    }

    @Override
    public boolean accepts(Path file, String head) {
        return GraphText.accepts(file, head);
    }

    @Override
    public Model read(Path file) {
        return CausalModel.of(Sources.of(file), GraphText.read(file));
    }
}
