package dev.coffer.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Replays;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The welcome of whoever registers, and what becomes of it when the registration is undone. */
@ExtendWith(StoresExtension.class)
class RegistrationIT {

    private static final int USERS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** As auth-service writes it; without what this service does not read. */
    private record Registered(String userId, String displayName) {}

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;
    private static TestEmitter auth;
    private static ToldEvents told;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        auth = TestEmitter.start(
                "auth",
                database + "_auth",
                List.of(
                        new EventType<>("user.registered", 1, Registered.class),
                        new EventType<>("registration.undone", 1, WelcomeNewUser.RegistrationUndone.class),
                        new EventType<>("user.closed", 1, WelcomeNewUser.UserClosed.class)));
        service = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, Map.of());
        told = new ToldEvents(service);
    }

    @AfterAll
    static void stop() {
        auth.close();
        service.close();
        other.close();
        tokens.close();
    }

    private EventEnvelope register(String userId) {
        return auth.tell(new Registered(userId, "Somebody"), userId, tenantId);
    }

    private void undo(String userId) {
        auth.tell(new WelcomeNewUser.RegistrationUndone(userId), userId, tenantId);
    }

    /** Events of a key come in order: when somebody new under the same key is answered, whatever came before is done too. */
    private void awaitAllOf(String userId) {
        String witness = "witness-" + UUID.randomUUID();
        auth.tell(new Registered(witness, "Witness"), userId, tenantId);
        await().atMost(PATIENCE).until(() -> told.typesOf(tenantId, witness).equals(List.of("account.opened")));
    }

    private List<Notification> inbox(String tenant, String userId) {
        return service.bean(MongoInbox.class)
                .page(tenant, userId, false, PageRequest.of(50, null, null, null), false)
                .getNodes();
    }

    private boolean isWelcome(String tenant, String userId) {
        return inbox(tenant, userId).size() == 1;
    }

    @Test
    void a_registered_user_is_welcomed_and_that_is_told_in_answer() {
        EventEnvelope registered = register("ann");
        await().atMost(PATIENCE).until(() -> !told.of(tenantId, "ann").isEmpty());

        assertThat(isWelcome(tenantId, "ann")).isTrue();
        assertThat(told.of(tenantId, "ann")).singleElement().satisfies(answer -> {
            assertThat(answer.eventType()).isEqualTo("account.opened");
            assertThat(answer.causationId()).isEqualTo(registered.eventId());
            assertThat(answer.correlationId()).isEqualTo(registered.correlationId());
            assertThat(answer.data()).isEqualTo("{\"userId\":\"ann\"}");
        });
    }

    @Test
    void only_the_welcome_is_taken_back() {
        register("ann");
        register("ann");
        awaitAllOf("ann");
        assertThat(inbox(tenantId, "ann")).hasSize(2);
        service.bean(Transactions.class)
                .run(unit -> service.bean(MongoInbox.class)
                        .add(
                                unit,
                                new Notification(
                                        "other",
                                        tenantId,
                                        "ann",
                                        "account.other",
                                        NotificationCategory.ACCOUNT,
                                        NotificationPriority.NORMAL,
                                        "Other",
                                        "",
                                        Instant.EPOCH,
                                        null,
                                        null,
                                        null)));
        undo("ann");
        awaitAllOf("ann");

        assertThat(inbox(tenantId, "ann")).extracting(Notification::template).containsExactly("account.other");
    }

    @Test
    void the_welcomes_of_undone_registrations_are_gone_and_those_of_others_stay() {
        String elsewhere = "elsewhere-" + UUID.randomUUID();
        for (int i = 0; i < USERS; i++) {
            register("user-" + i);
        }
        auth.tell(new Registered("user-0", "Namesake"), "user-0", elsewhere);
        for (int i = 0; i < USERS; i += 2) {
            undo("user-" + i);
            undo("user-" + i);
        }
        for (int i = 0; i < USERS; i++) {
            awaitAllOf("user-" + i);
            assertThat(isWelcome(tenantId, "user-" + i)).isEqualTo(i % 2 == 1);
            assertThat(told.typesOf(tenantId, "user-" + i)).containsExactly("account.opened");
        }
        assertThat(isWelcome(elsewhere, "user-0")).isTrue();
    }

    @Test
    void a_registration_that_comes_after_it_was_undone_begins_nothing() {
        undo("late");
        register("late");
        awaitAllOf("late");

        assertThat(isWelcome(tenantId, "late")).isFalse();
        assertThat(told.of(tenantId, "late")).isEmpty();
    }

    @Test
    void of_a_closed_account_nothing_is_left_and_no_replay_brings_it_back() {
        register("ann");
        register("ben");
        auth.tell(new WelcomeNewUser.UserClosed("ann"), "ann", tenantId);
        awaitAllOf("ann");
        awaitAllOf("ben");
        await().atMost(PATIENCE)
                .until(() -> auth.replay("user.registered", tenantId, "notification-welcome")
                        instanceof Replays.Result.Recorded);
        awaitAllOf("ann");

        MongoDatabase database = service.bean(MongoDatabase.class);
        for (String collection : List.of("notifications", "recipients")) {
            Bson ofTenant = Filters.eq("tenantId", tenantId);
            assertThat(database.getCollection(collection).find(Filters.and(ofTenant, Filters.eq("userId", "ann"))))
                    .as(collection)
                    .isEmpty();
            assertThat(database.getCollection(collection).find(Filters.and(ofTenant, Filters.eq("userId", "ben"))))
                    .as(collection)
                    .isNotEmpty();
        }
    }

    @Test
    void a_replay_brings_no_welcome_back_and_deletes_none_that_stands() {
        register("ann");
        undo("ann");
        register("ben");
        awaitAllOf("ann");
        awaitAllOf("ben");
        for (String type : List.of("user.registered", "registration.undone", "user.registered")) {
            await().atMost(PATIENCE)
                    .until(() ->
                            auth.replay(type, tenantId, "notification-welcome") instanceof Replays.Result.Recorded);
        }
        awaitAllOf("ann");
        awaitAllOf("ben");

        assertThat(isWelcome(tenantId, "ann")).isFalse();
        assertThat(isWelcome(tenantId, "ben")).isTrue();
        assertThat(told.typesOf(tenantId, "ann")).containsExactly("account.opened");
    }
}
