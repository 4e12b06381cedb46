package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.code.DeliveredCodes;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Codes by e-mail as a second factor. */
@ExtendWith(StoresExtension.class)
final class EmailCodesIT {

    private static final String USER = "... on User { id }";
    private static final Map<String, String> PASSWORD = Map.of("password", Member.PASSWORD);
    private static final Duration BETWEEN_CODES = Duration.ofSeconds(30);
    private static AuthServer server;
    private static DeliveredCodes delivered;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        delivered = new DeliveredCodes(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_password_and_a_code_from_the_mailbox_sign_in_once() {
        Member ada = mailed("ada@example.com");
        JsonNode required = ada.login();
        assertThat(required.path("factors").toString()).isEqualTo("[\"EMAIL_CODE\"]");
        String challenge = text(required, "id");

        JsonNode sent = send(challenge);

        assertThat(text(sent, "sentTo")).doesNotContain("ada@example.com").contains("*");
        String code = delivered.latestTo(ada.id()).code();
        assertThat(text(complete(challenge, DeliveredCodes.wrong(code)), "code"))
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(complete(challenge, code), "__typename")).isEqualTo("Session");
        assertThat(text(complete(ada.challenge(), code), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(ada.query("{ me { secondFactors { kind lastUsedAt recoveryCodesLeft } } }")
                        .at("/data/me/secondFactors")
                        .toString())
                .isEqualTo("[{\"kind\":\"EMAIL_CODE\",\"lastUsedAt\":\"" + server.now()
                        + "\",\"recoveryCodesLeft\":null}]");
    }

    @Test
    void a_newer_code_takes_the_place_of_the_one_before_and_too_many_are_not_sent() {
        Member member = mailed("newer@example.com");
        String challenge = member.challenge();
        send(challenge);
        String first = delivered.latestTo(member.id()).code();
        assertThat(text(send(challenge), "code")).isEqualTo("CODE_SENT_TOO_OFTEN");
        server.clock().advance(BETWEEN_CODES);
        send(challenge);
        String second = delivered.latestTo(member.id()).code();

        if (!first.equals(second)) {
            assertThat(text(complete(challenge, first), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        }
        assertThat(text(complete(challenge, second), "__typename")).isEqualTo("Session");
    }

    @Test
    void one_code_given_to_several_sign_ins_at_once_starts_one_session() throws InterruptedException {
        Member member = mailed("twins@example.com");
        ConcurrentLinkedQueue<String> challenges = new ConcurrentLinkedQueue<>(
                List.of(member.challenge(), member.challenge(), member.challenge(), member.challenge()));
        send(challenges.peek());
        String code = delivered.latestTo(member.id()).code();
        ConcurrentLinkedQueue<String> outcomes = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                JsonNode answer = complete(challenges.remove(), code);
                outcomes.add(answer.path("code").asString(text(answer, "__typename")));
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(outcomes).hasSize(4).containsOnly("Session", "SECOND_FACTOR_WRONG");
        assertThat(Collections.frequency(outcomes, "Session")).isEqualTo(1);
    }

    @Test
    void only_who_has_proven_the_password_has_a_code_sent_and_only_to_whom_it_is_a_factor() {
        Member member = mailed("asked@example.com");
        Member app = Member.withApp(server, "app@example.com");

        assertThat(text(send("made-up"), "code")).isEqualTo("SIGN_IN_EXPIRED");
        assertThat(text(send(app.challenge()), "code")).isEqualTo("FACTOR_NOT_ENROLLED");
        String late = member.challenge();
        server.clock().advance(Duration.ofMinutes(5));
        assertThat(text(send(late), "code")).isEqualTo("SIGN_IN_EXPIRED");
        assertThat(delivered.allTo(member.id())).isEmpty();
    }

    @Test
    void an_address_that_nobody_has_proven_is_no_factor() {
        Member member = Member.join(server, "unproven@example.com");

        assertThat(text(member.ask("enableEmailCodes", PASSWORD, USER), "code")).isEqualTo("EMAIL_NOT_VERIFIED");
        assertThat(text(member.login(), "__typename")).isEqualTo("Session");
    }

    @Test
    void what_is_on_guards_what_is_added_whichever_comes_first() {
        Member app = Member.withApp(server, "first@example.com");
        verify(app);
        assertThat(text(app.ask("enableEmailCodes", PASSWORD, USER), "code")).isEqualTo("SECOND_FACTOR_NEEDED");
        Member mail = mailed("second@example.com");
        assertThat(text(mail.enrolTotp(PASSWORD), "code")).isEqualTo("SECOND_FACTOR_NEEDED");

        JsonNode enabled = app.ask("enableEmailCodes", proof(app.code()), USER);

        assertThat(text(enabled, "__typename")).isEqualTo("User");
        assertThat(app.login().path("factors").toString()).isEqualTo("[\"TOTP\",\"RECOVERY_CODE\",\"EMAIL_CODE\"]");
        assertThat(text(app.ask("enableEmailCodes", PASSWORD, USER), "__typename"))
                .isEqualTo("User");
    }

    @Test
    void an_app_begun_before_is_not_confirmed_beside_it() {
        Member member = Member.join(server, "begun@example.com");
        verify(member);
        JsonNode begun = member.enrolTotp(PASSWORD);
        Authenticator shown = new Authenticator(text(begun, "secret"));
        member.ask("enableEmailCodes", PASSWORD, USER);

        assertThat(text(member.confirm(begun, shown, shown.code(server.now())), "code"))
                .isEqualTo("ENROLMENT_EXPIRED");
    }

    @Test
    void switching_off_takes_a_code_that_was_sent() {
        Member member = mailed("off@example.com");
        assertThat(text(member.ask("disableEmailCodes", proof("000000"), USER), "code"))
                .isEqualTo("SECOND_FACTOR_WRONG");
        result(
                server.ask(
                        "mutation { sendFactorCode(input: { factor: EMAIL_CODE }) { __typename } }",
                        Map.of(),
                        member.token()),
                "sendFactorCode");
        String code = delivered.latestTo(member.id()).code();

        assertThat(text(member.ask("disableEmailCodes", proof(code), USER), "__typename"))
                .isEqualTo("User");

        assertThat(text(member.login(), "__typename")).isEqualTo("Session");
        assertThat(text(member.ask("disableEmailCodes", proof(code), USER), "code"))
                .isEqualTo("FACTOR_NOT_ENROLLED");
    }

    private static Member mailed(String email) {
        Member member = Member.join(server, email);
        verify(member);
        assertThat(text(member.ask("enableEmailCodes", PASSWORD, USER), "__typename"))
                .isEqualTo("User");
        return member;
    }

    /** The address is the member's, as a code that was typed would have shown. */
    private static void verify(Member member) {
        server.bean(MongoDatabase.class)
                .getCollection("users")
                .updateOne(Filters.eq("_id", member.id()), Updates.set("emailVerifiedAt", Date.from(server.now())));
    }

    private static Map<String, String> proof(String code) {
        return Map.of("password", Member.PASSWORD, "code", code);
    }

    private static JsonNode send(String challenge) {
        String document = "mutation($input: SendSignInCodeInput!) { sendSignInCode(input: $input) { __typename"
                + " ... on SignInCodeSent { sentTo expiresAt } ... on Refusal { code } } }";
        return result(server.ask(document, Map.of("input", Map.of("id", challenge)), null), "sendSignInCode");
    }

    private static JsonNode complete(String challenge, String code) {
        return Member.complete(server, Map.of("id", challenge, "factor", "EMAIL_CODE", "code", code));
    }
}
