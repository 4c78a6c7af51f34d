package org.orrery.casebook.climate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.orrery.core.Model;
import org.orrery.core.Numbers;
import org.orrery.dynamics.MechanismModel;
import org.orrery.dynamics.antimony.AntimonyReader;

/** The two layers as a mechanism in Antimony, driven by a world's years, so that carbon dioxide is a gear that can be held. */
final class Mechanism {
    private Mechanism() {}

    static Model of(Record record, TwoLayers layers) {
        String text = text(record, layers);
        try {
            String sha = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new MechanismModel(new Model.Source("two-layers.ant", sha),
                    new AntimonyReader().read(text, "two-layers.ant"));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String text(Record record, TwoLayers layers) {
        return "model two_layers()\n  unit time_unit = 31557600 second\n  co2 := " + steps(record.column(Record.CO2))
                + "\n  other := " + steps(record.other()) + "\n  F := " + Record.PER_FOLD + "*ln(co2/"
                + Record.CO2_BEFORE + ") + other\n  T = 0; D = 0\n  lambda = " + Numbers.print(layers.lambda())
                + "; exchange = " + Numbers.print(layers.gamma()) + "; shallow = "
                + Numbers.print(layers.shallow()) + "; deep = " + Numbers.print(layers.deep())
                + "\n  T' = (F - lambda*T - exchange*(T - D))/shallow\n  D' = exchange*(T - D)/deep\n"
                + "  heat := " + TwoLayers.ZETTAJOULES + "*(shallow*T + deep*D)\nend\n";
    }

    /** Each year's number, from its first day to its last. Time 0 is the beginning of the first year. */
    private static String steps(double[] years) {
        StringJoiner pieces = new StringJoiner(", ", "piecewise(", ")");
        for (int i = 0; i < years.length - 1; i++) {
            pieces.add(Numbers.print(years[i]) + ", time < " + (i + 1));
        }
        return pieces.add(Numbers.print(years[years.length - 1])).toString();
    }
}
