package dev.coffer.notification.delivery;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code delivery.graphqls}. */
@DgsComponent
class DeliveryFetcher {

    private static final int MOST_DAYS = 92;
    private static final int USUAL_DAYS = 30;

    private final Deliveries deliveries;
    private final DeliveryCounts counts;
    private final Clock clock;

    DeliveryFetcher(Deliveries deliveries, DeliveryCounts counts, Clock clock) {
        this.deliveries = deliveries;
        this.counts = counts;
        this.clock = clock;
    }

    @GraphQlName("NotificationDelivery")
    record DeliveryView(
            String id,
            String userId,
            String kind,
            NotificationCategory category,
            NotificationChannel channel,
            NotificationPriority priority,
            DeliveryState state,
            @Nullable DeliveryReason reason,
            int tries,
            @Nullable String failure,
            Instant createdAt,
            @Nullable Instant dueAt,
            @Nullable Instant endedAt,
            @Nullable Instant settledAt) {

        static DeliveryView of(Delivery delivery) {
            return new DeliveryView(
                    delivery.id(),
                    delivery.userId(),
                    delivery.kind(),
                    delivery.category(),
                    delivery.channel(),
                    delivery.priority(),
                    delivery.state(),
                    delivery.reason(),
                    delivery.tries(),
                    delivery.failure(),
                    delivery.createdAt(),
                    delivery.dueAt(),
                    delivery.endedAt(),
                    delivery.settledAt());
        }
    }

    @GraphQlName("NotificationStat")
    record StatView(
            String day,
            NotificationChannel channel,
            int sent,
            int delivered,
            int bounced,
            int suppressed,
            int failed,
            int opened) {

        static StatView of(DailyCount count) {
            return new StatView(
                    count.day().toString(),
                    count.channel(),
                    Math.toIntExact(count.sent()),
                    Math.toIntExact(count.delivered()),
                    Math.toIntExact(count.bounced()),
                    Math.toIntExact(count.suppressed()),
                    Math.toIntExact(count.failed()),
                    Math.toIntExact(count.opened()));
        }
    }

    @DgsQuery(field = "deliveries")
    Connection<DeliveryView> ofTenant(
            @InputArgument @Nullable String userId,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        return page(userId, PageRequest.of(first, after, last, before), environment);
    }

    @DgsQuery
    Connection<DeliveryView> myDeliveries(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        String userId = Callers.caller(environment).userId();
        return page(userId, PageRequest.of(first, after, last, before), environment);
    }

    private Connection<DeliveryView> page(
            @Nullable String userId, PageRequest request, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return deliveries.page(caller.tenantId(), userId, request, isCounted).map(DeliveryView::of);
    }

    @DgsQuery
    List<StatView> notificationStats(@InputArgument @Nullable Integer days, DataFetchingEnvironment environment) {
        int asked = days == null ? USUAL_DAYS : days;
        if (asked < 1 || asked > MOST_DAYS) {
            throw CodedException.invalid(
                    "days", "There are figures of 1 to " + MOST_DAYS + " days, not " + asked + ".");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return counts.list(Callers.caller(environment).tenantId(), today.minusDays(asked - 1L), today).stream()
                .map(StatView::of)
                .toList();
    }
}
