package org.orrery.dynamics.write;

import java.util.ArrayList;
import java.util.List;
import org.orrery.core.ModelWriter.Written;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism;

/** Writes mechanisms in the formats that are read. */
public final class MechanismText {
    private MechanismText() {}

    /**
     * SBML Level 3 Version 2, or Version 1 where reactions are fast: Version 2 took them out.
     *
     * @throws Refusal if a formula is too long to be written out
     */
    public static Written sbml(Mechanism mechanism) {
        List<String> losses = new ArrayList<>();
        Mechanism form = SbmlForm.of(mechanism, losses);
        return new Written(SbmlText.of(form, losses), losses);
    }

    /**
     * Antimony as libAntimony 3.3 and Orrery read it.
     *
     * @throws Refusal for what Antimony has no words for: fast reactions
     */
    public static Written antimony(Mechanism mechanism) {
        List<String> losses = new ArrayList<>();
        Mechanism form = AntimonyForm.of(mechanism, losses);
        return new Written(AntimonyText.of(form, losses), losses);
    }
}
