package dev.coffer.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.Followed;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An inbox is followed at one replica and changed at another. */
@ExtendWith(StoresExtension.class)
class LiveInboxIT {

    private static final String RECEIVED = "subscription { notificationReceived { id subject state category } }";
    private static final String CHANGED = "subscription { inboxChanged { unread unseen } }";
    private static final String UNREAD = "subscription { unreadCount }";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService replica;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final List<Followed> open = new ArrayList<>();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        Map<String, Object> settings = Map.of("coffer.notification.live.per-user", 3);
        service = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
        replica = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
    }

    @AfterAll
    static void stop() {
        service.close();
        replica.close();
        tokens.close();
    }

    @AfterEach
    void leave() {
        open.forEach(Followed::close);
    }

    private String token(String userId) {
        return tokens.user(userId, tenantId, "user");
    }

    /** At the other replica than changes are made at; tried again while that does not listen yet. */
    private Followed follow(String userId, String query) {
        Followed[] followed = new Followed[1];
        await().until(() -> {
            followed[0] = Followed.begin(replica, token(userId), query);
            open.add(followed[0]);
            Followed one = followed[0];
            await().until(() -> one.hasBegun() || one.isRefused());
            return one.hasBegun();
        });
        return followed[0];
    }

    private String tell(String userId) {
        String id = UUID.randomUUID().toString();
        tell(userId, id);
        return id;
    }

    private void tell(String userId, String id) {
        Inbox inbox = service.bean(MongoInbox.class);
        TellOfInbox tell = service.bean(TellOfInbox.class);
        Notification notification = new Notification(
                id,
                tenantId,
                userId,
                "a.test",
                NotificationCategory.MONEY,
                NotificationPriority.NORMAL,
                "Hello",
                "World",
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                null,
                null,
                null);
        service.bean(Transactions.class).run(unit -> {
            if (inbox.add(unit, notification)) {
                tell.received(unit, notification);
            }
        });
    }

    private JsonNode ask(String userId, String document) {
        return service.ask(document, token(userId));
    }

    @Test
    void a_message_is_told_once_to_its_user_and_to_nobody_else() {
        Followed anns = follow("ann", RECEIVED);
        Followed bobs = follow("bob", RECEIVED);
        String first = tell("ann");
        tell("ann", first);
        String second = tell("ann");
        String bob = tell("bob");

        await().until(() -> anns.all("/data/notificationReceived/id").contains(second));
        await().until(() -> !bobs.events().isEmpty());
        assertThat(anns.all("/data/notificationReceived/id")).containsExactly(first, second);
        assertThat(anns.all("/data/notificationReceived/state")).containsOnly("UNSEEN");
        assertThat(anns.all("/data/notificationReceived/category")).containsOnly("MONEY");
        assertThat(bobs.all("/data/notificationReceived/id")).containsExactly(bob);
    }

    @Test
    void how_many_wait_is_told_whenever_it_changes() {
        Followed counts = follow("cyd", CHANGED);
        Followed unread = follow("cyd", UNREAD);
        String id = tell("cyd");
        tell("cyd");
        await().until(() -> counts.all("/data/inboxChanged/unread").contains("2"));
        ask("cyd", "mutation { markSeen(input: {notificationIds: [\"" + id + "\"]}) { __typename } }");
        await().until(() -> counts.all("/data/inboxChanged/unseen").getLast().equals("1"));
        ask("cyd", "mutation { markAllRead(input: {}) { __typename } }");

        await().until(() -> counts.all("/data/inboxChanged/unread").getLast().equals("0"));
        await().until(() -> unread.all("/data/unreadCount").getLast().equals("0"));
        assertThat(unread.all("/data/unreadCount")).doesNotHaveDuplicates();
    }

    @Test
    void a_user_follows_as_often_as_is_allowed_and_again_when_one_is_left() {
        for (int i = 0; i < 3; i++) {
            follow("dan", RECEIVED);
        }
        Followed oneMore = Followed.begin(replica, token("dan"), RECEIVED);
        open.add(oneMore);
        await().until(oneMore::isRefused);
        assertThat(oneMore.all("/errors/0/extensions/code")).containsExactly("TOO_MANY_REQUESTS");

        open.getFirst().close();
        // That nobody listens any more is found out with the next message.
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            tell("dan");
            Followed again = Followed.begin(replica, token("dan"), RECEIVED);
            open.add(again);
            await().until(() -> again.hasBegun() || again.isRefused());
            return again.hasBegun();
        });
    }

    @Test
    void who_may_not_read_an_inbox_does_not_follow_one() {
        Followed nobody = Followed.begin(replica, tokens.user("eve", tenantId, "merchant"), RECEIVED);
        open.add(nobody);
        await().until(nobody::isRefused);
        assertThat(nobody.all("/errors/0/extensions/code")).containsExactly("FORBIDDEN");
    }
}
