package dev.coffer.bonus.rule;

import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules ask about: a player and an occasion.
 *
 * @param country null where nobody has told
 * @param deposits how many, with the one that is the occasion
 * @param deposited sums in smallest units by currency, with the one that is the occasion
 * @param registeredAt null where nobody has told
 * @param idleSince when the last deposit before the occasion was; null where there was none
 * @param at when the occasion is
 * @param amount of the deposit or purchase that is the occasion; null without one
 * @param isPreview whether the occasion is only thought of, so that its amount is whatever it has to be
 */
public record Facts(
        @Nullable String country,
        KycTier tier,
        Set<String> segments,
        int deposits,
        Map<String, Long> deposited,
        @Nullable Instant registeredAt,
        @Nullable Instant idleSince,
        Instant at,
        @Nullable Money amount,
        boolean isPreview) {

    public Facts {
        segments = Set.copyOf(segments);
        deposited = Map.copyOf(deposited);
    }
}
