package dev.coffer.payment.intent;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payment intents as last committed. Changes are durable when they return. */
interface PaymentIntents {

    @Nullable
    PaymentIntent find(String tenantId, String id);

    @Nullable
    PaymentIntent findByKey(String tenantId, String key);

    /** The user's intent for this order that is under way, paid or refunded; null when there is none. */
    @Nullable
    PaymentIntent findByOrder(String tenantId, String userId, String orderReference);

    /**
     * Keeps a new one, and nobody else takes it up for as long as {@code lease}.
     *
     * @return false when the tenant has one with this key already, or the user one for this order
     */
    boolean insert(PaymentIntent intent, Duration lease);

    /** Takes one up that is due, which counts as an attempt; null when somebody else did, or nothing is due. */
    @Nullable
    PaymentIntent takeUp(String tenantId, String id, Duration lease);

    /** Changes it from what it was; null when somebody has changed it since, and then nothing is written or told. */
    @Nullable
    PaymentIntent change(PaymentIntent from, Change change);

    /** Some that are due, of all tenants, those first that have been so for longest. */
    List<Due> due(int limit);

    /** An intent to take up. Not itself: one that cannot be read must not keep the others from being found. */
    record Due(String tenantId, String id) {}

    /** Which ones; null for all. */
    record Filter(
            @Nullable String userId,
            @Nullable String orderReference,
            @Nullable IntentStatus status) {}

    /** Newest first. */
    Connection<PaymentIntent> list(String tenantId, Filter filter, PageRequest request);
}
