package dev.coffer.notification.inbox;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.permission.Owned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code inbox.graphqls}. */
@DgsComponent
public class InboxFetcher {

    private final Inbox inbox;
    private final TendInbox tend;

    InboxFetcher(Inbox inbox, TendInbox tend) {
        this.inbox = inbox;
        this.tend = tend;
    }

    /** What this subgraph knows of a user: the id. */
    @GraphQlName("User")
    record UserView(String id) implements Owned {

        @Override
        public String ownerId() {
            return id;
        }
    }

    record MarkReadInput(String notificationId) {}

    record MarkSeenInput(List<String> notificationIds) {}

    record MarkAllReadInput(@Nullable Instant until) {}

    record ArchiveInput(String notificationId) {}

    @DgsQuery(field = "inbox")
    Connection<Notification> ownInbox(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            @InputArgument @Nullable Boolean isArchived,
            DgsDataFetchingEnvironment environment) {
        PageRequest request = PageRequest.of(first, after, last, before);
        return page(Callers.caller(environment).userId(), isArchived, request, environment);
    }

    @DgsQuery
    InboxCounts inboxCounts(DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return inbox.counts(caller.tenantId(), caller.userId());
    }

    @DgsMutation
    Notification markRead(@InputArgument MarkReadInput input, DgsDataFetchingEnvironment environment) {
        return tend.markRead(Callers.caller(environment), input.notificationId());
    }

    @DgsMutation
    InboxCounts markSeen(@InputArgument MarkSeenInput input, DgsDataFetchingEnvironment environment) {
        return tend.markSeen(Callers.caller(environment), input.notificationIds());
    }

    @DgsMutation
    InboxCounts markAllRead(@InputArgument MarkAllReadInput input, DgsDataFetchingEnvironment environment) {
        return tend.markAllRead(Callers.caller(environment), input.until());
    }

    @DgsMutation
    Notification archiveNotification(@InputArgument ArchiveInput input, DgsDataFetchingEnvironment environment) {
        return tend.archive(Callers.caller(environment), input.notificationId());
    }

    /** Nothing is read here: the field {@code inbox} authorises and reads. */
    @DgsEntityFetcher(name = "User")
    public UserView user(Map<String, Object> representation) {
        return new UserView(String.valueOf(representation.get("id")));
    }

    @DgsData(parentType = "User", field = "inbox")
    Connection<Notification> inboxOfUser(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            @InputArgument @Nullable Boolean isArchived,
            DgsDataFetchingEnvironment environment) {
        UserView user = Objects.requireNonNull(environment.<UserView>getSource());
        return page(user.id(), isArchived, PageRequest.of(first, after, last, before), environment);
    }

    private Connection<Notification> page(
            String userId, @Nullable Boolean isArchived, PageRequest request, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return inbox.page(caller.tenantId(), userId, Boolean.TRUE.equals(isArchived), request, isCounted);
    }
}
