package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Outcome;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.lanes.LaneRun;
import org.orrery.dynamics.lanes.LaneSolver;
import org.orrery.dynamics.lanes.LaneStep;
import org.orrery.dynamics.lanes.LaneVisitor;

/**
 * Worlds that are run together. Where a window begins or ends, a run waits until the others of its kind are there too, since
 * what gates do is written into the code of the lanes. What fails in a lane is reported, to be run by itself.
 */
final class LaneBlock implements LaneVisitor {
    private final LaneProgram program;
    private final @Nullable LaneMember[] members;
    private final @Nullable Outcome[] outcomes;
    private final boolean watches;

    /** @param members those that have a start; others are null */
    LaneBlock(LaneProgram program, @Nullable LaneMember[] members, @Nullable Outcome[] outcomes) {
        this.program = program;
        this.members = members;
        this.outcomes = outcomes;
        watches = program.watchesSteps();
    }

    /** Runs all; outcomes that stay null are those of runs that must be run by themselves. */
    void run() {
        List<LaneMember> waiting = new ArrayList<>();
        for (LaneMember member : members) {
            if (member != null && aims(member)) {
                waiting.add(member);
            }
        }
        while (!waiting.isEmpty()) {
            Map<List<Double>, List<LaneMember>> kinds = new LinkedHashMap<>();
            waiting.forEach(member -> kinds.computeIfAbsent(member.gates(), _ -> new ArrayList<>()).add(member));
            kinds.values().forEach(this::solve);
            waiting.removeIf(member -> !goesOn(member));
        }
    }

    private boolean aims(LaneMember member) {
        try {
            if (member.aim()) {
                return true;
            }
            finish(member);
        } catch (RunFailure failure) {
            outcomes[member.run().number] = new Outcome.Failed(failure);
        }
        return false;
    }

    private void solve(List<LaneMember> kind) {
        LaneMember first = kind.getFirst();
        double[] parameters = first.stage().parameters;
        LaneSolver solver = new LaneSolver(program.equations(parameters), first.settings());
        solver.share(parameters);
        solver.solve(kind.stream().map(LaneMember::run).toList(), this);
    }

    private boolean goesOn(LaneMember member) {
        int number = member.run().number;
        return members[number] != null && outcomes[number] == null;
    }

    private void finish(LaneMember member) {
        outcomes[member.run().number] = new Outcome.Finished(member.result());
    }

    private LaneMember member(LaneRun run) {
        return Objects.requireNonNull(members[run.number]);
    }

    @Override
    public boolean watchesSteps() {
        return watches;
    }

    @Override
    public void stepped(LaneRun run, LaneStep step) {
        member(run).stepped(step);
    }

    @Override
    public Next arrived(LaneRun run) {
        LaneMember member = member(run);
        try {
            Next next = member.arrived();
            if (next == Next.LEAVE && member.isDone()) {
                finish(member);
            }
            return next;
        } catch (RunFailure failure) {
            outcomes[run.number] = new Outcome.Failed(failure);
            return Next.LEAVE;
        }
    }

    @Override
    public void failed(LaneRun run) {
        members[run.number] = null;
    }
}
