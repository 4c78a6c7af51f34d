package org.orrery.dynamics;

import java.util.List;
import org.orrery.core.Model;
import org.orrery.core.ModelWriter;
import org.orrery.core.Refusal;
import org.orrery.dynamics.write.MechanismText;

/** Writes mechanisms as Antimony. */
public final class AntimonyModelWriter implements ModelWriter {
    @Override
    public String format() {
        return "Antimony";
    }

    @Override
    public List<String> endings() {
        return List.of(".ant", ".antimony", ".sb");
    }

    @Override
    public boolean takes(Model model) {
        return model instanceof MechanismModel;
    }

    @Override
    public Written write(Model model) {
        if (model instanceof MechanismModel mechanism) {
            return MechanismText.antimony(mechanism.mechanism());
        }
        throw new Refusal("A " + model.kind() + " cannot be written as Antimony.", "Maybe another format can hold it.");
    }
}
