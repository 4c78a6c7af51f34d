package org.orrery.casebook.pulsenetwork;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.Notebook;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;

/** A clamp at all positions says that a unit matters, a pulse at one says where; either alone can mislead. */
public final class PulseNetworkCase implements Case {
    @Override
    public String name() {
        return "pulse-network";
    }

    @Override
    public String title() {
        return "What does a pulse at one position show that a chronic clamp hides?";
    }

    @Override
    public String teaches() {
        return "A clamp says that a unit matters, a pulse where; where two places stand in for each other, pulses see nothing.";
    }

    @Override
    public String needs() {
        return "nothing; with --data, networks/induction-exact.onnx and induction-trained.onnx are told too";
    }

    @Override
    public CaseResult run(CaseSetting setting) {
        List<Study> studies = new ArrayList<>(List.of(Study.built()));
        Path data = setting.data();
        if (data != null) {
            studies.add(Study.exact(data));
            studies.add(Study.trained(data));
        }
        Notebook notebook = new Notebook(setting);
        List<Findings> all = studies.stream().map(study -> new Findings(study, setting.seed(), notebook)).toList();
        return new CaseResult(notebook.claims(), new Story(all, notebook).page(title(), setting.command()));
    }
}
