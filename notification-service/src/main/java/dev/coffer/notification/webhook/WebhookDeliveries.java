package dev.coffer.notification.webhook;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What goes, went or did not go to endpoints. Those that ended are forgotten after 30 days. */
interface WebhookDeliveries {

    /** Adds those that are not there yet. */
    void add(UnitOfWork unit, String tenantId, List<WebhookDelivery> deliveries);

    @Nullable
    WebhookDelivery find(String tenantId, String id);

    /** The newest first. @param state null for all */
    Connection<WebhookDelivery> page(
            String tenantId,
            String webhookId,
            WebhookDelivery.@Nullable State state,
            PageRequest request,
            boolean isCounted);

    /** How many of an endpoint's are in a state. @param most counting ends there */
    int count(String tenantId, String webhookId, WebhookDelivery.State state, int most);

    /** The queues, of all tenants, in which something is to be done. */
    Set<EndpointQueue.Key> due(Instant now);

    /** What is to be done in one, that which waits for longest first. */
    List<WebhookDelivery> due(EndpointQueue.Key queue, Instant now, int most);

    /** Records what came of a try. */
    void save(UnitOfWork unit, WebhookDelivery delivery);

    /** Ends those that were tried for as long as they are. */
    void giveUp(EndpointQueue.Key queue, Instant now);

    /** Ends all that wait, because nothing goes there any more. */
    void endAll(EndpointQueue.Key queue, String problem, Instant now);

    /** Forgets all that was for it. */
    void forget(EndpointQueue.Key queue);

    /**
     * Has deliveries tried again that ended, the oldest first.
     *
     * @return how many; those that this key asked for before are not among them
     */
    int replay(UnitOfWork unit, Again again, Instant now, int most);

    /**
     * What is to be tried again.
     *
     * @param deliveryId one; null for a range
     * @param from the first moment of creation; null for one
     * @param to the first moment that is not meant any more; null for one
     * @param states of those that are meant
     * @param key of whoever asks; asked again, it goes on
     */
    record Again(
            EndpointQueue.Key queue,
            @Nullable String deliveryId,
            @Nullable Instant from,
            @Nullable Instant to,
            List<WebhookDelivery.State> states,
            String key) {

        public Again {
            states = List.copyOf(states);
        }
    }
}
