package dev.coffer.payment.intent;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.permission.Permissions;

/** Finds payment intents as far as the caller may know of them. Another user's and none at all look the same. */
final class FindIntents {

    private final PaymentIntents intents;
    private final Permissions permissions;

    FindIntents(PaymentIntents intents, Permissions permissions) {
        this.intents = intents;
        this.permissions = permissions;
    }

    /** One of the caller's, or any of the tenant's for staff and shops. @throws CodedException NOT_FOUND */
    PaymentIntent readable(Caller caller, String id) {
        PaymentIntent found = intents.find(caller.tenantId(), id);
        if (found == null) {
            throw DecideIntent.notFound(id, null);
        }
        if (!permissions.permits(caller, "payment", "read", found.userId())) {
            permissions.recordDenial(caller, "payment", "read", found.userId());
            throw DecideIntent.notFound(id, null);
        }
        return found;
    }

    /**
     * Newest first: the caller's own, or any of the tenant's for staff and shops.
     *
     * @throws CodedException NOT_FOUND when the filter names somebody whose payments the caller may not read
     */
    Connection<PaymentIntent> page(Caller caller, PaymentIntents.Filter filter, PageRequest request) {
        String userId = filter.userId();
        if (permissions.permits(caller, "payment", "read", null)) {
            return intents.list(caller.tenantId(), filter, request);
        }
        if (userId != null && !userId.equals(caller.userId())) {
            permissions.recordDenial(caller, "payment", "read", userId);
            throw CodedException.notFound("user", userId);
        }
        return intents.list(
                caller.tenantId(),
                new PaymentIntents.Filter(caller.userId(), filter.orderReference(), filter.status()),
                request);
    }
}
