package org.orrery.dynamics;

import java.util.List;
import org.orrery.core.Model;
import org.orrery.core.ModelWriter;
import org.orrery.core.Refusal;
import org.orrery.dynamics.write.MechanismText;

/** Writes mechanisms as SBML. */
public final class SbmlModelWriter implements ModelWriter {
    @Override
    public String format() {
        return "SBML";
    }

    @Override
    public List<String> endings() {
        return List.of(".xml", ".sbml");
    }

    @Override
    public boolean takes(Model model) {
        return model instanceof MechanismModel;
    }

    @Override
    public Written write(Model model) {
        if (model instanceof MechanismModel mechanism) {
            return MechanismText.sbml(mechanism.mechanism());
        }
        throw new Refusal("A " + model.kind() + " cannot be written as SBML.", "Maybe another format can hold it.");
    }
}
