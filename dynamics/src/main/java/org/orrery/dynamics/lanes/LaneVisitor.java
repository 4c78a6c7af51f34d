package org.orrery.dynamics.lanes;

/** What the caller does where something happens to a run. */
public interface LaneVisitor {
    /** What becomes of a run that has arrived. */
    enum Next {
        /** It goes on, to a new limit. */
        ON,
        /** The state or a parameter was changed: it goes on from there, to a new limit. */
        RESTART,
        /** It leaves its lane, to be entered again, or never. */
        LEAVE
    }

    /** Whether {@link #stepped} is to be called at all. */
    boolean watchesSteps();

    /** After an accepted step, with its dense output. */
    void stepped(LaneRun run, LaneStep step);

    /** The run stands at its limit, its state in {@link LaneRun#state()}. */
    Next arrived(LaneRun run);

    /** No step is short enough, too many were tried, or a value or a solution is no number: the run has left its lane. */
    void failed(LaneRun run);
}
