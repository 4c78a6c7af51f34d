package org.orrery.casebook.adder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.Induction;
import org.orrery.casebook.Notebook;
import org.orrery.network.NetworkModel;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;

/** What a part does is what is missing without it: clean where a network was written by hand, less so where it was taught. */
public final class AdderCase implements Case {
    private static final int WRITTEN = 45;
    private static final int TAUGHT = 192;
    private static final int SEQUENCES = 60;

    @Override
    public String name() {
        return "adder";
    }

    @Override
    public String title() {
        return "What does a part of a network do?";
    }

    @Override
    public String teaches() {
        return "Silencing one frequency's units takes exactly its wave from a network written by hand, and less cleanly from"
                + " a taught one; how a part is cut changes what its cut shows.";
    }

    @Override
    public String needs() {
        return "nothing; with --data, networks/modadd-p53-exact.onnx, modadd-p53-trained.onnx and induction-exact.onnx are"
                + " told too";
    }

    @Override
    public CaseResult run(CaseSetting setting) {
        Notebook notebook = new Notebook(setting);
        Path data = setting.data();
        // All files are looked for before anything is run.
        NetworkModel exact = data == null ? null : open(data, "modadd-p53-exact.onnx");
        NetworkModel trained = data == null ? null : open(data, "modadd-p53-trained.onnx");
        NetworkModel given = data == null ? null : open(data, "induction-exact.onnx");
        List<Findings> adders = new ArrayList<>();
        adders.add(new Findings("built", "A network written by hand",
                "It adds modulo 53 in waves of five frequencies, nine units each: together the nine add 4.5 cos(2 pi k (a +"
                        + " b - q) / 53) to the logit of answer q. So it is known what must go with them.",
                Adder.built(), WRITTEN, true, notebook));
        if (exact != null && trained != null) {
            adders.add(new Findings("exact", "The same from a file",
                    "modadd-p53-exact.onnx is of the same make, its units shuffled. Which unit has which frequency is read"
                            + " off what it makes of a and of b.",
                    exact, WRITTEN, true, notebook));
            adders.add(new Findings("trained", "A network that was taught",
                    "modadd-p53-trained.onnx learned the same task from half of all pairs, with 192 rectified units. Each is"
                            + " counted to the frequency that is strongest in it.",
                    trained, TAUGHT, false, notebook));
        }
        NetworkModel network = (given == null ? Induction.built() : given).looking(
                Induction.sequences(SEQUENCES, Induction.LENGTH, 8, true, Induction.TOKENS, setting.seed()),
                "sequences of period 8");
        Heads heads = new Heads("heads", network, notebook);
        return new CaseResult(notebook.claims(),
                new Story(adders, heads, notebook, given != null).page(title(), setting.command()));
    }

    private static NetworkModel open(Path data, String name) {
        return NetworkModel.open(Notebook.file(data, "networks/" + name, name));
    }
}
