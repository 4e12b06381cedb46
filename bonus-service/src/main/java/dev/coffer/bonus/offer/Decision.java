package dev.coffer.bonus.offer;

import dev.coffer.core.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a player gets a template's bonus. */
sealed interface Decision {

    /** @param value what it is worth; null in a preview, where it depends on an amount that is not known */
    record Due(@Nullable Money value) implements Decision {}

    record Refused(List<WhyNot> reasons) implements Decision {

        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
