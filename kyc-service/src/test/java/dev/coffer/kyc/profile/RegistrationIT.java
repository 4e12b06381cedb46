package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Replays;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.tier.KycTier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The profile of whoever registers, and what becomes of it when the registration is undone. */
@ExtendWith(StoresExtension.class)
class RegistrationIT {

    private static final int USERS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** As auth-service writes it; this service reads the id only. */
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
        service = TestService.start(
                KycApplication.class, KycApplication.SERVICE, database, tokens, Map.of("coffer.kyc.provider", "none"));
        other = TestService.start(
                KycApplication.class, KycApplication.SERVICE, database, tokens, Map.of("coffer.kyc.provider", "none"));
        auth = TestEmitter.start(
                "auth",
                database + "_auth",
                List.of(
                        new EventType<>("user.registered", 1, Registered.class),
                        new EventType<>("registration.undone", 1, OpenProfile.RegistrationUndone.class)));
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
        auth.tell(new OpenProfile.RegistrationUndone(userId), userId, tenantId);
    }

    /** Events of a key come in order: when somebody new under the same key is answered, whatever came before is done too. */
    private void awaitAllOf(String userId) {
        String witness = "witness-" + UUID.randomUUID();
        auth.tell(new Registered(witness, "Witness"), userId, tenantId);
        await().atMost(PATIENCE).until(() -> told.typesOf(tenantId, witness).equals(List.of("account.opened")));
    }

    private boolean hasProfile(String tenant, String userId) {
        return service.bean(MongoKycProfiles.class).find(tenant, userId) != null;
    }

    @Test
    void a_registered_user_has_a_profile_and_that_is_told_in_answer() {
        EventEnvelope registered = register("ann");
        await().atMost(PATIENCE).until(() -> !told.of(tenantId, "ann").isEmpty());

        assertThat(hasProfile(tenantId, "ann")).isTrue();
        assertThat(told.of(tenantId, "ann")).singleElement().satisfies(answer -> {
            assertThat(answer.eventType()).isEqualTo("account.opened");
            assertThat(answer.causationId()).isEqualTo(registered.eventId());
            assertThat(answer.correlationId()).isEqualTo(registered.correlationId());
            assertThat(answer.data()).isEqualTo("{\"userId\":\"ann\"}");
        });
    }

    @Test
    void a_repeated_registration_does_not_begin_a_profile_anew() {
        register("ann");
        awaitAllOf("ann");
        String ann = tokens.user("ann", tenantId, "user");
        service.ask("mutation { startVerification(input: {tier: BASIC}) { __typename } }", ann);
        register("ann");
        awaitAllOf("ann");

        assertThat(service.bean(MongoKycProfiles.class).find(tenantId, "ann"))
                .isInstanceOfSatisfying(
                        KycProfile.Pending.class,
                        pending -> assertThat(pending.requested()).isEqualTo(KycTier.BASIC));
    }

    @Test
    void the_profiles_of_undone_registrations_are_gone_and_those_of_others_stay() {
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
            assertThat(hasProfile(tenantId, "user-" + i)).isEqualTo(i % 2 == 1);
            assertThat(told.typesOf(tenantId, "user-" + i)).containsExactly("account.opened");
        }
        assertThat(hasProfile(elsewhere, "user-0")).isTrue();
    }

    @Test
    void a_registration_that_comes_after_it_was_undone_begins_nothing() {
        undo("late");
        register("late");
        awaitAllOf("late");

        assertThat(hasProfile(tenantId, "late")).isFalse();
        assertThat(told.of(tenantId, "late")).isEmpty();
    }

    @Test
    void a_replay_brings_no_undone_profile_back_and_deletes_none_that_stands() {
        register("ann");
        undo("ann");
        register("ben");
        awaitAllOf("ann");
        awaitAllOf("ben");
        for (String type : List.of("user.registered", "registration.undone", "user.registered")) {
            await().atMost(PATIENCE)
                    .until(() -> auth.replay(type, tenantId, "kyc-profiles") instanceof Replays.Result.Recorded);
        }
        awaitAllOf("ann");
        awaitAllOf("ben");

        assertThat(hasProfile(tenantId, "ann")).isFalse();
        assertThat(hasProfile(tenantId, "ben")).isTrue();
        assertThat(told.typesOf(tenantId, "ann")).containsExactly("account.opened");
    }
}
