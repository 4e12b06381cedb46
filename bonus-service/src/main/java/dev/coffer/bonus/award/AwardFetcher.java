package dev.coffer.bonus.award;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.permission.Owned;
import dev.coffer.core.permission.Permissions;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The queries of {@code award.graphqls}. */
@DgsComponent
public class AwardFetcher {

    private final Awards awards;
    private final Permissions permissions;

    AwardFetcher(Awards awards, Permissions permissions) {
        this.awards = awards;
        this.permissions = permissions;
    }

    /** What this subgraph knows of a user: the id. */
    @GraphQlName("User")
    record UserView(String id) implements Owned {

        @Override
        public String ownerId() {
            return id;
        }
    }

    /** Nothing is read here: the field {@code bonuses} authorises and reads. */
    @DgsEntityFetcher(name = "User")
    public UserView user(Map<String, Object> representation) {
        return new UserView(String.valueOf(representation.get("id")));
    }

    @DgsData(parentType = "User")
    Connection<BonusView> bonuses(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DgsDataFetchingEnvironment environment) {
        UserView user = Objects.requireNonNull(environment.<UserView>getSource());
        PageRequest request = PageRequest.of(first, after, last, before);
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return awards.page(Callers.caller(environment).tenantId(), user.id(), request, isCounted)
                .map(BonusView::of);
    }

    /** Whose it is shows when it is read; to others it is not there. */
    @DgsQuery
    BonusView bonus(@InputArgument String id, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        Award award = awards.find(caller.tenantId(), id);
        if (award == null) {
            throw CodedException.notFound("bonus", id);
        }
        if (!permissions.permits(caller, "bonus", "read", award.userId())) {
            permissions.recordDenial(caller, "bonus", "read", award.userId());
            throw CodedException.notFound("bonus", id);
        }
        return BonusView.of(award);
    }
}
