package org.orrery.casebook.climate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.orrery.casebook.Notebook;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;

/** Two columns that rise together: what a regression can say of them, what it cannot, and what a mechanism can. */
public final class ClimateCase implements Case {
    @Override
    public String name() {
        return "climate";
    }

    @Override
    public String title() {
        return "What would the temperature be, had CO2 stopped rising?";
    }

    @Override
    public String teaches() {
        return "Inflated variance is no reason to drop a column, and a good fit none to keep it: the graph decides. A mechanism"
                + " answers what the regression cannot, as far as the data fix its parameters.";
    }

    @Override
    public String needs() {
        return "nothing; with --data, climate/annual_climate_1750_2025.tsv is told too";
    }

    @Override
    public CaseResult run(CaseSetting setting) {
        Notebook notebook = new Notebook(setting);
        List<Record> records = new ArrayList<>();
        Path data = setting.data();
        if (data != null) {
            records.add(Record.measured(data));
        }
        records.add(Record.simulated(setting.seed()));
        List<Findings> all = records.stream().map(record -> new Findings(record, notebook, setting)).toList();
        return new CaseResult(notebook.claims(), new Story(all, notebook).page(title(), setting.command()));
    }
}
