package dev.coffer.gateway.plan;

/** The planner's answer: a plan, or why there is none. */
public sealed interface PlanResult {

    /** The operation can be answered. */
    record Planned(Plan plan) implements PlanResult {}

    /**
     * The operation cannot be answered by these subgraphs, or not by this planner; no data may be given.
     *
     * @param reason code for the client's {@code extensions.code}
     * @param coordinate the field at fault as {@code Type.field}, or the operation's name
     * @param message one sentence that names the field and helps; may name subgraphs, so show it to operators only where
     *     those are secret
     */
    record Refused(Reason reason, String coordinate, String message) implements PlanResult {}

    /** Why an operation has no plan. */
    enum Reason {
        /** The document has no operation of that name, or several and no name was given. */
        OPERATION_NOT_FOUND,
        /** No sequence of calls can fetch the field. */
        PLAN_NOT_POSSIBLE,
        /** Planning ran into one of {@link PlanLimits}. */
        PLAN_TOO_COMPLEX
    }
}
