package dev.coffer.notification.dispatch;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.notification.dispatch.DispatchInputs.BulkInput;
import dev.coffer.notification.dispatch.DispatchInputs.CancelInput;
import dev.coffer.notification.dispatch.DispatchInputs.SendInput;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code dispatch.graphqls}. */
@DgsComponent
class DispatchFetcher {

    private final Dispatches dispatches;
    private final OrderDispatch order;
    private final CancelDispatch cancel;
    private final Clock clock;

    DispatchFetcher(Dispatches dispatches, OrderDispatch order, CancelDispatch cancel, Clock clock) {
        this.dispatches = dispatches;
        this.order = order;
        this.cancel = cancel;
        this.clock = clock;
    }

    @GraphQlName("NotificationDispatch")
    record DispatchView(
            String id,
            String template,
            NotificationCategory category,
            NotificationPriority priority,
            List<NotificationChannel> channels,
            DispatchState state,
            int recipients,
            int handled,
            int unknown,
            Instant sendAt,
            Instant createdAt,
            String createdBy,
            @Nullable Instant endedAt) {

        static DispatchView of(Dispatch dispatch) {
            return new DispatchView(
                    dispatch.id(),
                    dispatch.template(),
                    dispatch.category(),
                    dispatch.priority(),
                    dispatch.channels(),
                    dispatch.state(),
                    dispatch.recipients(),
                    dispatch.handled(),
                    dispatch.unknown(),
                    dispatch.sendAt(),
                    dispatch.createdAt(),
                    dispatch.createdBy(),
                    dispatch.endedAt());
        }
    }

    @DgsQuery
    DispatchView notificationDispatch(@InputArgument String id, DataFetchingEnvironment environment) {
        Dispatch found = dispatches.find(null, Callers.caller(environment).tenantId(), id);
        if (found == null) {
            throw CodedException.notFound("dispatch", id);
        }
        return DispatchView.of(found);
    }

    @DgsMutation
    Object sendNotification(@InputArgument SendInput input, DataFetchingEnvironment environment) {
        return answer(order.order(Callers.caller(environment), input.toOrder(clock.instant())));
    }

    @DgsMutation
    Object sendBulk(@InputArgument BulkInput input, DataFetchingEnvironment environment) {
        return answer(order.order(Callers.caller(environment), input.toOrder(clock.instant())));
    }

    @DgsMutation
    Object cancelNotification(@InputArgument CancelInput input, DataFetchingEnvironment environment) {
        return answer(cancel.cancel(Callers.caller(environment), input.id()));
    }

    private static Object answer(DispatchResult result) {
        return switch (result) {
            case DispatchResult.Accepted(Dispatch dispatch) -> DispatchView.of(dispatch);
            case DispatchResult.Refused(DispatchRefusal code, String field) -> Refusal.of(code, code.meaning(), field);
        };
    }
}
