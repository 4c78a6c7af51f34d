package org.orrery.cli;

import java.util.List;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Rung;
import org.orrery.core.Scope;
import org.orrery.report.Case;
import org.orrery.report.CaseResult;
import org.orrery.report.CaseSetting;
import org.orrery.report.NamedClaim;
import org.orrery.report.Page;

/** Two studies: one that runs anywhere, one that asks for data. */
abstract class FakeCase implements Case {
    @Override
    public String teaches() {
        return "How a case is told.";
    }

    @Override
    public CaseResult run(CaseSetting setting) {
        int count = setting.lab().trials(3, index -> index).size();
        NamedClaim first = new NamedClaim("period", claim(setting, "The clock ticks " + count + " times.", 3.0));
        NamedClaim second = new NamedClaim("data", claim(setting, "The data: " + setting.data() + ".", null));
        return new CaseResult(List.of(first, second), new Page(title(), "It ticks.", List.of(), setting.command(),
                List.of(), List.of(first.claim(), second.claim())));
    }

    private static Claim claim(CaseSetting setting, String sentence, Double estimate) {
        return new Claim("tick @ 1", Claim.Status.ANSWERED, null, Rung.SEE, Scope.MODEL, estimate, "s", null, null,
                null, List.of(), List.of(), List.of(), sentence, null, new Claim.Provenance("clock", "00", null,
                        setting.version(), setting.seed(), "counting", 1));
    }

    /** Needs nothing. */
    public static final class Clock extends FakeCase {
        @Override
        public String name() {
            return "clock";
        }

        @Override
        public String title() {
            return "A clock";
        }

        @Override
        public String needs() {
            return "nothing";
        }
    }

    /** Needs data. */
    public static final class Measured extends FakeCase {
        @Override
        public String name() {
            return "measured";
        }

        @Override
        public String title() {
            return "A measured clock";
        }

        @Override
        public String needs() {
            return "a folder of times";
        }

        @Override
        public CaseResult run(CaseSetting setting) {
            if (setting.data() == null) {
                throw new InvalidInput("The case 'measured' needs a folder of times.", "Maybe give it with --data.");
            }
            return super.run(setting);
        }
    }
}
