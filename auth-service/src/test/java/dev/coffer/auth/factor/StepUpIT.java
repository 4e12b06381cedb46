package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What access tokens tell of the proofs that their session has seen. */
@ExtendWith(StoresExtension.class)
final class StepUpIT {

    private static final String STEPPED_UP = "... on SteppedUp { accessToken expiresAt }";
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
    void a_password_is_told_as_such_and_a_refresh_is_no_new_proof() {
        Member plain = Member.join(server, "plain@example.com");
        JsonNode session = plain.login();
        long then = server.now().getEpochSecond();

        server.clock().advance(Totp.STEP);
        JsonNode refreshed = server.refresh(text(session, "refreshToken"));

        assertTells(text(session, "accessToken"), "1", then);
        assertTells(text(refreshed, "accessToken"), "1", then);
    }

    @Test
    void the_second_step_is_told_also_after_a_refresh() {
        Member member = Member.withApp(server, "two@example.com");
        JsonNode session = member.complete(member.challenge(), member.code());
        long then = server.now().getEpochSecond();

        server.clock().advance(Totp.STEP);

        assertTells(text(session, "accessToken"), "2", then);
        assertTells(text(server.refresh(text(session, "refreshToken")), "accessToken"), "2", then);
    }

    @Test
    void a_remembered_device_is_no_second_factor() {
        Member member = Member.withApp(server, "device@example.com");
        String device = member.rememberedDevice();

        JsonNode session = member.login(Member.PASSWORD, device);

        assertTells(text(session, "accessToken"), "1", server.now().getEpochSecond());
    }

    @Test
    void a_code_raises_the_session_that_goes_on_with_it() {
        Member member = Member.withApp(server, "raised@example.com");
        String device = member.rememberedDevice();
        JsonNode session = member.login(Member.PASSWORD, device);
        server.clock().advance(Totp.STEP);
        long then = server.now().getEpochSecond();

        JsonNode raised = stepUp(text(session, "accessToken"), member.code());
        server.clock().advance(Totp.STEP);
        JsonNode refreshed = server.refresh(text(session, "refreshToken"));

        assertTells(text(raised, "accessToken"), "2", then);
        assertTells(text(refreshed, "accessToken"), "2", then);
        assertThat(server.ask("{ me { id } }", text(raised, "accessToken"))
                        .at("/data/me/id")
                        .asString())
                .isEqualTo(member.id());
    }

    @Test
    void a_code_raises_once_and_a_wrong_one_not_at_all() {
        Member member = Member.withApp(server, "once@example.com");
        String wrong = member.app().wrongCodes(server.now(), 1).getFirst();
        String code = member.code();

        assertThat(text(stepUp(member.token(), wrong), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(stepUp(member.token(), code), "__typename")).isEqualTo("SteppedUp");
        assertThat(text(stepUp(member.token(), code), "code")).isEqualTo("SECOND_FACTOR_WRONG");
    }

    @Test
    void guesses_have_to_wait_here_too() {
        Member member = Member.withApp(server, "guessed@example.com");
        for (String wrong : member.app().wrongCodes(server.now(), 6)) {
            stepUp(member.token(), wrong);
        }

        assertThat(text(stepUp(member.token(), member.code()), "code")).isEqualTo("SECOND_FACTOR_TRIED_TOO_OFTEN");
    }

    @Test
    void who_has_no_second_factor_raises_nothing() {
        Member plain = Member.join(server, "none@example.com");

        assertThat(text(stepUp(plain.token(), "000000"), "code")).isEqualTo("FACTOR_NOT_ENROLLED");
    }

    @Test
    void a_session_of_before_counts_as_started_with_a_password() {
        Member plain = Member.join(server, "before@example.com");
        JsonNode session = plain.login();
        long then = server.now().getEpochSecond();
        server.bean(MongoDatabase.class)
                .getCollection("sessions")
                .updateOne(
                        Filters.eq("_id", text(session, "id")),
                        Updates.combine(Updates.unset("strength"), Updates.unset("authenticatedAt")));

        assertTells(text(server.refresh(text(session, "refreshToken")), "accessToken"), "1", then);
    }

    private static JsonNode stepUp(String token, String code) {
        String document = "mutation($input: StepUpInput!) { stepUp(input: $input) { __typename " + STEPPED_UP
                + " ... on Refusal { code } } }";
        return AuthServer.result(
                server.ask(document, Map.of("input", Map.of("factor", "TOTP", "code", code)), token), "stepUp");
    }

    private static void assertTells(String token, String acr, long authTime) {
        JsonNode claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        assertThat(text(claims, "acr")).isEqualTo(acr);
        assertThat(claims.path("auth_time").asLong()).isEqualTo(authTime);
    }
}
