package dev.coffer.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class InboxIT {

    private static final Instant FIRST = Instant.parse("2026-01-02T03:04:05Z");

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    private static void add(String userId, String id, Instant at) {
        Inbox inbox = service.bean(MongoInbox.class);
        service.bean(Transactions.class)
                .run(unit -> inbox.add(
                        unit, new Notification(id, "main", userId, "account.welcome", "Welcome", "Hello", at, null)));
    }

    private static JsonNode markRead(String id, String token) {
        return service.ask(
                "mutation($id: ID!) { markRead(input: {notificationId: $id}) { ... on Notification { id readAt } } }",
                Map.of("id", id),
                token);
    }

    @Test
    void messages_come_newest_first_and_page_by_page() {
        for (int i = 0; i < 5; i++) {
            add("ann", "ann-" + i, FIRST.plusSeconds(i));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, Object> variables = new java.util.HashMap<>();
            variables.put("after", cursor);
            JsonNode page = service.ask(
                    "query($after: String) { inbox(first: 2, after: $after)"
                            + " { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }",
                    variables,
                    tokens.user("ann"));
            assertThat(page.at("/data/inbox/totalCount").asInt()).isEqualTo(5);
            page.at("/data/inbox/nodes")
                    .forEach(node -> seen.add(node.path("id").asString()));
            boolean hasNext = page.at("/data/inbox/pageInfo/hasNextPage").asBoolean();
            cursor = hasNext ? page.at("/data/inbox/pageInfo/endCursor").asString() : null;
        } while (cursor != null);
        assertThat(seen).containsExactly("ann-4", "ann-3", "ann-2", "ann-1", "ann-0");
    }

    @Test
    void a_message_that_comes_twice_is_there_once_and_stays_read() {
        add("bob", "bob-1", FIRST);
        String readAt = markRead("bob-1", tokens.user("bob"))
                .at("/data/markRead/readAt")
                .asString();
        add("bob", "bob-1", FIRST);
        assertThat(markRead("bob-1", tokens.user("bob"))
                        .at("/data/markRead/readAt")
                        .asString())
                .isEqualTo(readAt)
                .isNotBlank();
        JsonNode inbox = service.ask("{ inbox { totalCount } }", tokens.user("bob"));
        assertThat(inbox.at("/data/inbox/totalCount").asInt()).isEqualTo(1);
    }

    @Test
    void nobody_reads_or_marks_anothers_messages() {
        add("carl", "carl-1", FIRST);
        assertThat(TestService.errorCode(markRead("carl-1", tokens.user("eve"))))
                .isEqualTo("NOT_FOUND");
        assertThat(TestService.errorCode(markRead("carl-1", tokens.user("carl", "other", "user"))))
                .isEqualTo("NOT_FOUND");
        String query = "query($users: [_Any!]!) { _entities(representations: $users)"
                + " { ... on User { inbox { nodes { id } } } } }";
        Map<String, Object> users = Map.of("users", List.of(Map.of("__typename", "User", "id", "carl")));
        assertThat(service.ask(query, users, tokens.user("carl"))
                        .at("/data/_entities/0/inbox/nodes/0/id")
                        .asString())
                .isEqualTo("carl-1");
        assertThat(TestService.errorCode(service.ask(query, users, tokens.user("eve"))))
                .isEqualTo("FORBIDDEN");
    }
}
