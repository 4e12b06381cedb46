package dev.coffer.access;

import org.jspecify.annotations.Nullable;

/** Weighs the cells that match a question, one after the other, keeping the rule that counts most. */
final class Verdict {
    private final Question question;
    private Decision.Outcome outcome = Decision.Outcome.NOT_GRANTED;
    private @Nullable String heldRole;
    private @Nullable Rule rule;

    Verdict(Question question) {
        this.question = question;
    }

    void weigh(String role, RoleTable.@Nullable Cell cell) {
        if (cell == null) {
            return;
        }
        if (cell.denials() != TargetRules.NONE) {
            weighDenials(role, cell.denials());
        }
        if (cell.grants() != TargetRules.NONE && outcome.compareTo(Decision.Outcome.NOT_GRANTED_FOR_TARGET) >= 0) {
            weighGrants(role, cell.grants());
        }
    }

    Decision decision() {
        return new Decision(question, outcome, heldRole, rule);
    }

    private void weighDenials(String role, TargetRules denials) {
        Rule certain = denials.certainlyApplying(question);
        if (certain != null) {
            settle(Decision.Outcome.DENIED_BY_RULE, role, certain);
            return;
        }
        Rule possible = denials.possiblyApplying(question);
        if (possible != null) {
            settle(Decision.Outcome.DENIED_UNLESS_KNOWN, role, possible);
        }
    }

    private void weighGrants(String role, TargetRules grants) {
        Rule certain = grants.certainlyApplying(question);
        if (certain != null) {
            settle(Decision.Outcome.GRANTED, role, certain);
        } else {
            settle(Decision.Outcome.NOT_GRANTED_FOR_TARGET, role, grants.nearest());
        }
    }

    /** The first of the weightiest stays: outcomes are declared from the one that decides most. */
    private void settle(Decision.Outcome found, String role, @Nullable Rule decided) {
        if (found.compareTo(outcome) < 0) {
            outcome = found;
            heldRole = role;
            rule = decided;
        }
    }
}
