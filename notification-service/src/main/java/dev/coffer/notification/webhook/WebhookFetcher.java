package dev.coffer.notification.webhook;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.webhook.WebhookSecret;
import dev.coffer.notification.webhook.WebhookInputs.DeleteInput;
import dev.coffer.notification.webhook.WebhookInputs.ReplayInput;
import dev.coffer.notification.webhook.WebhookInputs.RotateInput;
import dev.coffer.notification.webhook.WebhookInputs.SaveInput;
import dev.coffer.notification.webhook.WebhookInputs.TestInput;
import dev.coffer.notification.webhook.WebhookViews.DeliveryView;
import dev.coffer.notification.webhook.WebhookViews.ReplayedView;
import dev.coffer.notification.webhook.WebhookViews.StatsView;
import dev.coffer.notification.webhook.WebhookViews.WebhookView;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code webhook.graphqls}. */
@DgsComponent
class WebhookFetcher {

    static final int MOST_COUNTED = 10_000;

    private final SaveWebhook save;
    private final TendWebhooks tend;
    private final SendAgain send;
    private final Clock clock;

    WebhookFetcher(SaveWebhook save, TendWebhooks tend, SendAgain send, Clock clock) {
        this.save = save;
        this.tend = tend;
        this.send = send;
        this.clock = clock;
    }

    @DgsQuery
    List<OfferedEvent> webhookEvents() {
        return OfferedEvents.all();
    }

    @DgsQuery
    List<WebhookView> webhooks(DataFetchingEnvironment environment) {
        return tend.all(Callers.caller(environment)).entrySet().stream()
                .map(one -> WebhookView.of(one.getKey(), one.getValue(), null, clock.instant()))
                .toList();
    }

    @DgsQuery
    WebhookView webhook(@InputArgument String id, DataFetchingEnvironment environment) {
        return view(tend.one(Callers.caller(environment), id), null);
    }

    @DgsQuery
    StatsView webhookStats(@InputArgument String webhookId, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return new StatsView(
                tend.count(caller, webhookId, WebhookDelivery.State.WAITING, MOST_COUNTED),
                tend.count(caller, webhookId, WebhookDelivery.State.DELIVERED, MOST_COUNTED),
                tend.count(caller, webhookId, WebhookDelivery.State.DEAD, MOST_COUNTED));
    }

    @DgsQuery
    Connection<DeliveryView> webhookDeliveries(
            @InputArgument String webhookId,
            @InputArgument WebhookDelivery.@Nullable State state,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        PageRequest page = PageRequest.of(first, after, last, before);
        return tend.deliveries(Callers.caller(environment), webhookId, state, page, isCounted)
                .map(DeliveryView::of);
    }

    @DgsQuery
    DeliveryView webhookDelivery(@InputArgument String id, DataFetchingEnvironment environment) {
        return DeliveryView.of(tend.delivery(Callers.caller(environment), id));
    }

    @DgsMutation
    Object saveWebhook(@InputArgument SaveInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        Webhook.Draft draft = input.toDraft();
        String id = input.id();
        return answer(id == null ? save.create(caller, draft) : save.change(caller, id, input.version(), draft));
    }

    @DgsMutation
    Object deleteWebhook(@InputArgument DeleteInput input, DataFetchingEnvironment environment) {
        Webhook deleted = tend.delete(Callers.caller(environment), input.webhookId());
        return WebhookView.of(deleted, Circuit.WELL, null, clock.instant());
    }

    @DgsMutation
    Object rotateWebhookSecret(@InputArgument RotateInput input, DataFetchingEnvironment environment) {
        return answer(tend.rotate(Callers.caller(environment), input.webhookId(), input.overlap()));
    }

    @DgsMutation
    Object testWebhook(@InputArgument TestInput input, DataFetchingEnvironment environment) {
        return answer(send.ping(Callers.caller(environment), input.webhookId(), input.key()));
    }

    @DgsMutation
    Object replayWebhook(@InputArgument ReplayInput input, DataFetchingEnvironment environment) {
        return answer(send.replay(Callers.caller(environment), input.toWanted(), input.key()));
    }

    private Object answer(WebhookResult result) {
        return switch (result) {
            case WebhookResult.Saved saved -> view(saved.webhook(), saved.secret());
            case WebhookResult.Sent(WebhookDelivery delivery) -> DeliveryView.of(delivery);
            case WebhookResult.Replayed(int count, boolean isDone) -> new ReplayedView(count, isDone);
            case WebhookResult.Refused(WebhookRefusal code, String message, String field) ->
                Refusal.of(code, message, field);
        };
    }

    private WebhookView view(Webhook webhook, @Nullable WebhookSecret secret) {
        Circuit circuit =
                Objects.requireNonNull(tend.withCircuits(List.of(webhook)).get(webhook));
        return WebhookView.of(webhook, circuit, secret, clock.instant());
    }
}
