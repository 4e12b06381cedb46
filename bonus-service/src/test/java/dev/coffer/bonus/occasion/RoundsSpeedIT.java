package dev.coffer.bonus.occasion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.Occasion;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How fast players are looked at who may not have it: {@code -Dcoffer.bonus.players=100000}; as a test with few of them. */
@ExtendWith(StoresExtension.class)
class RoundsSpeedIT {

    private static final int PLAYERS = Integer.getInteger("coffer.bonus.players", 3_000);
    private static final int MOST_HELD = 2_000;

    private static TestTokens tokens;
    private static TestService service;
    private static RoundsFixture rounds;

    private final String tenantId = "crowd";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(
                BonusApplication.class,
                BonusApplication.SERVICE,
                database,
                tokens,
                Map.of("coffer.bonus.occasions.every", "1h"));
        rounds = new RoundsFixture(service, tokens);
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    @Test
    void players_are_looked_at_faster_than_they_are_held() {
        rounds.players(tenantId, PLAYERS, "common");
        RunningTemplate template = rounds.publish(tenantId, "MEASURED", "vip");
        long begin = System.nanoTime();
        while (rounds.go(tenantId, template)) {
            // Its turn is over, and nobody else waits.
        }
        double together = PLAYERS / ((System.nanoTime() - begin) / 1e9);
        double oneByOne = heldPerSecond(template, Math.min(PLAYERS, MOST_HELD));
        System.out.printf("players a second: %,.0f looked at together, %,.0f held one by one%n", together, oneByOne);
        assertThat(together).isGreaterThan(oneByOne);
    }

    /** As it was before players were looked at together. */
    private double heldPerSecond(RunningTemplate template, int count) {
        Players players = service.bean(Players.class);
        GiveOffers offers = service.bean(GiveOffers.class);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            String userId = RoundsFixture.user(i);
            service.bean(Transactions.class).run(unit -> {
                Player player = players.hold(unit, tenantId, userId);
                Occasion occasion = new Occasion(Trigger.SCHEDULE, "schedule:" + userId, Instant.now(), null, false);
                offers.once(unit, player, occasion, template);
            });
        }
        return count / ((System.nanoTime() - begin) / 1e9);
    }
}
