package org.orrery.casebook.shortcut;

import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.Notebook;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;

/** Two networks call the same films sick: one looks at the lung, the other at a letter in the corner. */
public final class ShortcutCase implements Case {
    @Override
    public String name() {
        return "shortcut";
    }

    @Override
    public String title() {
        return "Do two networks that behave alike work alike?";
    }

    @Override
    public String teaches() {
        return "Equal scores hide unequal mechanisms: an attribution finds the shortcut, an intervention proves it.";
    }

    @Override
    public String needs() {
        return "nothing; with --data, networks/cxr-clean-cnn.onnx, networks/cxr-marker-cnn.onnx and"
                + " xray/pneumoniamnist-28.zip and .csv are told too";
    }

    @Override
    public CaseResult run(CaseSetting setting) {
        List<Study> studies = new ArrayList<>();
        if (setting.data() != null) {
            studies.add(Study.films(setting.data()));
        }
        studies.add(Study.built(setting.seed()));
        Notebook notebook = new Notebook(setting);
        List<Findings> all = studies.stream().map(study -> new Findings(study, notebook)).toList();
        return new CaseResult(notebook.claims(), new Story(all, notebook).page(title(), setting.command()));
    }
}
