package dev.coffer.bonus.award;

import dev.coffer.core.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A bonus that a user shall get.
 *
 * @param key what it is given for, unique within the tenant: a repeat of the same key gives nothing more
 * @param value more than zero
 * @param deposit the deposit that it came with; null without one
 * @param needsApproval whether a second operator has to approve it before money moves
 * @param givenBy the operator who gave it; null where a rule did
 */
public record Gift(
        String tenantId,
        String userId,
        String key,
        Money value,
        @Nullable Money deposit,
        AwardTerms terms,
        boolean needsApproval,
        @Nullable String givenBy) {}
