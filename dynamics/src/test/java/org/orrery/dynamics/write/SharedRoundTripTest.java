package org.orrery.dynamics.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.orrery.core.ModelWriter.Written;
import org.orrery.core.OrreryException;
import org.orrery.core.Refusal;
import org.orrery.dynamics.antimony.AntimonyReader;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.sbml.SbmlReader;

/** Every shared model that is read is written in both formats and across them, and read again. */
class SharedRoundTripTest {
    @Test
    void whatIsReadBackIsTheFormOfTheFormat() throws Exception {
        Map<String, String> different = new TreeMap<>();
        Map<String, String> refused = new TreeMap<>();
        int models = 0;
        for (SharedModels.Named each : SharedModels.all()) {
            models++;
            different.putAll(differences(each.name(), each.mechanism(), refused));
        }
        assertThat(models).isGreaterThan(100);
        assertThat(different).isEmpty();
        assertThat(refused.values()).allMatch(reason -> reason.contains("fast reaction"));
    }

    private static Map<String, String> differences(String name, Mechanism mechanism, Map<String, String> refused) {
        Map<String, String> different = new TreeMap<>();
        try {
            Mechanism form = SbmlForm.of(mechanism, new ArrayList<>());
            note(different, name + " sbml", form, sbml(mechanism));
            Mechanism antimony = AntimonyForm.of(mechanism, new ArrayList<>());
            note(different, name + " antimony", antimony, antimony(mechanism));
            note(different, name + " sbml of antimony", SbmlForm.of(antimony, new ArrayList<>()),
                    sbml(antimony(mechanism)));
            note(different, name + " antimony of sbml", AntimonyForm.of(form, new ArrayList<>()),
                    antimony(sbml(mechanism)));
        } catch (Refusal refusal) {
            refused.put(name, String.valueOf(refusal.getMessage()));
        } catch (OrreryException unreadable) {
            different.put(name, unreadable.getMessage() + " " + unreadable.advice());
        }
        return different;
    }

    private static void note(Map<String, String> different, String name, Mechanism expected, Mechanism got) {
        String difference = difference(Same.lines(expected), Same.lines(got))
                + difference(Same.units(expected), Same.units(got));
        if (!difference.isEmpty()) {
            different.put(name, difference);
        }
    }

    static String difference(Map<String, String> expected, Map<String, String> got) {
        List<String> lines = new ArrayList<>();
        expected.forEach((key, value) -> {
            if (!value.equals(got.get(key))) {
                lines.add(key + ": " + value + "\n   GOT " + got.get(key));
            }
        });
        got.forEach((key, value) -> {
            if (!expected.containsKey(key)) {
                lines.add(key + ": nothing\n   GOT " + value);
            }
        });
        return String.join("\n", lines.subList(0, Math.min(5, lines.size())));
    }

    static Mechanism sbml(Mechanism mechanism) {
        Written written = MechanismText.sbml(mechanism);
        return new SbmlReader().read(written.text().getBytes(StandardCharsets.UTF_8), "written.xml");
    }

    static Mechanism antimony(Mechanism mechanism) {
        Written written = MechanismText.antimony(mechanism);
        return new AntimonyReader().read(written.text(), "written.ant");
    }
}
