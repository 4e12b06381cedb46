package dev.coffer.bonus.wager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.award.AwardTerms;
import dev.coffer.bonus.award.Gift;
import dev.coffer.bonus.award.GiveBonus;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand players who wager at once, heard by two replicas: each ends with exactly what they have wagered. */
@ExtendWith(StoresExtension.class)
class WageringCrowdIT {

    private static final int PLAYERS = 1_000;
    private static final int BETS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void a_thousand_players_at_once_end_with_exact_progress(@FreshDatabase String database) {
        try (TestTokens tokens = TestTokens.start();
                TestEmitter payment = PaymentPeer.emitter(database + "_payment");
                TestService service = start(database, tokens);
                TestService other = start(database, tokens)) {
            List<String> awards = new ArrayList<>();
            for (int i = 0; i < PLAYERS; i += 50) {
                awards.addAll(give(i % 100 == 0 ? service : other, i, i + 50));
            }
            IntStream.range(0, PLAYERS).parallel().forEach(player -> play(payment, awards.get(player), player));

            await().atMost(PATIENCE)
                    .until(() -> count(service, Filters.gt("seq", 2L * BETS), "bonus_wallets") == PLAYERS);
            for (int player = 0; player < PLAYERS; player++) {
                Document award = service.bean(MongoDatabase.class)
                        .getCollection("awards")
                        .find(Filters.eq("_id", awards.get(player)))
                        .first();
                assertThat(award).isNotNull();
                assertThat(award.getLong("wagered")).as("player %d", player).isEqualTo(BETS * (100L + player));
                assertThat(award.getLong("held")).as("player %d", player).isEqualTo(10_000 - BETS * 7L);
            }
            assertThat(count(service, Filters.gt("counted", 0L), "contributions"))
                    .isEqualTo((long) PLAYERS * BETS);
        }
    }

    private static TestService start(String database, TestTokens tokens) {
        return TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
    }

    private static List<String> give(TestService service, int from, int to) {
        Money value = new Money(10_000, Currencies.builtIn().get("EUR"));
        AwardTerms terms = new AwardTerms(
                "WELCOME",
                1,
                "WELCOME",
                "Welcome",
                Duration.ofDays(1),
                new AwardTerms.Wagering(100_000, false, null, List.of()),
                null,
                false,
                false);
        return service.bean(Transactions.class)
                .inTransaction(unit -> IntStream.range(from, to)
                        .mapToObj(i -> service.bean(GiveBonus.class)
                                .give(unit, new Gift("main", "user-" + i, "key-" + i, value, null, terms, false, null))
                                .id())
                        .toList());
    }

    private static void play(TestEmitter payment, String awardId, int player) {
        String wallet = "wallet-" + player;
        payment.tell(
                new WalletEvent.Credited(awardId, wallet, "user-" + player, "100.00", "EUR", "BONUS"), wallet, "main");
        for (int bet = 0; bet < BETS; bet++) {
            String id = "bet-" + bet;
            String stake = PaymentPeer.text(100 + player);
            payment.tell(new WalletEvent.Placed(id, wallet, "slot", stake, "0.07", "EUR"), wallet, "main");
            payment.tell(new WalletEvent.Settled(id, wallet, "slot", "0.00", true, "EUR"), wallet, "main");
        }
    }

    private static long count(TestService service, org.bson.conversions.Bson filter, String collection) {
        return service.bean(MongoDatabase.class).getCollection(collection).countDocuments(filter);
    }
}
