package dev.coffer.bonus.award;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.permission.Owned;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code award.graphqls}. */
@DgsComponent
public class AwardFetcher {

    private final Awards awards;

    AwardFetcher(Awards awards) {
        this.awards = awards;
    }

    /** What this subgraph knows of a user: the id. */
    @GraphQlName("User")
    record UserView(String id) implements Owned {

        @Override
        public String ownerId() {
            return id;
        }
    }

    @GraphQlName("Bonus")
    record BonusView(String id, String templateCode, MoneyView value, Instant awardedAt) {

        static BonusView of(Award award) {
            return new BonusView(award.id(), award.templateCode(), MoneyView.of(award.value()), award.awardedAt());
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
}
