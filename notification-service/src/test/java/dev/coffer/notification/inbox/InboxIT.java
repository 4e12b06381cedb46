package dev.coffer.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        Notification notification = new Notification(
                id,
                "main",
                userId,
                "account.welcome",
                NotificationCategory.ACCOUNT,
                NotificationPriority.NORMAL,
                "Welcome",
                "Hello",
                at,
                null,
                null,
                null);
        service.bean(Transactions.class).run(unit -> inbox.add(unit, notification));
    }

    private static JsonNode ask(String userId, String document) {
        return service.ask(document, tokens.user(userId));
    }

    private static JsonNode markRead(String id, String token) {
        return service.ask(
                "mutation($id: ID!) { markRead(input: {notificationId: $id})"
                        + " { ... on Notification { id readAt seenAt state } } }",
                Map.of("id", id),
                token);
    }

    private static JsonNode archive(String id, String token) {
        return service.ask(
                "mutation($id: ID!) { archiveNotification(input: {notificationId: $id})"
                        + " { ... on Notification { id archivedAt state } } }",
                Map.of("id", id),
                token);
    }

    private static String counts(String userId) {
        JsonNode counts = ask(userId, "{ inboxCounts { unread unseen } }").at("/data/inboxCounts");
        return counts.path("unread").asInt() + " " + counts.path("unseen").asInt();
    }

    private static List<String> ids(String userId, String arguments) {
        return ask(userId, "{ inbox" + arguments + " { nodes { id } } }")
                .at("/data/inbox/nodes")
                .valueStream()
                .map(node -> node.path("id").asString())
                .toList();
    }

    private static int opened() {
        return service.ask("{ notificationStats(days: 2) { opened } }", tokens.user("olga", "main", "operator"))
                .at("/data/notificationStats")
                .valueStream()
                .mapToInt(day -> day.path("opened").asInt())
                .sum();
    }

    @Test
    void what_is_opened_is_counted_once_however_it_is_marked() {
        int before = opened();
        for (int i = 0; i < 4; i++) {
            add("gwen", "gwen-" + i, FIRST.plusSeconds(i));
        }
        for (int i = 0; i < 2; i++) {
            ask("gwen", "mutation { markSeen(input: {notificationIds: [\"gwen-0\"]}) { __typename } }");
            markRead("gwen-0", tokens.user("gwen"));
            markRead("gwen-1", tokens.user("gwen"));
            assertThat(opened() - before).isEqualTo(2);
        }
        for (int i = 0; i < 2; i++) {
            ask("gwen", "mutation { markAllRead(input: {}) { __typename } }");
            assertThat(opened() - before).isEqualTo(4);
        }
    }

    @Test
    void messages_come_newest_first_and_page_by_page() {
        for (int i = 0; i < 5; i++) {
            add("ann", "ann-" + i, FIRST.plusSeconds(i));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, Object> variables = new HashMap<>();
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
        JsonNode read = markRead("bob-1", tokens.user("bob")).at("/data/markRead");
        String readAt = read.path("readAt").asString();
        assertThat(read.path("state").asString()).isEqualTo("READ");
        assertThat(read.path("seenAt").asString()).isEqualTo(readAt).isNotBlank();
        add("bob", "bob-1", FIRST);
        assertThat(markRead("bob-1", tokens.user("bob"))
                        .at("/data/markRead/readAt")
                        .asString())
                .isEqualTo(readAt);
        JsonNode inbox = ask("bob", "{ inbox { totalCount } }");
        assertThat(inbox.at("/data/inbox/totalCount").asInt()).isEqualTo(1);
    }

    @Test
    void nobody_reads_marks_or_puts_away_anothers_messages() {
        add("carl", "carl-1", FIRST);
        for (String stranger : List.of(tokens.user("eve"), tokens.user("carl", "other", "user"))) {
            assertThat(TestService.errorCode(markRead("carl-1", stranger))).isEqualTo("NOT_FOUND");
            assertThat(TestService.errorCode(archive("carl-1", stranger))).isEqualTo("NOT_FOUND");
            service.ask("mutation { markSeen(input: {notificationIds: [\"carl-1\"]}) { __typename } }", stranger);
            service.ask("mutation { markAllRead(input: {}) { __typename } }", stranger);
        }
        assertThat(counts("carl")).isEqualTo("1 1");
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

    @Test
    void a_message_is_unseen_then_seen_then_read_then_put_away_and_never_goes_back() {
        add("dora", "dora-1", FIRST);
        add("dora", "dora-2", FIRST.plusSeconds(1));
        assertThat(counts("dora")).isEqualTo("2 2");
        ask("dora", "mutation { markSeen(input: {notificationIds: [\"dora-1\", \"nobodys\"]}) { __typename } }");
        assertThat(counts("dora")).isEqualTo("2 1");
        markRead("dora-1", tokens.user("dora"));
        assertThat(counts("dora")).isEqualTo("1 1");

        String archivedAt = archive("dora-2", tokens.user("dora"))
                .at("/data/archiveNotification/archivedAt")
                .asString();
        assertThat(counts("dora")).isEqualTo("0 0");
        assertThat(ids("dora", "")).containsExactly("dora-1");
        assertThat(ids("dora", "(isArchived: true)")).containsExactly("dora-2");
        assertThat(markRead("dora-2", tokens.user("dora"))
                        .at("/data/markRead/state")
                        .asString())
                .isEqualTo("ARCHIVED");
        assertThat(archive("dora-2", tokens.user("dora"))
                        .at("/data/archiveNotification/archivedAt")
                        .asString())
                .isEqualTo(archivedAt)
                .isNotBlank();
    }

    @Test
    void what_came_after_the_time_that_is_said_stays_unread() {
        add("finn", "finn-1", FIRST);
        add("finn", "finn-2", FIRST.plusSeconds(60));
        JsonNode marked = ask(
                "finn",
                "mutation { markAllRead(input: {until: \"" + FIRST.plusSeconds(30)
                        + "\"}) { ... on InboxCounts { unread } } }");
        assertThat(marked.at("/data/markAllRead/unread").asInt()).isEqualTo(1);
        ask("finn", "mutation { markAllRead(input: {}) { __typename } }");
        assertThat(counts("finn")).isEqualTo("0 0");
    }

    @Test
    void marking_the_same_message_many_times_at_once_changes_it_and_is_told_once() {
        add("gil", "gil-1", FIRST);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> markRead("gil-1", tokens.user("gil")));
            }
        }
        assertThat(counts("gil")).isEqualTo("0 0");
        assertThat(new ToldEvents(service).typesOf("main", InboxChanged.key("gil")))
                .containsExactly("inbox.changed");
    }
}
