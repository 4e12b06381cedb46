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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code inbox.graphqls}. */
@DgsComponent
public class InboxFetcher {

    private final Inbox inbox;
    private final MarkRead markRead;

    InboxFetcher(Inbox inbox, MarkRead markRead) {
        this.inbox = inbox;
        this.markRead = markRead;
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

    @DgsQuery(field = "inbox")
    Connection<Notification> ownInbox(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DgsDataFetchingEnvironment environment) {
        return page(Callers.caller(environment).userId(), PageRequest.of(first, after, last, before), environment);
    }

    @DgsMutation
    Notification markRead(@InputArgument MarkReadInput input, DgsDataFetchingEnvironment environment) {
        return markRead.mark(Callers.caller(environment), input.notificationId());
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
            DgsDataFetchingEnvironment environment) {
        UserView user = Objects.requireNonNull(environment.<UserView>getSource());
        return page(user.id(), PageRequest.of(first, after, last, before), environment);
    }

    private Connection<Notification> page(String userId, PageRequest request, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return inbox.page(caller.tenantId(), userId, request, isCounted);
    }
}
