package dev.coffer.access.review;

import dev.coffer.access.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Something in a policy that is probably not meant.
 *
 * @param role the role that it is about
 * @param rule the rule that it is about; null where it is about the role itself
 * @param sentence for whoever wrote the policy
 */
public record Finding(Code code, String role, @Nullable Rule rule, String sentence) {
    /** What kind of finding. */
    public enum Code {
        /** A denial of the same role or an inherited one takes all that the grant permits. */
        GRANT_DENIED,
        /** Another grant of the same role or an inherited one reaches as far or further. */
        GRANT_COVERED,
        /** Another denial of the same role or an inherited one reaches as far or further. */
        DENIAL_COVERED,
        /** A grant of a higher priority permits all that the denial forbids. */
        DENIAL_OUTRANKED,
        /** No subject and no context can fulfil the condition. */
        CONDITION_NEVER_HOLDS,
        /** The condition asks for a role that the policy does not have. */
        ROLE_UNKNOWN,
        /** The role grants and denies nothing, nobody inherits it, and no condition asks for it. */
        ROLE_WITHOUT_EFFECT
    }
}
