package dev.coffer.bonus.wager;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.bonus.award.BonusView;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The field of {@code contribution.graphqls}. */
@DgsComponent
class ContributionFetcher {

    private final Wagers wagers;
    private final Currencies currencies;

    ContributionFetcher(Wagers wagers, Currencies currencies) {
        this.wagers = wagers;
        this.currencies = currencies;
    }

    @GraphQlName("BonusContribution")
    record ContributionView(
            String betId,
            String gameId,
            @Nullable MoneyView stake,
            int percent,
            MoneyView counted,
            @Nullable Uncounted reason,
            String explanation,
            Instant at) {

        static ContributionView of(Contribution one, Currency currency) {
            return new ContributionView(
                    one.betId(),
                    one.gameId(),
                    one.stake() == null ? null : MoneyView.of(new Money(one.stake(), currency)),
                    one.percent(),
                    MoneyView.of(new Money(one.counted(), currency)),
                    one.reason(),
                    one.explanation(),
                    one.at());
        }
    }

    @DgsData(parentType = "Bonus")
    Connection<ContributionView> contributions(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DgsDataFetchingEnvironment environment) {
        BonusView bonus = Objects.requireNonNull(environment.<BonusView>getSource());
        Currency currency = currencies.get(bonus.value().currency());
        PageRequest request = PageRequest.of(first, after, last, before);
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return wagers.contributions(Callers.caller(environment).tenantId(), bonus.id(), request, isCounted)
                .map(one -> ContributionView.of(one, currency));
    }
}
