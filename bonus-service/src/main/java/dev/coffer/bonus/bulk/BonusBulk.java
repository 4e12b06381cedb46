package dev.coffer.bonus.bulk;

import dev.coffer.core.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bonus that is given to many users.
 *
 * @param base what a share is taken of; null without one
 * @param startedBy the id of the operator
 * @param total to how many users
 * @param given to how many so far
 * @param refused to how many not
 * @param endedAt null as long as somebody waits
 */
record BonusBulk(
        String id,
        String tenantId,
        String templateCode,
        @Nullable Money base,
        String startedBy,
        int total,
        int given,
        int refused,
        Instant startedAt,
        @Nullable Instant endedAt) {

    int answered() {
        return given + refused;
    }
}
