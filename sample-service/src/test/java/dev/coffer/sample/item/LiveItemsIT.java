// [realtime]
package dev.coffer.sample.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.Followed;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.sample.SampleApplication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class LiveItemsIT {

    private static final String CHANGED = "subscription { itemChanged { itemId item { name } } }";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestService start(String database, TestTokens tokens) {
        return TestService.start(SampleApplication.class, SampleApplication.SERVICE, database, tokens, Map.of());
    }

    /** Tried again while the replica does not listen yet. */
    private static Followed follow(TestService service, String token) {
        Followed[] followed = new Followed[1];
        await().atMost(PATIENCE).until(() -> {
            Followed one = Followed.begin(service, token, CHANGED);
            await().atMost(PATIENCE).until(() -> one.hasBegun() || one.isRefused());
            followed[0] = one;
            return one.hasBegun();
        });
        return followed[0];
    }

    @Test
    void who_follows_at_one_replica_is_told_what_the_other_does_and_nobody_else_is(@FreshDatabase String database) {
        try (TestTokens tokens = TestTokens.start();
                TestService service = start(database, tokens);
                TestService replica = start(database, tokens);
                Followed anns = follow(replica, tokens.user("ann"));
                Followed bobs = follow(replica, tokens.user("bob"));
                Followed others = follow(replica, tokens.user("ann", "other", "user"))) {
            ItemClient ann = ItemClient.of(service, tokens, "main", "ann");
            String id = ann.made("Blue");
            await().atMost(PATIENCE)
                    .until(() -> anns.all("/data/itemChanged/item/name").contains("Blue"));
            ann.done("removeItem", Map.of("id", id));
            await().atMost(PATIENCE).until(() -> anns.events().size() == 2);
            String bobsOwn = ItemClient.of(service, tokens, "main", "bob").made("Red");
            await().atMost(PATIENCE).until(() -> !bobs.events().isEmpty());

            assertThat(anns.events().getLast().at("/data/itemChanged/item").isNull())
                    .isTrue();
            assertThat(anns.all("/data/itemChanged/itemId")).containsExactly(id, id);
            assertThat(bobs.all("/data/itemChanged/itemId")).isEqualTo(List.of(bobsOwn));
            assertThat(others.events()).isEmpty();
        }
    }

    @Test
    void who_follows_is_ended_when_the_replica_stops(@FreshDatabase String database) {
        try (TestTokens tokens = TestTokens.start()) {
            TestService service = start(database, tokens);
            try (Followed anns = follow(service, tokens.user("ann"))) {
                service.close();
                await().atMost(PATIENCE).until(anns::isEnded);
                assertThat(anns.events().toString()).contains("UNAVAILABLE");
            }
        }
    }
}
// [/realtime]
