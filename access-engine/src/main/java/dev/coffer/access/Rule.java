package dev.coffer.access;

import dev.coffer.access.condition.Condition;
import org.jspecify.annotations.Nullable;

/**
 * One line of a policy: a role grants or denies a URN, always or under a condition.
 *
 * @param role the role that states the rule, which may be an ancestor of the role that the subject holds
 * @param priority a rule decides over those of a lower one; 0 unless said otherwise
 * @param condition when the rule applies; null for always
 */
public record Rule(
        String role,
        Effect effect,
        Urn urn,
        int priority,
        @Nullable Condition condition) {
    /** What a rule does when it matches. */
    public enum Effect {
        GRANT,
        DENIAL
    }

    /** A rule of priority 0 that applies always. */
    public Rule(String role, Effect effect, Urn urn) {
        this(role, effect, urn, 0, null);
    }

    /** In words: {@code role "teller" grants wallet:adjust:all at priority 5 if hours 08:00-18:00 Europe/Vienna}. */
    @Override
    public String toString() {
        return "role \"%s\" %s %s%s%s"
                .formatted(
                        role,
                        effect == Effect.GRANT ? "grants" : "denies",
                        urn,
                        priority == 0 ? "" : " at priority " + priority,
                        condition == null ? "" : " if " + condition.describe());
    }
}
