package org.orrery.casebook.pulse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;

/** A sharp pulse shows the direct effect, a chronic exposure the adaptation: they are different arrows. */
public final class PulseCase implements Case {
    @Override
    public String name() {
        return "pulse";
    }

    @Override
    public String title() {
        return "What does a pulse show that a chronic exposure hides?";
    }

    @Override
    public String teaches() {
        return "A pulse shows the direct arrow, a chronic exposure the one that adapts; each alone misleads.";
    }

    @Override
    public String needs() {
        return "nothing; with --data, BIOMD0000000173.xml and BIOMD0000000342.xml of BioModels are told too";
    }

    @Override
    public CaseResult run(CaseSetting setting) {
        List<Study> studies = new ArrayList<>(List.of(Studies.sniffer()));
        Path data = setting.data();
        if (data != null) {
            studies.addAll(Studies.published(data));
        }
        List<Findings> all = studies.stream().map(study -> new Findings(study, setting)).toList();
        return new CaseResult(all.stream().flatMap(findings -> findings.claims().stream()).toList(),
                new Story(all).page(title(), setting.command()));
    }
}
