package dev.coffer.auth.passkey;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.factor.Member;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passkeys as their users have them: registered, used alone and as a second step, renamed, removed and reset. */
@ExtendWith(StoresExtension.class)
final class PasskeyIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static AuthServer server;
    private static Member admin;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        admin = Member.join(server, "main", "admin@example.com", "user", "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(PasskeyDevice.Algorithm.class)
    void a_passkey_signs_in_alone_and_the_session_tells_a_second_factor(PasskeyDevice.Algorithm algorithm) {
        PasskeyDevice device = new PasskeyDevice(algorithm);
        PasskeyUser user = PasskeyUser.with(server, algorithm + "@example.com", device);

        JsonNode session = PasskeyUser.logIn(server, device.get(PasskeyUser.loginOptions(server)));

        assertThat(session.at("/user/id").asString()).isEqualTo(user.member().id());
        assertThat(acr(session)).isEqualTo("2");
        assertThat(acr(server.refresh(text(session, "refreshToken")))).isEqualTo("2");
        JsonNode listed = user.passkeys();
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/name").asString()).isEqualTo("Blue phone");
        assertThat(listed.at("/0/isBackedUp").asBoolean()).isTrue();
        assertThat(listed.at("/0/lastUsedAt").asString()).isEqualTo(server.now().toString());
    }

    @Test
    void the_options_ask_for_a_verified_user_and_no_attestation_and_name_nobody_in_clear() {
        PasskeyDevice first = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "options@example.com", first);

        JsonNode options = JSON.readTree(text(user.begin(first.get(user.changeOptions())), "options"));

        assertThat(options.at("/rp/id").asString()).isEqualTo("localhost");
        assertThat(options.at("/attestation").asString()).isEqualTo("none");
        assertThat(options.at("/authenticatorSelection/userVerification").asString())
                .isEqualTo("required");
        assertThat(options.at("/authenticatorSelection/residentKey").asString()).isEqualTo("required");
        assertThat(options.at("/pubKeyCredParams")
                        .valueStream()
                        .map(one -> one.path("alg").asInt()))
                .containsExactly(-7, -8, -257);
        assertThat(options.at("/excludeCredentials/0/id").asString())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(first.credentialId));
        byte[] handle = Base64.getUrlDecoder().decode(options.at("/user/id").asString());
        assertThat(handle).hasSize(32).isEqualTo(first.handle);
        assertThat(new String(handle, StandardCharsets.ISO_8859_1))
                .doesNotContain(user.member().id());
    }

    @Test
    void a_passkey_takes_the_second_step_and_steps_up() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "second@example.com", device);
        JsonNode required = user.member().login();
        assertThat(required.path("factors").toString()).isEqualTo("[\"PASSKEY\"]");

        String challenge = text(required, "id");
        JsonNode session = user.complete(challenge, device.get(user.secondStepOptions(challenge)));

        assertThat(acr(session)).isEqualTo("2");
        JsonNode raised = user.stepUp(device.get(user.stepUpOptions()));
        assertThat(acr(raised)).isEqualTo("2");
        assertThat(text(user.stepUp(device.get(PasskeyUser.loginOptions(server))), "code"))
                .isEqualTo("SECOND_FACTOR_WRONG");
    }

    @Test
    void a_factor_that_is_on_is_asked_for_whichever_comes_next() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "next@example.com", device);

        assertThat(text(user.begin(null), "code")).isEqualTo("SECOND_FACTOR_NEEDED");
        Map<String, String> password = Map.of("password", Member.PASSWORD);
        assertThat(text(user.member().ask("enrolTotp", password, ""), "code")).isEqualTo("SECOND_FACTOR_NEEDED");
        assertThat(text(user.begin("000000"), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(user.register(new PasskeyDevice(), device), "__typename"))
                .isEqualTo("Passkey");
        Map<String, String> proven = Map.of("password", Member.PASSWORD, "code", device.get(user.changeOptions()));
        assertThat(text(user.member().ask("enrolTotp", proven, ""), "__typename"))
                .isEqualTo("TotpEnrolment");
    }

    @Test
    void a_registration_that_was_begun_without_a_factor_is_not_finished_over_one() {
        PasskeyUser user = PasskeyUser.join(server, "meanwhile@example.com");
        PasskeyDevice late = new PasskeyDevice();
        String begun = user.creationOptions();
        assertThat(text(user.register(new PasskeyDevice()), "__typename")).isEqualTo("Passkey");

        assertThat(text(user.finish(late.create(begun)), "code")).isEqualTo("PASSKEY_REQUEST_EXPIRED");
        assertThat(user.passkeys()).hasSize(1);
    }

    @Test
    void an_app_that_was_begun_before_a_passkey_is_not_confirmed_beside_it() {
        PasskeyUser user = PasskeyUser.join(server, "app@example.com");
        JsonNode begun = user.member()
                .ask("enrolTotp", Map.of("password", Member.PASSWORD), "... on TotpEnrolment { id secret }");
        user.register(new PasskeyDevice());

        JsonNode confirmed = user.member().ask("confirmTotp", Map.of("id", text(begun, "id"), "code", "000000"), "");

        assertThat(text(confirmed, "code")).isEqualTo("ENROLMENT_EXPIRED");
    }

    @Test
    void the_last_passkey_goes_by_its_own_proof_and_then_the_password_signs_in_alone() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "last@example.com", device);
        String id = user.passkeys().at("/0/id").asString();

        assertThat(text(user.remove(id, "AAAA-AAAA-AAAA-AAAA"), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(user.remove(id, device.get(user.changeOptions())), "__typename"))
                .isEqualTo("Passkey");

        assertThat(user.passkeys()).isEmpty();
        assertThat(text(user.member().login(), "__typename")).isEqualTo("Session");
        assertThat(text(PasskeyUser.logIn(server, device.get(PasskeyUser.loginOptions(server))), "code"))
                .isEqualTo("PASSKEY_NOT_ACCEPTED");
        assertThat(events(user, "factor.enrolled")).isEqualTo(1);
        assertThat(events(user, "factor.removed")).isEqualTo(1);
    }

    @Test
    void names_are_the_owners_to_give() {
        PasskeyUser ada = PasskeyUser.with(server, "ada@example.com", new PasskeyDevice());
        PasskeyUser eve = PasskeyUser.with(server, "eve@example.com", new PasskeyDevice());
        String id = ada.passkeys().at("/0/id").asString();

        JsonNode renamed = ada.member().ask("renamePasskey", Map.of("id", id, "name", " Old phone "), "");
        assertThat(text(renamed, "__typename")).isEqualTo("Passkey");
        assertThat(ada.passkeys().at("/0/name").asString()).isEqualTo("Old phone");
        String document = "mutation($input: RenamePasskeyInput!) { renamePasskey(input: $input) { __typename } }";
        Map<String, ?> mine = Map.of("input", Map.of("id", id, "name", "Mine"));
        assertThat(AuthServer.errorCode(server.ask(document, mine, eve.member().token())))
                .isEqualTo("NOT_FOUND");
        Map<String, ?> blank = Map.of("input", Map.of("id", id, "name", " "));
        assertThat(AuthServer.errorCode(server.ask(document, blank, ada.member().token())))
                .isEqualTo("INVALID_INPUT");
        String others = "query($id: ID!) { user(id: $id) { passkeys { id } } }";
        assertThat(AuthServer.errorCode(
                        server.ask(others, Map.of("id", ada.member().id()), admin.token())))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void twenty_are_as_many_as_there_may_be() {
        PasskeyDevice first = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "many@example.com", first);
        for (int i = 1; i < Passkey.MOST; i++) {
            assertThat(text(user.register(new PasskeyDevice(), first), "__typename"))
                    .isEqualTo("Passkey");
        }

        assertThat(text(user.begin(first.get(user.changeOptions())), "code")).isEqualTo("TOO_MANY_PASSKEYS");
        assertThat(user.passkeys()).hasSize(Passkey.MOST);
    }

    @Test
    void an_administrator_resets_passkeys_with_all_other_factors() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "reset@example.com", device);

        admin.ask("resetSecondFactors", Map.of("userId", user.member().id(), "reason", "Lost the phone"), "");

        assertThat(text(user.member().login(), "__typename")).isEqualTo("Session");
        assertThat(text(PasskeyUser.logIn(server, device.get(PasskeyUser.loginOptions(server))), "code"))
                .isEqualTo("PASSKEY_NOT_ACCEPTED");
        assertThat(events(user, "factor.removed")).isEqualTo(1);
    }

    @Test
    void who_is_locked_does_not_get_in_with_a_passkey_either() {
        PasskeyDevice device = new PasskeyDevice();
        PasskeyUser user = PasskeyUser.with(server, "locked@example.com", device);
        admin.ask("lockUser", Map.of("userId", user.member().id()), "");

        assertThat(text(PasskeyUser.logIn(server, device.get(PasskeyUser.loginOptions(server))), "code"))
                .isEqualTo("ACCOUNT_LOCKED");
    }

    private static long events(PasskeyUser user, String type) {
        return server.bean(MongoDatabase.class)
                .getCollection("outbox", Document.class)
                .countDocuments(Filters.and(Filters.eq("key", user.member().id()), Filters.eq("eventType", type)));
    }

    private static String acr(JsonNode session) {
        String payload = text(session, "accessToken").split("\\.", -1)[1];
        return JSON.readTree(Base64.getUrlDecoder().decode(payload)).path("acr").asString();
    }
}
