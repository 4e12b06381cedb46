package dev.coffer.auth.registration;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.code.DeliveredCodes;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Registering where the tenant wants contacts confirmed. */
@ExtendWith(StoresExtension.class)
final class ConfirmRegistrationIT {

    private static final String PASSWORD = ConfirmClient.PASSWORD;
    private static AuthServer server;
    private static ConfirmClient client;

    private final String email = UUID.randomUUID() + "@example.com";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = ConfirmClient.confirming(AuthServer.start(database, AuthServer.STANDARD_HASHING));
        client = new ConfirmClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void until_the_code_is_typed_the_user_is_pending_and_nobody_hears_of_them() {
        JsonNode pending = client.register(email);

        assertThat(text(pending, "__typename")).isEqualTo("RegistrationPending");
        assertThat(text(pending, "sentTo")).isEqualTo(email.charAt(0) + "***@e***.com");
        assertThat(Objects.requireNonNull(client.user(email)).getString("status"))
                .isEqualTo("PENDING");
        assertThat(client.told(client.userId(email))).containsExactly("code.issued");
        assertThat(text(server.login(email, PASSWORD), "code")).isEqualTo("ACCOUNT_PENDING");
    }

    @Test
    void the_code_makes_the_account_count_and_proves_the_address() {
        JsonNode pending = client.register(email);
        DeliveredCodes.Delivered delivered = client.delivered(email);
        assertThat(delivered.to()).isEqualTo(email);

        JsonNode user = client.confirm(text(pending, "id"), delivered.code());

        assertThat(text(user, "status")).isEqualTo("ACTIVE");
        assertThat(user.path("isEmailVerified").asBoolean()).isTrue();
        assertThat(client.told(text(user, "id"))).containsExactly("code.issued", "user.registered", "user.activated");
        assertThat(text(server.login(email, PASSWORD), "__typename")).isEqualTo("Session");
        assertThat(client.count("unconfirmed_registrations")).isEqualTo(pendingUsers());
    }

    private static long pendingUsers() {
        return server.bean(MongoDatabase.class).getCollection("users").countDocuments(Filters.eq("status", "PENDING"));
    }

    @Test
    void a_taken_address_gets_the_same_answer_makes_no_account_and_its_owner_is_told() {
        String userId = client.join(email);
        server.clock().advance(Duration.ofSeconds(30));
        long users = client.count("users");

        JsonNode ofFree = client.register("free-" + email);
        JsonNode ofTaken = client.register(email);

        assertThat(text(ofTaken, "__typename")).isEqualTo(text(ofFree, "__typename"));
        assertThat(text(ofTaken, "id")).hasSameSizeAs(text(ofFree, "id"));
        assertThat(text(ofTaken, "expiresAt")).isEqualTo(text(ofFree, "expiresAt"));
        assertThat(text(ofTaken, "sentTo")).isEqualTo(email.charAt(0) + "***@e***.com");
        assertThat(client.register(email)).isEqualTo(client.register("free-" + email));
        assertThat(client.count("users")).isEqualTo(users + 1);
        assertThat(client.told(userId)).last().isEqualTo("registration.attempted");
        for (int i = 0; i < 6; i++) {
            JsonNode tried = client.confirm(text(ofFree, "id"), "no code");
            assertThat(client.confirm(text(ofTaken, "id"), "no code")).isEqualTo(tried);
        }
        assertThat(text(server.login(email, PASSWORD), "__typename")).isEqualTo("Session");
    }

    @Test
    void a_free_address_with_a_taken_number_is_answered_like_a_free_one_and_gets_nothing() {
        String phone = "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
        client.register(Map.of("email", email, "phone", phone, "password", PASSWORD, "displayName", "Ada"));
        client.confirm(client.delivered(email).id(), client.delivered(email).code());
        String userId = client.userId(email);

        JsonNode answer = client.register(
                Map.of("email", "new-" + email, "phone", phone, "password", PASSWORD, "displayName", "Eve"));

        assertThat(text(answer, "__typename")).isEqualTo("RegistrationPending");
        assertThat(client.user("new-" + email)).isNull();
        assertThat(client.told(userId)).last().isEqualTo("registration.attempted");
    }

    @Test
    void free_and_taken_addresses_take_alike_long() {
        client.join(email);
        List<Long> free = new ArrayList<>();
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            server.clock().advance(Duration.ofMinutes(15));
            String stranger = i + email;
            if (i % 2 == 0) {
                free.add(nanosOf(stranger));
                taken.add(nanosOf(email));
            } else {
                taken.add(nanosOf(email));
                free.add(nanosOf(stranger));
            }
        }

        double ratio = (double) median(taken) / median(free);
        assertThat(ratio).as("medians of 15 registrations each").isBetween(0.4, 2.5);
    }

    private static long nanosOf(String address) {
        long start = System.nanoTime();
        assertThat(text(client.register(address), "__typename")).isEqualTo("RegistrationPending");
        return System.nanoTime() - start;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @Test
    void the_newest_registration_counts_with_its_own_password() {
        JsonNode ofEve =
                client.register(Map.of("email", email, "password", "eve knows this one", "displayName", "Eve"));
        String codeOfEve = client.delivered(email).code();
        server.clock().advance(Duration.ofSeconds(30));
        JsonNode ofAda = client.register(email);

        assertThat(text(client.confirm(text(ofEve, "id"), codeOfEve), "code")).isEqualTo("CODE_OVER");
        assertThat(text(
                        client.confirm(
                                text(ofAda, "id"), client.delivered(email).code()),
                        "status"))
                .isEqualTo("ACTIVE");
        assertThat(text(server.login(email, PASSWORD), "__typename")).isEqualTo("Session");
        assertThat(text(server.login(email, "eve knows this one"), "code")).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void whoever_registers_too_often_changes_nothing_about_what_waits() {
        JsonNode pending = client.register(email);

        JsonNode refused = client.register(email);

        assertThat(text(refused, "code")).isEqualTo("CODE_SENT_TOO_OFTEN");
        assertThat(refused.path("retryAfterSeconds").asInt()).isEqualTo(30);
        assertThat(text(
                        client.confirm(
                                text(pending, "id"), client.delivered(email).code()),
                        "status"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void wrong_codes_confirm_nothing_and_run_out() {
        String id = text(client.register(email), "id");
        String code = client.delivered(email).code();
        for (int i = 0; i < 5; i++) {
            assertThat(text(client.confirm(id, DeliveredCodes.wrong(code)), "code"))
                    .isEqualTo("CODE_WRONG");
        }

        assertThat(text(client.confirm(id, code), "code")).isEqualTo("CODE_OVER");
        assertThat(text(server.login(email, PASSWORD), "code")).isEqualTo("ACCOUNT_PENDING");
    }

    @Test
    void a_code_confirms_nothing_at_another_tenant() {
        String id = text(client.register(email), "id");
        String code = client.delivered(email).code();

        assertThat(text(client.confirm(Map.of("tenant", "acme", "id", id, "code", code)), "code"))
                .isEqualTo("CODE_OVER");
        assertThat(text(client.confirm(id, code), "__typename")).isEqualTo("User");
    }

    @Test
    void of_confirmations_at_once_one_counts() throws Exception {
        String id = text(client.register(email), "id");
        String code = client.delivered(email).code();
        List<String> results = new ArrayList<>();
        Callable<String> confirming =
                () -> client.confirm(id, code).path("__typename").asString();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> result : threads.invokeAll(Collections.nCopies(5, confirming))) {
                results.add(result.get());
            }
        }

        assertThat(results).containsOnlyOnce("User");
        assertThat(client.told(client.userId(email)))
                .containsExactly("code.issued", "user.registered", "user.activated");
    }

    @Test
    void the_coffer_command_makes_accounts_without_a_code() {
        assertThat(server.bean(CreateUser.class)
                        .create(NewUser.parse("main", email, null, "Root", null, PASSWORD, null, Set.of("admin"))))
                .isInstanceOf(UserResult.Done.class);
    }
}
