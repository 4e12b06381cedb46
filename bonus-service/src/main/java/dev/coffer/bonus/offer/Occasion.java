package dev.coffer.bonus.offer;

import dev.coffer.bonus.selection.Selection;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something for which bonuses may be given.
 *
 * @param key what it is, unique within the tenant; the same occasion gives no template's award twice
 * @param amount of the deposit or purchase, or as an operator states it; null without one
 * @param selections what the player chose for it; none where nothing was
 * @param isPreview whether it is only thought of
 */
public record Occasion(
        Trigger trigger,
        String key,
        Instant at,
        @Nullable Money amount,
        List<Selection> selections,
        boolean isPreview) {

    public Occasion {
        selections = List.copyOf(selections);
    }

    /** For which nothing was chosen. */
    public Occasion(Trigger trigger, String key, Instant at, @Nullable Money amount, boolean isPreview) {
        this(trigger, key, at, amount, List.of(), isPreview);
    }

    /** The deposit that an award of this occasion comes with; null without one. */
    @Nullable
    Money deposit() {
        return trigger == Trigger.DEPOSIT ? amount : null;
    }
}
