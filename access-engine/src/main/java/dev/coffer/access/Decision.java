package dev.coffer.access;

import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.ConditionResult;
import dev.coffer.access.condition.Truth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer of a policy to one question, with the rule that decided it. */
public final class Decision {
    /** How a decision came about, the weightiest of one priority first. Only {@link #GRANTED} permits. */
    public enum Outcome {
        /** A denial applies; no grant of its priority or below outweighs it. */
        DENIED_BY_RULE,
        /** A denial would apply to some owner, target or context, and the question does not say which it is about. */
        DENIED_UNLESS_KNOWN,
        /** A grant applies, and no denial of its priority or above may. */
        GRANTED,
        /** The action is granted for this target, but under a condition that does not hold, or is not known to. */
        NOT_GRANTED_BY_CONDITION,
        /** The action is granted, but not for this target, or the owner or target is not known. */
        NOT_GRANTED_FOR_TARGET,
        /** Nothing grants the action: the default. */
        NOT_GRANTED;

        /** Whether a rule decided; otherwise a grant at most came near. */
        boolean isDecisive() {
            return this == DENIED_BY_RULE || this == DENIED_UNLESS_KNOWN || this == GRANTED;
        }
    }

    private final Question question;
    private final Outcome outcome;
    private final @Nullable String heldRole;
    private final @Nullable Rule rule;

    Decision(Question question, Outcome outcome, @Nullable String heldRole, @Nullable Rule rule) {
        this.question = question;
        this.outcome = outcome;
        this.heldRole = heldRole;
        this.rule = rule;
    }

    public boolean isPermitted() {
        return outcome == Outcome.GRANTED;
    }

    public Outcome outcome() {
        return outcome;
    }

    /**
     * The rule that decided. For {@link Outcome#NOT_GRANTED_FOR_TARGET} and {@link Outcome#NOT_GRANTED_BY_CONDITION} the
     * grant that came nearest; null only for {@link Outcome#NOT_GRANTED}.
     */
    public @Nullable Rule rule() {
        return rule;
    }

    /** One sentence for operators and logs: the verdict, the rule and why it applies. Not for the subject's eyes. */
    public String explain() {
        String asked = question.resource() + ":" + question.action() + " by "
                + question.subject().id();
        return switch (outcome) {
            case GRANTED -> "permit " + asked + ": " + chain() + reach() + fulfilment();
            case DENIED_BY_RULE ->
                "deny " + asked + ": " + chain() + reach() + fulfilment() + "; a denial overrides every grant";
            case DENIED_UNLESS_KNOWN -> "deny " + asked + ": " + chain() + ", and " + unknown();
            case NOT_GRANTED_BY_CONDITION -> "deny " + asked + ": " + chain() + ", but " + unfulfilled();
            case NOT_GRANTED_FOR_TARGET -> "deny " + asked + ": " + chain() + ", but " + shortfall();
            case NOT_GRANTED -> "deny " + asked + ": " + rolesInWords();
        };
    }

    /** The same for programs. */
    public Explanation explanation() {
        List<String> path =
                rule == null || heldRole == null ? List.of() : question.policy().path(heldRole, rule.role());
        return new Explanation(outcome, rule, heldRole, path, conditionResult(), explain());
    }

    @Override
    public String toString() {
        return explain();
    }

    private String chain() {
        Rule decided = decided();
        return decided.role().equals(heldRole)
                ? decided.toString()
                : "role \"%s\" through %s".formatted(heldRole, decided);
    }

    private String reach() {
        Urn urn = decided().urn();
        if (urn.isForAnyTarget()) {
            return "";
        }
        if (urn.isForOwnTarget()) {
            return ", and the subject owns the target";
        }
        return urn.isForTeam() ? ", and that team owns the target" : ", and this is that target";
    }

    private String fulfilment() {
        ConditionResult result = conditionResult();
        return result == null ? "" : ", and its condition holds because " + result.because();
    }

    private String unfulfilled() {
        ConditionResult result = Objects.requireNonNull(conditionResult(), "the rule has a condition");
        return "its condition "
                + (result.truth() == Truth.UNKNOWN ? "is not certain" : "does not hold")
                + " because " + result.because();
    }

    private @Nullable ConditionResult conditionResult() {
        Condition condition = rule == null ? null : rule.condition();
        return condition == null ? null : condition.explain(question);
    }

    private String unknown() {
        return isReachKnown() ? unfulfilled() : unknownPart() + " is not known";
    }

    private boolean isReachKnown() {
        return decided().urn().isForAnyTarget()
                || (decided().urn().isForOwner() ? question.ownerId() : question.targetId()) != null;
    }

    private String unknownPart() {
        return decided().urn().isForOwner() ? "the owner of the target" : "the target";
    }

    private String shortfall() {
        if (!isReachKnown()) {
            return unknownPart() + " is not known";
        }
        return decided().urn().isForOwner() ? "someone else owns the target" : "this is another target";
    }

    private String rolesInWords() {
        return question.subject().roles().isEmpty()
                ? "the subject holds no role"
                : "no grant in the roles "
                        + String.join(", ", question.subject().roles());
    }

    private Rule decided() {
        return Objects.requireNonNull(rule, "only the default has no rule");
    }
}
