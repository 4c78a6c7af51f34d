package org.orrery.casebook.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.Notebook;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;

/** People were put on plates by age: what is age's, and what the plate's? */
public final class BatchCase implements Case {
    @Override
    public String name() {
        return "batch";
    }

    @Override
    public String title() {
        return "Does methylation follow age, or the plate?";
    }

    @Override
    public String teaches() {
        return "A batch that goes with the treatment biases the naive answer; adjusting mends it where both vary within"
                + " batches, and nothing does where they are aliased.";
    }

    @Override
    public String needs() {
        return "nothing; with --data, methylation/gse40279_samples.tsv and gse40279_top50_beta.tsv.gz are told too";
    }

    @Override
    public CaseResult run(CaseSetting setting) {
        Notebook notebook = new Notebook(setting);
        List<Study> studies = new ArrayList<>();
        Path data = setting.data();
        if (data != null) {
            studies.add(Study.measured(data));
        }
        studies.add(Study.simulated(setting.seed()));
        List<Findings> all = studies.stream().map(study -> new Findings(study, notebook, setting)).toList();
        return new CaseResult(notebook.claims(), new Story(all, notebook).page(title(), setting.command()));
    }
}
