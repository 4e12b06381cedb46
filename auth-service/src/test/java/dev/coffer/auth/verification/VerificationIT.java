package dev.coffer.auth.verification;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.code.DeliveredCodes;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
final class VerificationIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String REFUSAL = " ... on Refusal { code field retryAfterSeconds } } }";
    private static AuthServer server;
    private static DeliveredCodes delivered;

    private final String email = UUID.randomUUID() + "@example.com";
    private final String phone = "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        delivered = new DeliveredCodes(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private String register() {
        return text(
                server.register(Map.of("email", email, "phone", phone, "password", PASSWORD, "displayName", "Ada")),
                "id");
    }

    private static String token(String identifier) {
        return text(server.login(identifier, PASSWORD), "accessToken");
    }

    private static JsonNode request(String channel, String token) {
        return AuthServer.result(
                server.ask(
                        "mutation { requestOtp(input: {channel: " + channel + "}) { __typename"
                                + " ... on OtpSent { id sentTo expiresAt }" + REFUSAL,
                        token),
                "requestOtp");
    }

    private static JsonNode verify(String id, String code, String token) {
        return AuthServer.result(
                server.ask(
                        "mutation($input: VerifyOtpInput!) { verifyOtp(input: $input) { __typename"
                                + " ... on User { id isEmailVerified isPhoneVerified }" + REFUSAL,
                        Map.of("input", Map.of("id", id, "code", code)),
                        token),
                "verifyOtp");
    }

    @Test
    void each_contact_is_verified_by_the_code_that_was_sent_to_it() {
        String userId = register();
        String token = token(email);

        JsonNode byMail = request("EMAIL", token);
        JsonNode verified =
                verify(text(byMail, "id"), delivered.latestTo(userId).code(), token);

        assertThat(text(byMail, "sentTo")).isEqualTo(email.charAt(0) + "***@e***.com");
        assertThat(verified.path("isEmailVerified").asBoolean()).isTrue();
        assertThat(verified.path("isPhoneVerified").asBoolean()).isFalse();
        server.clock().advance(Duration.ofSeconds(30));
        JsonNode bySms = request("SMS", token(email));
        assertThat(text(bySms, "sentTo")).startsWith("+49 *** ");
        assertThat(delivered.latestTo(userId).to()).isEqualTo(phone);
        verified = verify(text(bySms, "id"), delivered.latestTo(userId).code(), token(email));
        assertThat(verified.path("isPhoneVerified").asBoolean()).isTrue();
        assertThat(server.ask("{ me { isEmailVerified isPhoneVerified } }", token(email))
                        .at("/data/me")
                        .toString())
                .isEqualTo("{\"isEmailVerified\":true,\"isPhoneVerified\":true}");
    }

    @Test
    void what_is_verified_or_not_there_gets_no_code() {
        String userId = server.registered(email, PASSWORD);
        String token = token(email);
        assertThat(text(request("SMS", token), "code")).isEqualTo("CONTACT_MISSING");
        JsonNode sent = request("EMAIL", token);
        verify(text(sent, "id"), delivered.latestTo(userId).code(), token);

        assertThat(text(request("EMAIL", token), "code")).isEqualTo("CONTACT_VERIFIED");
    }

    @Test
    void haste_is_refused_with_the_time_to_wait() {
        register();
        String token = token(email);
        request("EMAIL", token);

        JsonNode refused = request("EMAIL", token);

        assertThat(text(refused, "code")).isEqualTo("CODE_SENT_TOO_OFTEN");
        assertThat(refused.path("retryAfterSeconds").asInt()).isEqualTo(30);
    }

    @Test
    void a_wrong_code_and_one_that_was_used_verify_nothing() {
        String userId = register();
        String token = token(email);
        String id = text(request("EMAIL", token), "id");
        String code = delivered.latestTo(userId).code();

        JsonNode wrong = verify(id, DeliveredCodes.wrong(code), token);
        assertThat(text(wrong, "code")).isEqualTo("CODE_WRONG");
        assertThat(text(wrong, "field")).isEqualTo("input.code");
        assertThat(text(verify(id, code, token), "__typename")).isEqualTo("User");
        assertThat(text(verify(id, code, token), "code")).isEqualTo("CODE_OVER");
    }

    @Test
    void the_code_of_another_user_verifies_nobody() {
        String userId = register();
        String id = text(request("EMAIL", token(email)), "id");
        String code = delivered.latestTo(userId).code();
        String ofMallory = UUID.randomUUID() + "@example.com";
        server.registered(ofMallory, PASSWORD);

        JsonNode answer = verify(id, code, token(ofMallory));

        assertThat(text(answer, "code")).isEqualTo("CODE_OVER");
        assertThat(server.ask("{ me { isEmailVerified } }", token(ofMallory))
                        .at("/data/me/isEmailVerified")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void nobody_asks_without_being_signed_in() {
        assertThat(errorCode(server.ask("mutation { requestOtp(input: {channel: EMAIL}) { __typename } }", null)))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(errorCode(
                        server.ask("mutation { verifyOtp(input: {id: \"1\", code: \"1\"}) { __typename } }", null)))
                .isEqualTo("UNAUTHENTICATED");
    }
}
