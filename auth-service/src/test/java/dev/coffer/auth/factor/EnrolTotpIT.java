package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Switching an authenticator app on and off. */
@ExtendWith(StoresExtension.class)
final class EnrolTotpIT {

    private static final String PASSWORD = Member.PASSWORD;
    private static final String MINE = "{ me { secondFactors { kind enrolledAt lastUsedAt recoveryCodesLeft } } }";
    private static final String CODES = "... on RecoveryCodes { codes }";
    private static final JsonMapper JSON = JsonMapper.shared();
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
    void an_app_counts_when_it_has_shown_its_first_code_and_not_before() {
        Member ada = Member.join(server, "ada@example.com");
        JsonNode begun = ada.enrolTotp(Map.of("password", PASSWORD));
        Authenticator app = new Authenticator(text(begun, "secret"));

        assertThat(text(begun, "uri"))
                .startsWith("otpauth://totp/Coffer:ada%40example.com?secret=" + text(begun, "secret"));
        assertThat(text(begun, "qr")).startsWith("data:image/svg+xml;base64,");
        assertThat(text(ada.login(), "__typename")).isEqualTo("Session");
        String wrong = app.wrongCodes(server.now(), 1).getFirst();
        assertThat(text(ada.confirm(begun, app, wrong), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(ada.login(), "__typename")).isEqualTo("Session");

        JsonNode confirmed = ada.confirm(begun, app, app.code(server.now()));

        assertThat(Member.codes(confirmed)).hasSize(10);
        assertThat(ada.login().path("factors").toString()).isEqualTo("[\"TOTP\",\"RECOVERY_CODE\"]");
        assertThat(ada.query(MINE).at("/data/me/secondFactors").toString())
                .isEqualTo("[{\"kind\":\"TOTP\",\"enrolledAt\":\"" + server.now()
                        + "\",\"lastUsedAt\":null,\"recoveryCodesLeft\":10}]");
        assertThat(told(ada, "factor.enrolled"))
                .containsExactly(JSON.valueToTree(new FactorEnrolled(ada.id(), "TOTP")));
    }

    @Test
    void the_code_that_confirmed_counts_no_second_time() {
        Member member = Member.join(server, "confirmed@example.com");
        JsonNode begun = member.enrolTotp(Map.of("password", PASSWORD));
        Authenticator app = new Authenticator(text(begun, "secret"));
        member.confirm(begun, app, app.code(server.now()));

        assertThat(text(member.complete(member.challenge(), app.code(server.now())), "code"))
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(member.confirm(begun, app, app.code(server.now(), 1)), "code"))
                .isEqualTo("ENROLMENT_EXPIRED");
    }

    @Test
    void a_stolen_access_token_alone_enrols_nothing() {
        Member member = Member.join(server, "stolen@example.com");

        JsonNode refused = member.enrolTotp(Map.of("password", "wrong password"));

        assertThat(text(refused, "code")).isEqualTo("INVALID_CREDENTIALS");
        assertThat(text(refused, "field")).isEqualTo("input.password");
        assertThat(errorCode(server.ask(
                        "mutation { enrolTotp(input: { password: \"x\" }) { __typename } }", Map.of(), null)))
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void an_enrolment_ends_by_another_and_after_ten_minutes_and_is_its_owners_only() {
        Member member = Member.join(server, "slow@example.com");
        Member other = Member.join(server, "other@example.com");
        JsonNode first = member.enrolTotp(Map.of("password", PASSWORD));
        JsonNode second = member.enrolTotp(Map.of("password", PASSWORD));
        Authenticator replaced = new Authenticator(text(first, "secret"));
        Authenticator app = new Authenticator(text(second, "secret"));

        assertThat(text(member.confirm(first, replaced, replaced.code(server.now())), "code"))
                .isEqualTo("ENROLMENT_EXPIRED");
        assertThat(text(other.confirm(second, app, app.code(server.now())), "code"))
                .isEqualTo("ENROLMENT_EXPIRED");
        server.clock().advance(PendingTotp.LIFE);
        Member later = member.withFreshToken();
        assertThat(text(later.confirm(second, app, app.code(server.now())), "code"))
                .isEqualTo("ENROLMENT_EXPIRED");
    }

    @Test
    void another_app_takes_a_code_of_the_first_and_replaces_it_when_it_is_confirmed() {
        Member member = Member.withApp(server, "phone@example.com");
        Authenticator old = member.app();
        assertThat(text(member.enrolTotp(Map.of("password", PASSWORD)), "code")).isEqualTo("SECOND_FACTOR_NEEDED");
        String wrong = old.wrongCodes(server.now(), 1).getFirst();
        assertThat(text(member.enrolTotp(Map.of("password", PASSWORD, "code", wrong)), "code"))
                .isEqualTo("SECOND_FACTOR_WRONG");

        JsonNode begun = member.enrolTotp(Map.of("password", PASSWORD, "code", member.code()));
        server.clock().advance(Totp.STEP);
        assertThat(text(member.complete(member.challenge(), old.code(server.now())), "__typename"))
                .isEqualTo("Session");
        List<String> oldCodes = member.recoveryCodes();
        Authenticator fresh = new Authenticator(text(begun, "secret"));
        member.confirm(begun, fresh, fresh.code(server.now()));
        server.clock().advance(Totp.STEP);

        String challenge = member.challenge();
        assertThat(text(member.complete(challenge, old.code(server.now())), "code"))
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(member.recover(challenge, oldCodes.getFirst()), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(member.complete(challenge, fresh.code(server.now())), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void switching_off_takes_the_password_and_a_code() {
        Member member = Member.withApp(server, "off@example.com");
        String wrong = member.app().wrongCodes(server.now(), 1).getFirst();

        assertThat(text(disable(member, "wrong password", member.code()), "code"))
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(text(disable(member, PASSWORD, wrong), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(member.login(), "__typename")).isEqualTo("SecondFactorRequired");
        assertThat(text(disable(member, PASSWORD, member.code()), "__typename")).isEqualTo("User");

        assertThat(text(member.login(), "__typename")).isEqualTo("Session");
        assertThat(text(disable(member, PASSWORD, member.code()), "code")).isEqualTo("FACTOR_NOT_ENROLLED");
        assertThat(member.query(MINE).at("/data/me/secondFactors").toString()).isEqualTo("[]");
        assertThat(told(member, "factor.removed"))
                .containsExactly(JSON.valueToTree(new FactorRemoved(member.id(), "TOTP", member.id(), null)));
    }

    @Test
    void who_has_lost_the_app_switches_it_off_with_a_recovery_code() {
        Member member = Member.withApp(server, "lost@example.com");

        JsonNode disabled = disable(member, PASSWORD, member.recoveryCodes().getLast());

        assertThat(text(disabled, "__typename")).isEqualTo("User");
        assertThat(text(member.login(), "__typename")).isEqualTo("Session");
    }

    @Test
    void other_recovery_codes_take_the_place_of_all_before() {
        Member member = Member.withApp(server, "renewed@example.com");
        List<String> old = member.recoveryCodes();

        List<String> fresh = Member.codes(
                member.ask("regenerateRecoveryCodes", Map.of("password", PASSWORD, "code", old.getFirst()), CODES));

        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(old);
        String challenge = member.challenge();
        assertThat(text(member.recover(challenge, old.getLast()), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(member.recover(challenge, fresh.getLast()), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void nobody_else_sees_a_users_factors_and_devices_whatever_they_may_do() {
        Member member = Member.withApp(server, "private@example.com");
        for (String role : List.of("operator", "admin")) {
            Member staff = Member.join(server, "main", role + "-looks@example.com", "user", role);
            for (String field : List.of("secondFactors { kind }", "rememberedDevices { id }")) {
                JsonNode answer = staff.query("{ user(id: \"" + member.id() + "\") { " + field + " } }");
                assertThat(errorCode(answer)).as(role + " " + field).isEqualTo("FORBIDDEN");
            }
        }
    }

    @Test
    void the_store_has_neither_secret_nor_code() {
        Member member = Member.join(server, "sealed@example.com");
        JsonNode begun = member.enrolTotp(Map.of("password", PASSWORD));
        Authenticator app = new Authenticator(text(begun, "secret"));
        String pending = stored("totp_enrolments", member);
        member.confirm(begun, app, app.code(server.now()));
        String enrolled = stored("second_factors", member);

        for (String document : List.of(pending, enrolled)) {
            assertThat(document)
                    .contains("cipherText")
                    .doesNotContain(text(begun, "secret"))
                    .doesNotContain(app.secretAsBase64());
        }
        assertThat(stored("totp_enrolments", member)).isEmpty();
        for (String code : member.recoveryCodes()) {
            assertThat(enrolled)
                    .doesNotContain(code)
                    .doesNotContain(base64(code))
                    .doesNotContain(base64(code.replace("-", "")));
        }
    }

    private static JsonNode disable(Member member, String password, String code) {
        return member.ask("disableTotp", Map.of("password", password, "code", code), "... on User { id }");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String stored(String collection, Member member) {
        Document found = server.bean(MongoDatabase.class)
                .getCollection(collection)
                .find(Filters.eq("_id", member.id()))
                .first();
        return found == null ? "" : found.toJson();
    }

    private static List<JsonNode> told(Member member, String type) {
        List<JsonNode> told = new ArrayList<>();
        server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .find(Filters.and(Filters.eq("key", member.id()), Filters.eq("eventType", type)))
                .forEach(event -> told.add(JSON.readTree(event.getString("data"))));
        return told;
    }
}
