package dev.coffer.bonus.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardMoney;
import dev.coffer.bonus.award.AwardState;
import dev.coffer.bonus.award.AwardTerms;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FixedClock;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class BonusStatisticsIT {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private static Award award(String tenantId, String currency, long minor) {
        AwardTerms terms =
                new AwardTerms("WELCOME", 1, "WELCOME", "Welcome", Duration.ofDays(1), null, null, false, false);
        return new Award(
                "award",
                tenantId,
                "ann",
                "key",
                terms,
                new Money(minor, Currencies.builtIn().get(currency)),
                null,
                null,
                new AwardState.Active(Instant.EPOCH),
                AwardMoney.NONE,
                Instant.EPOCH,
                1);
    }

    @Test
    void whatever_is_counted_at_once_is_counted_whole_and_currencies_and_tenants_are_apart(@FreshDatabase String name) {
        try (MongoClient client = MongoClients.open(TestStores.mongoUri(), "test")) {
            MongoDatabase database = client.getDatabase(name);
            Transactions transactions =
                    new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
            MongoBonusStatistics stats = new MongoBonusStatistics(database, FixedClock.at("2026-11-23T23:59:59Z"));
            new DeclaredIndexes(database).create(stats.indexes());

            IntStream.range(0, 200)
                    .parallel()
                    .forEach(i -> transactions.run(unit -> {
                        stats.given(
                                unit,
                                List.of(award("main", "EUR", 5), award("main", "EUR", 2), award("main", "USD", 1)));
                        stats.over(unit, award("main", "EUR", 5), AwardState.Status.EXPIRED);
                        stats.settled(unit, award("other", "EUR", 5), 3, 2);
                    }));

            List<BonusStat> ours = stats.of("main", null, DAY, DAY);
            assertThat(ours).extracting(BonusStat::currency).containsExactly("EUR", "USD");
            assertThat(ours.getFirst().given()).isEqualTo(400);
            assertThat(ours.getFirst().awarded()).isEqualTo(1_400);
            assertThat(ours.getFirst().expired()).isEqualTo(200);
            assertThat(ours.getFirst().broken()).isEqualTo(1_000);
            assertThat(ours.getLast().awarded()).isEqualTo(200);
            assertThat(stats.of("other", "WELCOME", DAY, DAY))
                    .singleElement()
                    .satisfies(other -> assertThat(other.cost()).isEqualTo(600));
            assertThat(stats.of("main", "OTHER", DAY, DAY)).isEmpty();
            assertThat(stats.of("main", null, DAY.plusDays(1), DAY.plusDays(9))).isEmpty();
        }
    }
}
