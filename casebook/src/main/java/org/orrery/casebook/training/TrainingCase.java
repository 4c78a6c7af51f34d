package org.orrery.casebook.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.Notebook;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;

/** The trained are compared with those who lost the lot, and with people who were never asked. */
public final class TrainingCase implements Case {
    @Override
    public String name() {
        return "training-programme";
    }

    @Override
    public String title() {
        return "What did a training programme do for earnings?";
    }

    @Override
    public String teaches() {
        return "No estimator mends groups that do not overlap; the overlap says so before the experiment is looked at.";
    }

    @Override
    public String needs() {
        return "nothing; with --data, causal/lalonde_nsw_psid_cps.tsv.gz is told too";
    }

    @Override
    public CaseResult run(CaseSetting setting) {
        Notebook notebook = new Notebook(setting);
        List<List<People>> worlds = new ArrayList<>();
        Path data = setting.data();
        if (data != null) {
            worlds.add(People.measured(data));
        }
        worlds.add(People.simulated(setting.seed()));
        List<List<Findings>> all = new ArrayList<>();
        for (List<People> world : worlds) {
            List<Findings> told = new ArrayList<>();
            for (People people : world) {
                told.add(new Findings(people, notebook, setting));
                if (!people.random()) {
                    told.add(new Findings(people.middle(), notebook, setting));
                }
            }
            all.add(told);
        }
        return new CaseResult(notebook.claims(), new Story(all, notebook).page(title(), setting.command()));
    }
}
