package dev.coffer.bonus.bulk;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.DgsSubscription;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.LiveEvents;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The fields of {@code bulk.graphqls}. */
@DgsComponent
class BulkFetcher {

    private static final int MOST = 10_000;
    private static final int LONGEST_ID = 100;

    private final BeginBulk beginBulk;
    private final BonusBulks bulks;
    private final FollowBulks followBulks;
    private final LiveEvents events;
    private final Currencies currencies;

    BulkFetcher(
            BeginBulk beginBulk, BonusBulks bulks, FollowBulks followBulks, LiveEvents events, Currencies currencies) {
        this.beginBulk = beginBulk;
        this.bulks = bulks;
        this.followBulks = followBulks;
        this.events = events;
        this.currencies = currencies;
    }

    @GraphQlName("BonusBulk")
    record BulkView(
            String id,
            String templateCode,
            int total,
            int given,
            int refused,
            String startedBy,
            Instant startedAt,
            @Nullable Instant endedAt) {

        static BulkView of(BonusBulk bulk) {
            return new BulkView(
                    bulk.id(),
                    bulk.templateCode(),
                    bulk.total(),
                    bulk.given(),
                    bulk.refused(),
                    bulk.startedBy(),
                    bulk.startedAt(),
                    bulk.endedAt());
        }
    }

    record BulkInput(
            String templateCode,
            List<String> userIds,
            @Nullable MoneyInput base,
            String idempotencyKey) {

        BeginBulk.Command toCommand(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            checks.read("input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
            checks.read("input.userIds", this::checkedUsers);
            MoneyInput given = base;
            Money money = given == null
                    ? null
                    : checks.read("input.base", () -> given.toPositiveMoney(currencies, "input.base"));
            checks.require();
            return new BeginBulk.Command(
                    caller.tenantId(), caller.userId(), templateCode, userIds, money, idempotencyKey);
        }

        private List<String> checkedUsers() {
            boolean isFine = !userIds.isEmpty()
                    && userIds.size() <= MOST
                    && new HashSet<>(userIds).size() == userIds.size()
                    && userIds.stream().noneMatch(id -> id.isBlank() || id.length() > LONGEST_ID);
            if (!isFine) {
                throw new IllegalArgumentException("1 to " + MOST + " ids of users, none twice.");
            }
            return userIds;
        }
    }

    @DgsQuery
    BulkView bonusBulk(@InputArgument String id, DgsDataFetchingEnvironment environment) {
        BonusBulk found = bulks.find(Callers.caller(environment).tenantId(), id);
        if (found == null) {
            throw CodedException.notFound("bulk", id);
        }
        return BulkView.of(found);
    }

    @DgsMutation
    Object bulkAwardBonuses(@InputArgument BulkInput input, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return switch (beginBulk.begin(input.toCommand(caller, currencies))) {
            case BeginBulk.Result.Begun begun -> BulkView.of(begun.bulk());
            case BeginBulk.Result.Refused refused -> new Refusal(refused.code(), refused.message(), null, null);
        };
    }

    @DgsSubscription
    Publisher<BulkView> bonusBulkProgressed(@InputArgument String id, DataFetchingEnvironment environment) {
        return events.of(followBulks.follow(Callers.caller(environment), id).map(BulkView::of), environment);
    }

    @DgsData(parentType = "BonusBulk")
    Connection<BulkRefusal> refusals(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DgsDataFetchingEnvironment environment) {
        BulkView bulk = Objects.requireNonNull(environment.<BulkView>getSource());
        PageRequest request = PageRequest.of(first, after, last, before);
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return bulks.refusals(Callers.caller(environment).tenantId(), bulk.id(), request, isCounted);
    }
}
