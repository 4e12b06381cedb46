package dev.coffer.auth.passkey;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What attackers do to passkeys, at a sign-in without a password, at the second step, and at a registration. */
@ExtendWith(StoresExtension.class)
final class PasskeyAttackIT {

    private static final int AT_ONCE = 8;
    private static AuthServer server;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String outcome(JsonNode answer) {
        return text(answer, "__typename").equals("Refusal") ? text(answer, "code") : text(answer, "__typename");
    }

    private static String logIn(PasskeyDevice device) {
        return outcome(PasskeyUser.logIn(server, device.get(PasskeyUser.loginOptions(server))));
    }

    private static void notAccepted(String email, Consumer<PasskeyDevice> attack) {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser.with(server, email, device);
        attack.accept(device);
        assertThat(logIn(device)).isEqualTo("PASSKEY_NOT_ACCEPTED");
    }

    @Test
    void an_answer_for_another_site_is_not_accepted() {
        notAccepted("origin@example.com", device -> device.origin = "https://coffer.example.net");
        notAccepted("port@example.com", device -> device.origin = "http://localhost:9998");
        notAccepted("rp@example.com", device -> device.rpId = "example.net");
    }

    @Test
    void a_user_who_was_not_verified_or_not_even_there_is_not_accepted() {
        notAccepted("unverified@example.com", device -> device.flags &= ~PasskeyDevice.USER_VERIFIED);
        notAccepted("absent@example.com", device -> device.flags &= ~PasskeyDevice.USER_PRESENT);
    }

    @Test
    void an_answer_that_was_changed_after_it_was_signed_is_not_accepted() {
        notAccepted("tampered@example.com", device -> device.isTampering = true);
    }

    @Test
    void another_authenticator_does_not_answer_under_a_passkeys_name() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser.with(server, "forged@example.com", device);
        PasskeyDevice forger = new PasskeyDevice();
        forger.credentialId = device.credentialId;
        forger.handle = device.handle;

        assertThat(logIn(forger)).isEqualTo("PASSKEY_NOT_ACCEPTED");
    }

    @Test
    void the_handle_must_be_the_users_own() {
        PasskeyDevice other = new PasskeyDevice();
        PasskeyUser.with(server, "handle@example.com", other);
        notAccepted("other-handle@example.com", device -> device.handle = other.handle);
        notAccepted("no-handle@example.com", device -> device.handle = null);
    }

    @Test
    void a_counter_that_does_not_go_up_is_refused_and_told_and_the_passkey_goes_on() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "counter@example.com", device);
        device.counter = 7;
        assertThat(logIn(device)).isEqualTo("Session");

        assertThat(logIn(device)).isEqualTo("PASSKEY_NOT_ACCEPTED");
        device.counter = 3;
        assertThat(logIn(device)).isEqualTo("PASSKEY_NOT_ACCEPTED");

        List<Document> told = server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .find(Filters.and(
                        Filters.eq("key", user.member().id()), Filters.eq("eventType", PasskeySuspected.TYPE)))
                .into(new ArrayList<>());
        assertThat(told).hasSize(2);
        assertThat(told.getLast().getString("data")).contains("\"stored\":7", "\"presented\":3");
        device.counter = 8;
        assertThat(logIn(device)).isEqualTo("Session");
    }

    @Test
    void an_answer_counts_once_also_for_many_at_once() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser.with(server, "replay@example.com", device);
        String answer = device.get(PasskeyUser.loginOptions(server));

        List<String> outcomes = atOnce(() -> outcome(PasskeyUser.logIn(server, answer)));

        assertThat(outcomes).containsOnlyOnce("Session").containsOnly("Session", "PASSKEY_REQUEST_EXPIRED");
        assertThat(outcome(PasskeyUser.logIn(server, answer))).isEqualTo("PASSKEY_REQUEST_EXPIRED");
    }

    @Test
    void an_answer_that_failed_cannot_be_mended() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser.with(server, "mended@example.com", device);
        String options = PasskeyUser.loginOptions(server);
        device.isTampering = true;
        PasskeyUser.logIn(server, device.get(options));
        device.isTampering = false;

        assertThat(outcome(PasskeyUser.logIn(server, device.get(options)))).isEqualTo("PASSKEY_REQUEST_EXPIRED");
    }

    @Test
    void a_request_is_over_after_five_minutes() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser.with(server, "late@example.com", device);
        String options = PasskeyUser.loginOptions(server);
        server.clock().advance(PasskeyChallenge.LIFE);

        assertThat(outcome(PasskeyUser.logIn(server, device.get(options)))).isEqualTo("PASSKEY_REQUEST_EXPIRED");
    }

    @Test
    void a_request_of_another_tenant_purpose_or_user_is_none() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "bound@example.com", device);
        PasskeyDevice others = new PasskeyDevice();
        PasskeyUser other = PasskeyUser.with(server, "other@example.com", others);
        String ofAcme = text(PasskeyUser.start(server, Map.of("tenant", "acme")), "options");

        assertThat(outcome(PasskeyUser.logIn(server, device.get(ofAcme)))).isEqualTo("PASSKEY_REQUEST_EXPIRED");
        assertThat(outcome(PasskeyUser.logIn(server, "acme", device.get(PasskeyUser.loginOptions(server)))))
                .isEqualTo("PASSKEY_REQUEST_EXPIRED");
        assertThat(outcome(PasskeyUser.logIn(server, device.get(user.changeOptions()))))
                .isEqualTo("PASSKEY_REQUEST_EXPIRED");
        String challenge = user.member().challenge();
        String otherChallenge = other.member().challenge();
        for (String options : List.of(
                user.changeOptions(), other.secondStepOptions(otherChallenge), PasskeyUser.loginOptions(server))) {
            assertThat(outcome(user.complete(challenge, device.get(options)))).isEqualTo("SECOND_FACTOR_WRONG");
        }
        assertThat(outcome(user.complete(challenge, others.get(user.secondStepOptions(challenge)))))
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(outcome(user.complete(challenge, device.get(user.secondStepOptions(challenge)))))
                .isEqualTo("Session");
    }

    @Test
    void what_was_asked_for_one_occasion_counts_for_no_other() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "occasion@example.com", device);
        String challenge = user.member().challenge();

        assertThat(outcome(user.stepUp(device.get(user.secondStepOptions(challenge)))))
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(outcome(user.stepUp(device.get(user.changeOptions())))).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(outcome(user.begin(device.get(user.stepUpOptions())))).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(outcome(user.stepUp(device.get(user.stepUpOptions())))).isEqualTo("SteppedUp");
    }

    @Test
    void a_passkey_of_another_tenant_is_not_known() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser.with(server, "tenant@example.com", device);
        String ofAcme = text(PasskeyUser.start(server, Map.of("tenant", "acme")), "options");

        assertThat(outcome(PasskeyUser.logIn(server, "acme", device.get(ofAcme))))
                .isEqualTo("PASSKEY_NOT_ACCEPTED");
    }

    @Test
    void a_registration_is_checked_as_a_sign_in_is() {
        PasskeyUser user = PasskeyUser.join(server, "register@example.com");
        PasskeyUser other = PasskeyUser.join(server, "register-other@example.com");

        assertThat(registered(user, device -> device.origin = "https://coffer.example.net"))
                .isEqualTo("PASSKEY_NOT_ACCEPTED");
        assertThat(registered(user, device -> device.rpId = "example.net")).isEqualTo("PASSKEY_NOT_ACCEPTED");
        assertThat(registered(user, device -> device.flags &= ~PasskeyDevice.USER_VERIFIED))
                .isEqualTo("PASSKEY_NOT_ACCEPTED");
        PasskeyDevice device = new PasskeyDevice();
        String options = other.creationOptions();
        assertThat(outcome(user.finish(device.create(options)))).isEqualTo("PASSKEY_REQUEST_EXPIRED");
        String answer = device.create(options);
        assertThat(outcome(other.finish(answer))).isEqualTo("Passkey");
        assertThat(outcome(other.finish(answer))).isEqualTo("PASSKEY_REQUEST_EXPIRED");
        assertThat(outcome(user.finish(device.create(PasskeyUser.loginOptions(server)))))
                .isEqualTo("PASSKEY_REQUEST_EXPIRED");
        assertThat(user.passkeys()).isEmpty();
    }

    private static String registered(PasskeyUser user, Consumer<PasskeyDevice> attack) {
        PasskeyDevice device = new PasskeyDevice();
        attack.accept(device);
        return outcome(user.register(device));
    }

    @Test
    void a_credential_that_two_users_register_at_once_is_ones_alone() {
        PasskeyDevice stolen = new PasskeyDevice();
        List<Supplier<String>> tries = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            PasskeyUser user = PasskeyUser.join(server, "twice-" + i + "@example.com");
            PasskeyDevice copy = new PasskeyDevice();
            copy.credentialId = stolen.credentialId;
            String answer = copy.create(user.creationOptions());
            tries.add(() -> outcome(user.finish(answer)));
        }

        assertThat(atOnce(tries)).containsOnlyOnce("Passkey").containsOnly("Passkey", "PASSKEY_KNOWN");
    }

    @Test
    void beginning_tells_nothing_of_anybody() {
        String one = PasskeyUser.loginOptions(server);
        String other = PasskeyUser.loginOptions(server);

        assertThat(one).contains("\"allowCredentials\":[]").isNotEqualTo(other);
        assertThat(one.replaceAll("\"challenge\":\"[^\"]*\"", ""))
                .isEqualTo(other.replaceAll("\"challenge\":\"[^\"]*\"", ""));
    }

    @Test
    void guesses_at_the_second_step_are_counted_as_those_of_codes_are() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "guess@example.com", device);
        for (int i = 0; i < 6; i++) {
            user.stepUp("{}");
        }

        assertThat(outcome(user.stepUp(device.get(user.stepUpOptions())))).isEqualTo("SECOND_FACTOR_TRIED_TOO_OFTEN");
    }

    private static <T> List<T> atOnce(Supplier<T> same) {
        List<Supplier<T>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            all.add(same);
        }
        return atOnce(all);
    }

    private static <T> List<T> atOnce(List<Supplier<T>> tries) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> running = tries.stream()
                    .map(one -> CompletableFuture.supplyAsync(one, threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }
}
