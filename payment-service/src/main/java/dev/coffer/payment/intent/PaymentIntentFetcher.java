package dev.coffer.payment.intent;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code payment-intent.graphqls} has to read, for clients and for the federation. */
@DgsComponent
public class PaymentIntentFetcher {

    private final FindIntents findIntents;

    PaymentIntentFetcher(FindIntents findIntents) {
        this.findIntents = findIntents;
    }

    record PaymentIntentFilter(
            @Nullable String userId,
            @Nullable String orderReference,
            @Nullable IntentStatus status) {}

    @DgsQuery
    PaymentIntentView paymentIntent(@InputArgument String id, DataFetchingEnvironment environment) {
        return PaymentIntentView.of(findIntents.readable(Callers.caller(environment), id));
    }

    @DgsQuery
    Connection<PaymentIntentView> paymentIntents(
            @InputArgument @Nullable PaymentIntentFilter filter,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        PaymentIntents.Filter wanted = filter == null
                ? new PaymentIntents.Filter(null, null, null)
                : new PaymentIntents.Filter(filter.userId(), filter.orderReference(), filter.status());
        return findIntents
                .page(Callers.caller(environment), wanted, PageRequest.of(first, after, last, before))
                .map(PaymentIntentView::of);
    }

    @DgsEntityFetcher(name = "PaymentIntent")
    public Object entity(Map<String, Object> representation, DataFetchingEnvironment environment) {
        if (!(representation.get("id") instanceof String id)) {
            throw CodedException.invalid("id", "A payment intent is referred to by its id.");
        }
        return PaymentIntentView.of(findIntents.readable(Callers.caller(environment), id));
    }
}
