package dev.coffer.scripts.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.PaymentApplication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random plays against the real payment-service and the real bonus-service, which hear each other by their events: whatever comes in
 * whatever order, twice, at once, or is rolled back, no cent is lost or made, and telling it all again changes nothing.
 *
 * <p>{@code -Dcoffer.bonus.plays=200} plays more of them, {@code -Dcoffer.bonus.seed=42} the first one again.
 */
@ExtendWith(StoresExtension.class)
class BonusBalanceIT {

    private static final int PLAYS = Integer.getInteger("coffer.bonus.plays", 3);

    private static TestTokens tokens;
    private static TestService payment;
    private static TestService bonus;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        payment = TestService.start(
                PaymentApplication.class, PaymentApplication.SERVICE, database + "_payment", tokens, Map.of());
        bonus = TestService.start(
                BonusApplication.class,
                BonusApplication.SERVICE,
                database + "_bonus",
                tokens,
                Map.of("coffer.bonus.expiry.every", "200ms"));
    }

    @AfterAll
    static void stop() {
        bonus.close();
        payment.close();
        tokens.close();
    }

    @Test
    void whatever_is_played_pool_wallets_and_awards_balance_and_telling_it_again_changes_nothing() {
        long first = Long.getLong("coffer.bonus.seed", System.nanoTime());
        for (int number = 0; number < PLAYS; number++) {
            long seed = first + number;
            System.out.println("seed " + seed);
            RandomPlay play = new RandomPlay(payment, bonus, tokens, seed);
            play.play();
            BonusBooks books = new BonusBooks(payment, bonus, play.tenantId());
            await("seed " + seed + ", everything to come to a rest")
                    .atMost(Duration.ofSeconds(60))
                    .until(books::areAtRest);
            books.assertBalanced("seed " + seed);
            List<String> before = books.state();
            play.tellAgain();
            await("seed " + seed + ", everything to come to a rest again")
                    .atMost(Duration.ofSeconds(60))
                    .until(books::areAtRest);
            assertThat(books.state()).as("seed %d, told again", seed).isEqualTo(before);
            books.assertBalanced("seed " + seed + ", told again");
            assertThat(before).as("seed %d, awards", seed).isNotEmpty();
        }
        assertThat(payment.bean(MongoDatabase.class)
                        .getCollection("transfers")
                        .countDocuments(Filters.eq("type", "ROLLBACK")))
                .as("rollbacks in %d plays from seed %d on", PLAYS, first)
                .isPositive();
    }
}
