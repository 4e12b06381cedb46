package dev.coffer.access;

import dev.coffer.access.Decision.Outcome;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Truth;
import org.jspecify.annotations.Nullable;

/** Weighs the cells that match a question, one after the other, keeping the rule that counts most. */
final class Verdict {
    private final Question question;
    private Outcome outcome = Outcome.NOT_GRANTED;
    private int priority;
    private @Nullable String heldRole;
    private @Nullable Rule rule;

    Verdict(Question question) {
        this.question = question;
    }

    void weigh(String role, @Nullable Cell cell) {
        if (cell == null) {
            return;
        }
        weighApplying(role, cell.any());
        weighByOwner(role, cell);
        weighByTarget(role, cell);
        Rule nearest = cell.nearestGrant();
        if (nearest != null && !outcome.isDecisive()) {
            settle(Outcome.NOT_GRANTED_FOR_TARGET, role, nearest);
        }
    }

    Decision decision() {
        return new Decision(question, outcome, heldRole, rule);
    }

    private void weighByOwner(String role, Cell cell) {
        String ownerId = question.ownerId();
        if (ownerId == null) {
            weighPossible(role, cell.unlessOwner());
            return;
        }
        if (cell.own().length > 0 && question.isAboutOwnTarget()) {
            weighApplying(role, cell.own());
        }
        Rule @Nullable [] ofTeam =
                cell.byTeam().isEmpty() ? null : cell.byTeam().get(ownerId);
        if (ofTeam != null) {
            weighApplying(role, ofTeam);
        }
    }

    private void weighByTarget(String role, Cell cell) {
        String targetId = question.targetId();
        if (targetId == null) {
            weighPossible(role, cell.unlessTarget());
            return;
        }
        Rule @Nullable [] ofTarget =
                cell.byTarget().isEmpty() ? null : cell.byTarget().get(targetId);
        if (ofTarget != null) {
            weighApplying(role, ofTarget);
        }
    }

    /** Rules whose URN matches the question: only their conditions are open. */
    private void weighApplying(String role, Rule[] chain) {
        for (Rule next : chain) {
            if (isOutranked(next)) {
                return;
            }
            Truth truth = truthOf(next);
            if (next.effect() == Rule.Effect.GRANT) {
                settle(truth == Truth.TRUE ? Outcome.GRANTED : Outcome.NOT_GRANTED_BY_CONDITION, role, next);
            } else if (truth != Truth.FALSE) {
                settle(truth == Truth.TRUE ? Outcome.DENIED_BY_RULE : Outcome.DENIED_UNLESS_KNOWN, role, next);
            }
        }
    }

    /** Denials whose URN might match, if the owner or target that the question leaves open were the right one. */
    private void weighPossible(String role, Rule[] chain) {
        for (Rule next : chain) {
            if (isOutranked(next)) {
                return;
            }
            if (truthOf(next) != Truth.FALSE) {
                settle(Outcome.DENIED_UNLESS_KNOWN, role, next);
                return;
            }
        }
    }

    private Truth truthOf(Rule next) {
        Condition condition = next.condition();
        return condition == null ? Truth.TRUE : condition.evaluate(question);
    }

    /** Whether neither this rule nor one behind it in its chain can change the verdict. */
    private boolean isOutranked(Rule next) {
        return outcome.isDecisive()
                && (priority > next.priority() || (priority == next.priority() && outcome == Outcome.DENIED_BY_RULE));
    }

    /** The first of the weightiest stays: outcomes are declared from the one that decides most. */
    private void settle(Outcome found, String role, Rule decided) {
        boolean isHigher = found.isDecisive() && (!outcome.isDecisive() || decided.priority() > priority);
        boolean isLower = outcome.isDecisive() && (!found.isDecisive() || decided.priority() < priority);
        if (isHigher || (!isLower && found.compareTo(outcome) < 0)) {
            outcome = found;
            priority = decided.priority();
            heldRole = role;
            rule = decided;
        }
    }
}
