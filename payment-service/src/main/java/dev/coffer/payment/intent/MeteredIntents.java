package dev.coffer.payment.intent;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of payment intents: {@code coffer.payment.intents} by the status that they come to. */
final class MeteredIntents implements PaymentIntents {

    private final PaymentIntents origin;
    private final MeterRegistry meters;

    MeteredIntents(PaymentIntents origin, MeterRegistry meters) {
        this.origin = origin;
        this.meters = meters;
        for (IntentStatus status : IntentStatus.values()) {
            counter(status);
        }
    }

    @Override
    public boolean insert(PaymentIntent intent, Duration lease) {
        boolean isNew = origin.insert(intent, lease);
        if (isNew) {
            counter(intent.status()).increment();
        }
        return isNew;
    }

    @Override
    public @Nullable PaymentIntent change(PaymentIntent from, Change change) {
        PaymentIntent changed = origin.change(from, change);
        if (changed != null && changed.status() != from.status()) {
            counter(changed.status()).increment();
        }
        return changed;
    }

    private Counter counter(IntentStatus status) {
        return meters.counter("coffer.payment.intents", "status", status.name());
    }

    @Override
    public @Nullable PaymentIntent find(String tenantId, String id) {
        return origin.find(tenantId, id);
    }

    @Override
    public @Nullable PaymentIntent findByKey(String tenantId, String key) {
        return origin.findByKey(tenantId, key);
    }

    @Override
    public @Nullable PaymentIntent findByOrder(String tenantId, String userId, String orderReference) {
        return origin.findByOrder(tenantId, userId, orderReference);
    }

    @Override
    public @Nullable PaymentIntent takeUp(String tenantId, String id, Duration lease) {
        return origin.takeUp(tenantId, id, lease);
    }

    @Override
    public List<Due> due(int limit) {
        return origin.due(limit);
    }

    @Override
    public Connection<PaymentIntent> list(String tenantId, Filter filter, PageRequest request) {
        return origin.list(tenantId, filter, request);
    }
}
