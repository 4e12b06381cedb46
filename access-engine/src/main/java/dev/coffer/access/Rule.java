package dev.coffer.access;

/**
 * One line of a policy: a role grants or denies a URN.
 *
 * @param role the role that states the rule, which may be an ancestor of the role that the subject holds
 */
public record Rule(String role, Effect effect, Urn urn) {
    /** What a rule does when it matches. */
    public enum Effect {
        GRANT,
        DENIAL
    }

    @Override
    public String toString() {
        return "role \"%s\" %s %s".formatted(role, effect == Effect.GRANT ? "grants" : "denies", urn);
    }
}
