package dev.coffer.gateway.plan;

/** Leaves planning with a refusal; {@link Planner} turns it into a {@link PlanResult.Refused}. */
final class Unplannable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient PlanResult.Refused refused;

    Unplannable(PlanResult.Reason reason, String coordinate, String message) {
        super(message, null, false, false);
        this.refused = new PlanResult.Refused(reason, coordinate, message);
    }

    static Unplannable field(String coordinate, String message) {
        return new Unplannable(PlanResult.Reason.PLAN_NOT_POSSIBLE, coordinate, message);
    }

    static Unplannable tooComplex(String message) {
        return new Unplannable(PlanResult.Reason.PLAN_TOO_COMPLEX, "", message);
    }

    PlanResult.Refused refused() {
        return refused;
    }
}
