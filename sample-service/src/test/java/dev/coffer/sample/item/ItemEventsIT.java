// [events]
package dev.coffer.sample.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.sample.SampleApplication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told of items, and what becomes of them when their user's account is closed. */
@ExtendWith(StoresExtension.class)
class ItemEventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestTokens tokens;
    private static TestService service;
    private static TestEmitter auth;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        auth = TestEmitter.start(
                "auth", database + "_auth", List.of(new EventType<>("user.closed", 1, ForgetItems.UserClosed.class)));
        service = TestService.start(SampleApplication.class, SampleApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        auth.close();
        tokens.close();
    }

    private ItemClient user(String tenant, String userId) {
        return ItemClient.of(service, tokens, tenant, userId);
    }

    @Test
    void each_change_is_told_once_and_what_is_refused_is_not() {
        ItemClient ann = user(tenantId, "ann");
        String id = ann.made("Blue");
        ann.made("Blue");
        ann.done("renameItem", Map.of("id", id, "name", "Green", "version", 1));
        ann.done("renameItem", Map.of("id", id, "name", "Red", "version", 1));
        ann.done("removeItem", Map.of("id", id));
        ann.done("removeItem", Map.of("id", id));

        ToldEvents told = new ToldEvents(service);
        assertThat(told.typesOf(tenantId, "ann")).containsExactly(ItemCreated.TYPE, ItemChanged.TYPE, ItemRemoved.TYPE);
        assertThat(told.of(tenantId, "ann")).allSatisfy(event -> {
            assertThat(event.data()).contains(id).doesNotContain("Blue").doesNotContain("Green");
            assertThat(event.userId()).isEqualTo("ann");
        });
    }

    @Test
    void a_closed_account_leaves_nothing_and_others_keep_theirs() {
        String other = "other-" + tenantId;
        user(tenantId, "ann").made("Blue");
        user(tenantId, "bob").made("Red");
        user(other, "ann").made("Green");

        auth.tell(new ForgetItems.UserClosed("ann"), "ann", tenantId);
        auth.tell(new ForgetItems.UserClosed("ann"), "ann", tenantId);

        await().atMost(PATIENCE).until(() -> user(tenantId, "ann").countOf("ann") == 0);
        assertThat(user(tenantId, "bob").countOf("bob")).isEqualTo(1);
        assertThat(user(other, "ann").countOf("ann")).isEqualTo(1);
    }
}
// [/events]
