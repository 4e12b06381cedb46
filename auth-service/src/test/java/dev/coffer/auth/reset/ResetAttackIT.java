package dev.coffer.auth.reset;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.code.DeliveredCodes;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserStatus;
import dev.coffer.auth.user.Users;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What an attacker tries with password resets. */
@ExtendWith(StoresExtension.class)
final class ResetAttackIT {

    private static final String OLD = "correct horse battery";
    private static final String NEW = "staple gun sunrise";
    private static final int TRIES = 5;
    private static AuthServer server;
    private static ResetClient client;

    private final String email = UUID.randomUUID() + "@example.com";
    private final String userId = register(email);

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database, AuthServer.STANDARD_HASHING);
        client = new ResetClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String register(String email) {
        return server.registered(email, OLD);
    }

    private static List<JsonNode> atOnce(int times, IntFunction<JsonNode> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<JsonNode>> all = IntStream.range(0, times)
                    .<Callable<JsonNode>>mapToObj(i -> () -> work.apply(i))
                    .toList();
            List<JsonNode> results = new ArrayList<>();
            for (Future<JsonNode> future : threads.invokeAll(all)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private static long count(List<JsonNode> answers, String field, String value) {
        return answers.stream()
                .filter(answer -> answer.path(field).asString("").equals(value))
                .count();
    }

    private void assertOldPasswordCounts() {
        assertThat(text(server.login(email, OLD), "__typename")).isEqualTo("Session");
    }

    @Test
    void a_code_counts_once() {
        String id = text(client.request(email), "id");
        String code = client.delivered(userId).code();
        assertThat(text(client.reset(id, code, NEW), "__typename")).isEqualTo("PasswordReset");

        assertThat(text(client.reset(id, code, "another new password"), "code")).isEqualTo("CODE_OVER");
        assertThat(text(server.login(email, NEW), "__typename")).isEqualTo("Session");
    }

    @Test
    void of_resets_with_the_right_code_at_once_one_sets_its_password() throws Exception {
        String id = text(client.request(email), "id");
        String code = client.delivered(userId).code();

        List<JsonNode> answers = atOnce(TRIES, i -> client.reset(id, code, NEW + i));

        assertThat(count(answers, "__typename", "PasswordReset")).isEqualTo(1);
        assertThat(count(answers, "code", "CODE_OVER")).isEqualTo(TRIES - 1);
        int winner = IntStream.range(0, TRIES)
                .filter(i -> text(answers.get(i), "__typename").equals("PasswordReset"))
                .findFirst()
                .orElseThrow();
        assertThat(text(server.login(email, NEW + winner), "__typename")).isEqualTo("Session");
        assertThat(client.meansOfPasswordChanges(userId)).containsExactly("RESET");
    }

    @Test
    void the_code_of_one_user_does_nothing_to_another() {
        String ownEmail = UUID.randomUUID() + "@example.com";
        String ownId = server.registered(ownEmail, OLD);
        String id = text(client.request(email), "id");
        client.request(ownEmail);
        DeliveredCodes.Delivered own = client.delivered(ownId);

        // One in a million times both codes are the same.
        if (!own.code().equals(client.delivered(userId).code())) {
            assertThat(text(client.reset(id, own.code(), NEW), "code")).isEqualTo("CODE_WRONG");
        }
        assertOldPasswordCounts();
    }

    @Test
    void a_code_does_nothing_at_another_tenant() {
        server.register(Map.of("tenant", "acme", "email", email, "password", OLD, "displayName", "Ada"));
        String id = text(client.request(email), "id");
        String code = client.delivered(userId).code();

        JsonNode answer = client.reset(Map.of("tenant", "acme", "id", id, "code", code, "newPassword", NEW));

        assertThat(text(answer, "code")).isEqualTo("CODE_OVER");
        assertThat(text(server.login(Map.of("tenant", "acme", "identifier", email, "password", OLD)), "__typename"))
                .isEqualTo("Session");
        assertOldPasswordCounts();
    }

    @Test
    void guesses_one_after_the_other_end_the_code_and_leave_the_password_to_its_owner() {
        String id = text(client.request(email), "id");
        String code = client.delivered(userId).code();
        String wrong = DeliveredCodes.wrong(code);
        for (int i = 0; i < TRIES; i++) {
            assertThat(text(client.reset(id, wrong, NEW), "code")).isEqualTo("CODE_WRONG");
        }

        assertThat(text(client.reset(id, wrong, NEW), "code")).isEqualTo("CODE_OVER");
        assertThat(text(client.reset(id, code, NEW), "code")).isEqualTo("CODE_OVER");
        assertOldPasswordCounts();
    }

    @Test
    void guesses_at_once_do_not_slip_past_the_count() throws Exception {
        String id = text(client.request(email), "id");
        String code = client.delivered(userId).code();
        String wrong = DeliveredCodes.wrong(code);

        List<JsonNode> answers = atOnce(50, i -> client.reset(id, wrong, NEW));

        assertThat(count(answers, "code", "CODE_WRONG")).isEqualTo(TRIES);
        assertThat(count(answers, "code", "CODE_OVER")).isEqualTo(50 - TRIES);
        assertThat(text(client.reset(id, code, NEW), "code")).isEqualTo("CODE_OVER");
    }

    @Test
    void known_and_unknown_addresses_get_answers_that_differ_in_nothing_but_the_id() {
        String unknown = UUID.randomUUID() + "@example.com";

        JsonNode ofKnown = client.request(email);
        JsonNode ofUnknown = client.request(unknown);

        assertThat(text(ofUnknown, "__typename")).isEqualTo(text(ofKnown, "__typename"));
        assertThat(text(ofUnknown, "expiresAt")).isEqualTo(text(ofKnown, "expiresAt"));
        assertThat(text(ofUnknown, "sentTo")).isEqualTo(unknown.charAt(0) + "***@e***.com");
        assertThat(text(ofKnown, "sentTo")).isEqualTo(email.charAt(0) + "***@e***.com");
        assertThat(text(ofUnknown, "id")).hasSameSizeAs(text(ofKnown, "id"));
        assertThat(client.request(unknown)).isEqualTo(client.request(email));
        for (int i = 0; i < TRIES + 1; i++) {
            JsonNode tried = client.reset(text(ofKnown, "id"), "no code", NEW);
            assertThat(client.reset(text(ofUnknown, "id"), "no code", NEW)).isEqualTo(tried);
        }
    }

    @Test
    void that_two_contacts_belong_together_does_not_show_by_the_code_of_the_first() {
        String phone = "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
        String both = "both-" + email;
        String ownerId = text(
                server.register(Map.of("email", both, "phone", phone, "password", OLD, "displayName", "Ada")), "id");
        String byMail = text(client.request(both), "id");
        String codeByMail = client.delivered(ownerId).code();
        String ofStranger = text(client.request("stranger-" + email), "id");
        String byPhone = text(client.request(phone), "id");
        String codeByPhone = client.delivered(ownerId).code();

        JsonNode superseded = client.reset(byMail, codeByMail, NEW);

        assertThat(text(superseded, "code")).isEqualTo("CODE_WRONG");
        assertThat(client.reset(ofStranger, "no code", NEW)).isEqualTo(superseded);
        assertThat(text(client.reset(byPhone, codeByPhone, NEW), "__typename")).isEqualTo("PasswordReset");
    }

    @Test
    void an_account_that_is_still_being_set_up_is_like_none() {
        String pending = UUID.randomUUID() + "@example.com";
        insert(pending, UserStatus.PENDING);

        String id = text(client.request(pending), "id");

        assertThat(id).isNotBlank();
        assertThat(new DeliveredCodes(server).allTo(pending)).isEmpty();
    }

    @Test
    void known_and_unknown_addresses_take_alike_long() {
        int rounds = 60;
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            insert("known" + i + email, UserStatus.ACTIVE);
        }
        for (int i = 0; i < rounds; i++) {
            String suffix = i + email;
            if (i % 2 == 0) {
                known.add(nanosOf("known" + suffix));
                unknown.add(nanosOf("strange" + suffix));
            } else {
                unknown.add(nanosOf("strange" + suffix));
                known.add(nanosOf("known" + suffix));
            }
        }

        double ratio = (double) median(known) / median(unknown);
        assertThat(ratio).as("medians of " + rounds + " requests each").isBetween(0.5, 2.0);
    }

    private static long nanosOf(String identifier) {
        long start = System.nanoTime();
        assertThat(text(client.request(identifier), "__typename")).isEqualTo("PasswordResetRequested");
        return System.nanoTime() - start;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void insert(String address, UserStatus status) {
        User user = new User(
                address, "main", address, null, "Ada", "en", status, Set.of("user"), server.now(), 1, null, null);
        server.bean(Transactions.class).run(unit -> server.bean(Users.class).insert(unit, user));
    }

    @Test
    void whoever_uses_up_the_tries_at_a_code_keeps_nobody_from_signing_in() {
        String id = text(client.request(email), "id");
        for (int i = 0; i < TRIES + 3; i++) {
            client.reset(id, "no code", NEW);
        }

        assertOldPasswordCounts();
    }

    @Test
    void whoever_uses_up_the_tries_at_a_password_keeps_nobody_from_a_reset() {
        while (!text(server.login(email, "a wrong one"), "code").equals("TOO_MANY_ATTEMPTS")) {
            assertThat(server.now()).isNotNull();
        }
        String id = text(client.request(email), "id");

        assertThat(text(client.reset(id, client.delivered(userId).code(), NEW), "__typename"))
                .isEqualTo("PasswordReset");
    }
}
