package dev.coffer.notification.preference;

import dev.coffer.notification.delivery.DeliveryReason;
import java.time.Instant;

/** What the recipient's wishes come to for one message, now. */
public sealed interface SendDecision {

    /** It goes. */
    record Send() implements SendDecision {}

    /** It never goes. */
    record Suppress(DeliveryReason reason) implements SendDecision {}

    /** Not now; ask again then, as the user may want something else by then. */
    record Defer(DeliveryReason reason, Instant until) implements SendDecision {}
}
