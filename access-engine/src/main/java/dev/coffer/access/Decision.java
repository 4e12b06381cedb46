package dev.coffer.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer of a policy to one question, with the rule that decided it. */
public final class Decision {
    /** How a decision came about, the weightiest first. Only {@link #GRANTED} permits. */
    public enum Outcome {
        /** A denial matches; no grant outweighs it. */
        DENIED_BY_RULE,
        /** A denial would match some owner or target, and the question does not say which it is about. */
        DENIED_UNLESS_KNOWN,
        /** A grant matches and no denial may. */
        GRANTED,
        /** The action is granted, but not for this target, or the owner or target is not known. */
        NOT_GRANTED_FOR_TARGET,
        /** Nothing grants the action: the default. */
        NOT_GRANTED
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
     * The rule that decided. For {@link Outcome#NOT_GRANTED_FOR_TARGET} the grant that came nearest; null only for
     * {@link Outcome#NOT_GRANTED}.
     */
    public @Nullable Rule rule() {
        return rule;
    }

    /** One sentence for operators and logs: the verdict, the rule and why it applies. Not for the subject's eyes. */
    public String explain() {
        String asked = question.resource() + ":" + question.action() + " by "
                + question.subject().id();
        return switch (outcome) {
            case GRANTED -> "permit " + asked + ": " + chain() + reach();
            case DENIED_BY_RULE -> "deny " + asked + ": " + chain() + reach() + "; a denial overrides every grant";
            case DENIED_UNLESS_KNOWN -> "deny " + asked + ": " + chain() + ", and " + unknown() + " is not known";
            case NOT_GRANTED_FOR_TARGET -> "deny " + asked + ": " + chain() + ", but " + shortfall();
            case NOT_GRANTED -> "deny " + asked + ": " + rolesInWords();
        };
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

    private String unknown() {
        return needsOwner() ? "the owner of the target" : "the target";
    }

    private String shortfall() {
        boolean isKnown = needsOwner() ? question.ownerId() != null : question.targetId() != null;
        if (!isKnown) {
            return unknown() + " is not known";
        }
        return needsOwner() ? "someone else owns the target" : "this is another target";
    }

    private boolean needsOwner() {
        return decided().urn().isForOwnTarget() || decided().urn().isForTeam();
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
