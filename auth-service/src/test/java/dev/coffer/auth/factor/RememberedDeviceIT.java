package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.code.DeliveredCodes;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Devices that stand for the second step, and what ends that. */
@ExtendWith(StoresExtension.class)
final class RememberedDeviceIT {

    private static final String DEVICES = "{ me { rememberedDevices { id rememberedAt lastUsedAt expiresAt } } }";
    private static AuthServer server;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_remembered_device_signs_in_by_password_alone_for_thirty_days() {
        Member ada = Member.withApp(server, "ada@example.com");
        String device = ada.rememberedDevice();

        assertThat(typeOf(ada, device)).isEqualTo("Session");
        assertThat(text(ada.login("wrong password", device), "code")).isEqualTo("INVALID_CREDENTIALS");
        JsonNode listed = ada.query(DEVICES).at("/data/me/rememberedDevices/0");
        assertThat(text(listed, "lastUsedAt")).isEqualTo(server.now().toString());
        assertThat(text(listed, "expiresAt"))
                .isEqualTo(server.now().plus(Duration.ofDays(30)).toString());
        server.clock().advance(Duration.ofDays(30));
        assertThat(typeOf(ada, device)).isEqualTo("SecondFactorRequired");
        assertThat(ada.again().query(DEVICES).at("/data/me/rememberedDevices").toString())
                .isEqualTo("[]");
    }

    @Test
    void a_token_is_its_users_only_and_made_up_ones_are_nobodys() {
        Member ben = Member.withApp(server, "ben@example.com");
        Member eve = Member.withApp(server, "eve@example.com");
        String device = ben.rememberedDevice();

        assertThat(typeOf(eve, device)).isEqualTo("SecondFactorRequired");
        for (String other : List.of("", "x", "x".repeat(43), "x".repeat(1_000))) {
            assertThat(typeOf(ben, other)).isEqualTo("SecondFactorRequired");
        }
        assertThat(typeOf(ben, device)).isEqualTo("Session");
    }

    @Test
    void a_forgotten_device_takes_the_second_step_and_nobody_forgets_anothers() {
        Member member = Member.withApp(server, "forgets@example.com");
        Member other = Member.withApp(server, "meddles@example.com");
        String device = member.rememberedDevice();
        String id = text(member.query(DEVICES).at("/data/me/rememberedDevices/0"), "id");

        assertThat(errorCode(forget(other, id))).isEqualTo("NOT_FOUND");
        assertThat(typeOf(member, device)).isEqualTo("Session");
        assertThat(forget(member, id).at("/data/forgetDevice/id").asString()).isEqualTo(id);
        assertThat(typeOf(member, device)).isEqualTo("SecondFactorRequired");
        assertThat(errorCode(forget(member, id))).isEqualTo("NOT_FOUND");
    }

    @Test
    void who_logs_out_everywhere_is_remembered_nowhere() {
        Member member = Member.withApp(server, "everywhere@example.com");
        Member other = Member.withApp(server, "stays@example.com");
        String device = member.rememberedDevice();
        String othersDevice = other.rememberedDevice();

        member.ask("logoutEverywhere", Map.of("keepCurrent", true), "... on EndedSessions { count }");

        assertThat(typeOf(member, device)).isEqualTo("SecondFactorRequired");
        assertThat(typeOf(other, othersDevice)).isEqualTo("Session");
    }

    @Test
    void another_password_ends_all_of_them() {
        Member member = Member.withApp(server, "password@example.com");
        String device = member.rememberedDevice();

        member.ask(
                "changePassword",
                Map.of("currentPassword", Member.PASSWORD, "newPassword", "staple gun sunrise"),
                "... on User { id }");

        assertThat(text(member.login("staple gun sunrise", device), "__typename"))
                .isEqualTo("SecondFactorRequired");
        assertThat(member.query(DEVICES).at("/data/me/rememberedDevices").toString())
                .isEqualTo("[]");
    }

    @Test
    void a_password_that_is_reset_ends_all_of_them_and_bypasses_no_second_factor() {
        Member member = Member.withApp(server, "reset@example.com");
        String device = member.rememberedDevice();
        String challenge = text(member.login(), "id");
        JsonNode requested = AuthServer.result(
                server.ask(
                        "mutation { requestPasswordReset(input: { identifier: \"reset@example.com\" })"
                                + " { ... on PasswordResetRequested { id } } }",
                        null),
                "requestPasswordReset");
        String code = new DeliveredCodes(server).latestTo(member.id()).code();
        JsonNode reset = server.ask(
                "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }",
                Map.of("input", Map.of("id", text(requested, "id"), "code", code, "newPassword", "staple gun sunrise")),
                null);

        assertThat(reset.at("/data/resetPassword/__typename").asString()).isEqualTo("PasswordReset");
        assertThat(text(member.login("staple gun sunrise", device), "__typename"))
                .isEqualTo("SecondFactorRequired");
        server.clock().advance(Totp.STEP);
        assertThat(text(member.complete(challenge, member.code()), "code")).isEqualTo("SIGN_IN_EXPIRED");
    }

    @Test
    void another_app_ends_all_of_them() {
        Member member = Member.withApp(server, "app@example.com");
        String device = member.rememberedDevice();

        JsonNode begun = member.enrolTotp(Map.of(
                "password", Member.PASSWORD, "code", member.recoveryCodes().getFirst()));
        Authenticator fresh = new Authenticator(text(begun, "secret"));
        assertThat(typeOf(member, device)).isEqualTo("Session");
        member.confirm(begun, fresh, fresh.code(server.now()));

        assertThat(typeOf(member, device)).isEqualTo("SecondFactorRequired");
    }

    @Test
    void an_app_that_was_off_in_between_knows_none_of_before() {
        Member member = Member.withApp(server, "off@example.com");
        String device = member.rememberedDevice();
        member.ask(
                "disableTotp",
                Map.of(
                        "password",
                        Member.PASSWORD,
                        "code",
                        member.recoveryCodes().getFirst()),
                "... on User { id }");

        member.enrol();

        assertThat(typeOf(member, device)).isEqualTo("SecondFactorRequired");
    }

    @Test
    void a_user_has_twenty_at_most_and_the_oldest_gives_way() {
        Member member = Member.withApp(server, "many@example.com");
        List<String> devices = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            devices.add(member.rememberedDevice());
            server.clock().advance(Totp.STEP);
        }

        assertThat(typeOf(member, devices.getFirst())).isEqualTo("SecondFactorRequired");
        assertThat(typeOf(member, devices.get(1))).isEqualTo("Session");
        assertThat(member.query(DEVICES).at("/data/me/rememberedDevices").size())
                .isEqualTo(20);
    }

    @Test
    void the_store_has_a_digest_of_the_token_only() {
        Member member = Member.withApp(server, "digest@example.com");
        String device = member.rememberedDevice();

        Document stored = server.bean(MongoDatabase.class)
                .getCollection("remembered_devices")
                .find(Filters.eq("userId", member.id()))
                .first();

        assertThat(stored).isNotNull();
        assertThat(stored.getString("digest")).hasSize(64);
        assertThat(stored.toJson()).doesNotContain(device);
    }

    private static String typeOf(Member member, String device) {
        return text(member.login(Member.PASSWORD, device), "__typename");
    }

    private static JsonNode forget(Member member, String id) {
        return server.ask(
                "mutation($id: ID!) { forgetDevice(input: { id: $id }) { ... on RememberedDevice { id } } }",
                Map.of("id", id),
                member.token());
    }
}
