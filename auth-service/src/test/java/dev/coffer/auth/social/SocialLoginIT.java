package dev.coffer.auth.social;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.factor.Member;
import dev.coffer.auth.social.FakeIssuer.Signed;
import dev.coffer.auth.social.SocialVisitor.Way;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Signing in with an account elsewhere, and everything that somebody could try with it. */
@ExtendWith(StoresExtension.class)
final class SocialLoginIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String EXPIRED = "SOCIAL_SIGN_IN_EXPIRED";
    private static final String REFUSED = "SOCIAL_PROVIDER_REFUSED";

    private static FakeIssuer issuer;
    private static AuthServer server;
    private static SocialVisitor visitor;
    private String who = "";

    @BeforeAll
    static void start(@FreshDatabase String database) throws IOException {
        issuer = new FakeIssuer();
        server = AuthServer.start(database);
        visitor = new SocialVisitor(server);
        server.setting(
                OidcSettings.KEY,
                Map.of(
                        "enabled",
                        "true",
                        "name",
                        "Our school",
                        "issuer",
                        issuer.issuer(),
                        "clientId",
                        FakeIssuer.CLIENT_ID,
                        "clientSecret",
                        FakeIssuer.CLIENT_SECRET,
                        "isEmailTrusted",
                        "true",
                        "redirectUris",
                        "https://app.example.com/in, " + SocialVisitor.REDIRECT_URI));
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        who = "t" + Integer.toHexString(test.getDisplayName().hashCode());
    }

    private String email() {
        return who + "@example.com";
    }

    private UnaryOperator<JWTClaimsSet.Builder> claims() {
        return token -> token.subject(who)
                .claim("email", email())
                .claim("email_verified", true)
                .claim("name", "Ada L.");
    }

    private String code(Way way) {
        return issuer.code(way.url(), claims(), Signed.WELL);
    }

    private JsonNode signIn() {
        Way way = visitor.begin();
        return visitor.complete(way, code(way), issuer.issuer());
    }

    private String refusal(UnaryOperator<JWTClaimsSet.Builder> lie, Signed signed) {
        Way way = visitor.begin();
        String code = issuer.code(way.url(), token -> lie.apply(claims().apply(token)), signed);
        return text(visitor.complete(way, code, issuer.issuer()), "code");
    }

    private long users() {
        return server.bean(MongoDatabase.class).getCollection("users").countDocuments(Filters.eq("email", email()));
    }

    @Test
    void who_is_new_is_registered_with_the_verified_address_and_signed_in_again_next_time() {
        JsonNode first = signIn();
        JsonNode second = signIn();

        assertThat(text(first, "__typename")).isEqualTo("Session");
        assertThat(text(first.path("user"), "email")).isEqualTo(email());
        assertThat(first.at("/user/isEmailVerified").asBoolean()).isTrue();
        assertThat(text(first.path("user"), "displayName")).isEqualTo("Ada L.");
        assertThat(text(second.path("user"), "id")).isEqualTo(text(first.path("user"), "id"));
        assertThat(users()).isEqualTo(1);
        assertThat(server.ask("{ me { socialAccounts { provider name } } }", text(first, "accessToken"))
                        .at("/data/me/socialAccounts")
                        .toString())
                .isEqualTo("[{\"provider\":\"OIDC\",\"name\":\"Ada L.\"}]");
    }

    @Test
    void the_tenants_providers_are_public_and_their_secrets_are_not_in_plain_text() {
        assertThat(server.ask("{ socialProviders { kind name } }", null)
                        .at("/data/socialProviders")
                        .toString())
                .isEqualTo("[{\"kind\":\"OIDC\",\"name\":\"Our school\"}]");
        Way way = visitor.begin();

        MongoDatabase database = server.bean(MongoDatabase.class);
        for (String collection : database.listCollectionNames()) {
            for (Document document : database.getCollection(collection).find()) {
                assertThat(document.toJson())
                        .as(collection)
                        .doesNotContain(FakeIssuer.CLIENT_SECRET)
                        .doesNotContain(way.state())
                        .doesNotContain(way.binding());
            }
        }
    }

    @Test
    void a_second_factor_is_asked_for_as_after_a_password() {
        Member member = Member.withApp(server, email());
        link(member.token());

        JsonNode answer = signIn();

        assertThat(text(answer, "__typename")).isEqualTo("SecondFactorRequired");
        assertThat(answer.path("factors").toString()).contains("TOTP");
    }

    private void link(String token) {
        Way way = SocialVisitor.way(visitor.startLink(token, PASSWORD));
        assertThat(text(visitor.completeLink(token, way, code(way), issuer.issuer()), "__typename"))
                .isEqualTo("SocialAccount");
    }

    @Test
    void a_state_counts_once_for_ten_minutes_and_where_it_was_begun() {
        Way once = visitor.begin();
        assertThat(text(visitor.complete(once, code(once), issuer.issuer()), "__typename"))
                .isEqualTo("Session");
        assertThat(text(visitor.complete(once, code(once), issuer.issuer()), "code"))
                .as("again")
                .isEqualTo(EXPIRED);

        Way mine = visitor.begin();
        Way anothers = visitor.begin();
        Way mixed = new Way(mine.url(), mine.state(), anothers.binding());
        assertThat(text(visitor.complete(mixed, code(mine), issuer.issuer()), "code"))
                .as("in another browser")
                .isEqualTo(EXPIRED);

        Way invented = new Way(mine.url(), "made up", mine.binding());
        assertThat(text(visitor.complete(invented, code(mine), issuer.issuer()), "code"))
                .as("never begun")
                .isEqualTo(EXPIRED);

        Way elsewhere = visitor.begin();
        Map<String, Object> input = new HashMap<>(SocialVisitor.input(elsewhere, code(elsewhere), issuer.issuer()));
        input.put("tenant", "acme");
        assertThat(text(visitor.complete(input), "code"))
                .as("of another tenant")
                .isEqualTo(EXPIRED);

        Way late = visitor.begin();
        server.clock().advance(SocialStart.LIFE);
        assertThat(text(visitor.complete(late, code(late), issuer.issuer()), "code"))
                .as("too late")
                .isEqualTo(EXPIRED);
    }

    @Test
    void of_two_who_come_back_with_one_state_one_is_signed_in() throws Exception {
        Way way = visitor.begin();
        List<Future<JsonNode>> answers = new ArrayList<>();
        try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                answers.add(tabs.submit(() -> visitor.complete(way, code(way), issuer.issuer())));
            }
        }
        int sessions = 0;
        for (Future<JsonNode> answer : answers) {
            sessions += text(answer.get(), "__typename").equals("Session") ? 1 : 0;
        }
        assertThat(sessions).isEqualTo(1);
    }

    @Test
    void who_signs_in_for_the_first_time_in_several_tabs_at_once_is_one_user() throws Exception {
        List<Future<JsonNode>> answers = new ArrayList<>();
        try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                answers.add(tabs.submit(this::signIn));
            }
        }
        for (Future<JsonNode> answer : answers) {
            // A tab may find the account still being set up; none gets another one.
            assertThat(text(answer.get(), "__typename").equals("Session")
                            || text(answer.get(), "code").equals("ACCOUNT_PENDING"))
                    .as(answer.get().toString())
                    .isTrue();
        }
        assertThat(users()).isEqualTo(1);
    }

    @Test
    void a_provider_is_believed_only_if_all_that_it_says_holds() {
        assertThat(refusal(token -> token.claim("nonce", "another"), Signed.WELL))
                .isEqualTo(REFUSED);
        assertThat(refusal(token -> token.claim("nonce", null), Signed.WELL)).isEqualTo(REFUSED);
        assertThat(refusal(token -> token.issuer("https://another.example"), Signed.WELL))
                .isEqualTo(REFUSED);
        assertThat(refusal(token -> token.audience("another"), Signed.WELL)).isEqualTo(REFUSED);
        assertThat(refusal(
                        token -> token.audience(List.of(FakeIssuer.CLIENT_ID, "another"))
                                .claim("azp", "another"),
                        Signed.WELL))
                .isEqualTo(REFUSED);
        assertThat(refusal(token -> token.audience(List.of(FakeIssuer.CLIENT_ID, "another")), Signed.WELL))
                .as("several audiences, and not a word which one it was issued to")
                .isEqualTo(REFUSED);
        assertThat(refusal(token -> token.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"), Signed.WELL))
                .isEqualTo(REFUSED);
        assertThat(refusal(
                        token -> token.expirationTime(
                                Date.from(Clock.systemUTC().instant().minus(Duration.ofMinutes(5)))),
                        Signed.WELL))
                .isEqualTo(REFUSED);
        assertThat(refusal(token -> token, Signed.BY_ANOTHER_KEY)).isEqualTo(REFUSED);
        assertThat(refusal(token -> token, Signed.NOT_AT_ALL)).isEqualTo(REFUSED);
        assertThat(users()).isZero();
    }

    @Test
    void a_code_counts_once_and_for_its_own_question() {
        Way first = visitor.begin();
        String code = code(first);
        assertThat(text(visitor.complete(first, code, issuer.issuer()), "__typename"))
                .isEqualTo("Session");
        Way second = visitor.begin();
        assertThat(text(visitor.complete(second, code, issuer.issuer()), "code"))
                .as("a second time")
                .isEqualTo(REFUSED);
        Way third = visitor.begin();
        Way fourth = visitor.begin();
        assertThat(text(visitor.complete(fourth, code(third), issuer.issuer()), "code"))
                .as("of another question: the verifier is not the one")
                .isEqualTo(REFUSED);
    }

    @Test
    void an_answer_of_another_issuer_or_of_nobody_is_none() {
        Way way = visitor.begin();
        assertThat(text(visitor.complete(way, code(way), "https://another.example"), "code"))
                .isEqualTo(REFUSED);
        Way silent = visitor.begin();
        assertThat(text(visitor.complete(SocialVisitor.input(silent, code(silent), null)), "code"))
                .as("this issuer says that it always names itself")
                .isEqualTo(REFUSED);
    }

    @Test
    void an_address_that_is_not_verified_registers_nobody() {
        assertThat(refusal(token -> token.claim("email_verified", false), Signed.WELL))
                .isEqualTo("SOCIAL_EMAIL_NOT_VERIFIED");
        assertThat(refusal(token -> token.claim("email_verified", null), Signed.WELL))
                .isEqualTo("SOCIAL_EMAIL_NOT_VERIFIED");
        assertThat(refusal(token -> token.claim("email", "no address"), Signed.WELL))
                .isEqualTo("SOCIAL_EMAIL_NOT_VERIFIED");
        assertThat(users()).isZero();
    }

    @Test
    void an_account_with_the_same_address_is_never_opened_by_the_address_alone() {
        server.registered(email(), PASSWORD);
        assertThat(text(signIn(), "code")).isEqualTo("SOCIAL_ACCOUNT_EXISTS");

        String token = text(server.login(email(), PASSWORD), "accessToken");
        link(token);

        assertThat(text(signIn(), "__typename")).as("once its owner linked it").isEqualTo("Session");
        assertThat(refusal(claims -> claims.subject("an attacker"), Signed.WELL))
                .as("another provider account with the same address")
                .isEqualTo("SOCIAL_ACCOUNT_EXISTS");
    }

    @Test
    void people_are_sent_back_only_where_the_tenant_says() {
        for (String uri : List.of(
                "https://evil.example/",
                "https://app.example.com/in/../out",
                "https://app.example.com/in?next=https://evil.example",
                "https://app.example.com",
                "javascript:alert(1)",
                "")) {
            assertThat(text(visitor.start(Map.of("provider", "OIDC", "redirectUri", uri)), "code"))
                    .as(uri)
                    .isEqualTo("SOCIAL_REDIRECT_NOT_ALLOWED");
        }
        assertThat(text(visitor.start(Map.of("provider", "GOOGLE", "redirectUri", SocialVisitor.REDIRECT_URI)), "code"))
                .as("a provider that is not switched on")
                .isEqualTo("SOCIAL_PROVIDER_UNKNOWN");
    }

    @Test
    void linking_takes_the_password_and_is_bound_to_who_began_it() {
        server.registered(email(), PASSWORD);
        String token = text(server.login(email(), PASSWORD), "accessToken");
        server.registered("x" + email(), PASSWORD);
        String another = text(server.login("x" + email(), PASSWORD), "accessToken");

        assertThat(text(visitor.startLink(token, "wrong"), "code")).isEqualTo("INVALID_CREDENTIALS");

        Way ofAnother = SocialVisitor.way(visitor.startLink(another, PASSWORD));
        assertThat(text(visitor.completeLink(token, ofAnother, code(ofAnother), issuer.issuer()), "code"))
                .as("an attacker's link, completed by the victim")
                .isEqualTo(EXPIRED);
        Way asSignIn = SocialVisitor.way(visitor.startLink(token, PASSWORD));
        assertThat(text(visitor.complete(asSignIn, code(asSignIn), issuer.issuer()), "code"))
                .as("a link is no sign-in")
                .isEqualTo(EXPIRED);
        Way asLink = visitor.begin();
        assertThat(text(visitor.completeLink(token, asLink, code(asLink), issuer.issuer()), "code"))
                .as("a sign-in is no link")
                .isEqualTo(EXPIRED);

        link(token);
        Way taken = SocialVisitor.way(visitor.startLink(another, PASSWORD));
        assertThat(text(visitor.completeLink(another, taken, code(taken), issuer.issuer()), "code"))
                .isEqualTo("SOCIAL_ACCOUNT_TAKEN");
        Way more = SocialVisitor.way(visitor.startLink(token, PASSWORD));
        String second = issuer.code(more.url(), claims -> claims().apply(claims).subject(who + " 2"), Signed.WELL);
        assertThat(text(visitor.completeLink(token, more, second, issuer.issuer()), "code"))
                .isEqualTo("SOCIAL_ALREADY_LINKED");
    }

    @Test
    void unlinking_takes_the_password_and_ends_that_way_in() {
        server.registered(email(), PASSWORD);
        String token = text(server.login(email(), PASSWORD), "accessToken");
        link(token);

        assertThat(text(visitor.unlink(token, "wrong"), "code")).isEqualTo("INVALID_CREDENTIALS");
        assertThat(text(signIn(), "__typename")).isEqualTo("Session");
        assertThat(text(visitor.unlink(token, PASSWORD), "__typename")).isEqualTo("SocialAccount");
        assertThat(text(visitor.unlink(token, PASSWORD), "code")).isEqualTo("SOCIAL_NOT_LINKED");
        assertThat(text(signIn(), "code")).isEqualTo("SOCIAL_ACCOUNT_EXISTS");
    }

    @Test
    void who_is_locked_stays_out_and_accounts_elsewhere_are_shown_to_their_user_only() {
        JsonNode session = signIn();
        String id = text(session.path("user"), "id");
        server.bean(MongoDatabase.class)
                .getCollection("users")
                .updateOne(Filters.eq("_id", id), new Document("$set", new Document("status", "LOCKED")));

        assertThat(text(signIn(), "code")).isEqualTo("ACCOUNT_LOCKED");
        Member operator = Member.join(server, "main", "op" + email(), "operator");
        JsonNode seen = server.ask("{ user(id: \"" + id + "\") { socialAccounts { provider } } }", operator.token());
        assertThat(errorCode(seen)).isEqualTo("FORBIDDEN");
    }
}
