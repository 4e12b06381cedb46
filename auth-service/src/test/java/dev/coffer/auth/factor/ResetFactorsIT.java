package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An administrator switches the second factors of a user off. */
@ExtendWith(StoresExtension.class)
final class ResetFactorsIT {

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

    @Test
    void the_user_signs_in_by_password_alone_and_everything_before_is_over() {
        Member ada = Member.withApp(server, "ada@example.com");
        String device = ada.rememberedDevice();
        JsonNode session = ada.login(Member.PASSWORD, device);
        JsonNode begun = ada.enrolTotp(
                Map.of("password", Member.PASSWORD, "code", ada.recoveryCodes().getFirst()));
        Authenticator unconfirmed = new Authenticator(text(begun, "secret"));

        JsonNode reset = reset(admin, ada.id(), "Lost the phone");

        assertThat(reset.at("/data/resetSecondFactors/id").asString()).isEqualTo(ada.id());
        assertThat(text(ada.login(), "__typename")).isEqualTo("Session");
        assertThat(text(server.refresh(text(session, "refreshToken")), "code")).isEqualTo("SESSION_ENDED");
        assertThat(text(ada.withFreshToken().confirm(begun, unconfirmed, unconfirmed.code(server.now())), "code"))
                .isEqualTo("ENROLMENT_EXPIRED");
        Document event = server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .find(Filters.and(Filters.eq("key", ada.id()), Filters.eq("eventType", FactorRemoved.TYPE)))
                .first();
        assertThat(event).isNotNull();
        assertThat(event.getString("userId")).isEqualTo(admin.id());
        assertThat(JSON.readTree(event.getString("data")))
                .isEqualTo(
                        JSON.<JsonNode>valueToTree(new FactorRemoved(ada.id(), "TOTP", admin.id(), "Lost the phone")));
        ada.enrol();
        assertThat(text(ada.login(Member.PASSWORD, device), "__typename")).isEqualTo("SecondFactorRequired");
    }

    @Test
    void a_user_without_second_factors_keeps_their_sessions() {
        Member plain = Member.join(server, "plain@example.com");
        JsonNode session = plain.login();

        assertThat(reset(admin, plain.id(), "By mistake")
                        .at("/data/resetSecondFactors/id")
                        .asString())
                .isEqualTo(plain.id());

        assertThat(text(server.refresh(text(session, "refreshToken")), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void nobody_without_the_permission_for_themselves_or_in_another_tenant() {
        Member member = Member.withApp(server, "kept@example.com");
        Member operator = Member.join(server, "main", "operator@example.com", "user", "operator");
        Member elsewhere = Member.join(server, "acme", "admin@example.com", "user", "admin");

        assertThat(errorCode(reset(member, member.id(), "Mine"))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(reset(operator, member.id(), "Helping"))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(reset(elsewhere, member.id(), "Elsewhere"))).isEqualTo("NOT_FOUND");
        assertThat(reset(admin, admin.id(), "Mine")
                        .at("/data/resetSecondFactors/code")
                        .asString())
                .isEqualTo("OWN_ACCOUNT");
        assertThat(text(member.login(), "__typename")).isEqualTo("SecondFactorRequired");
    }

    @Test
    void a_reason_is_needed() {
        for (String reason : new String[] {"", "  ", "x".repeat(201)}) {
            JsonNode answer = reset(admin, "somebody", reason);

            assertThat(errorCode(answer)).isEqualTo("INVALID_INPUT");
            assertThat(answer.at("/errors/0/extensions/field").asString()).isEqualTo("input.reason");
        }
    }

    private static JsonNode reset(Member by, String userId, String reason) {
        return server.ask(
                "mutation($input: ResetSecondFactorsInput!) { resetSecondFactors(input: $input)"
                        + " { ... on User { id } ... on Refusal { code } } }",
                Map.of("input", Map.of("userId", userId, "reason", reason)),
                by.token());
    }
}
