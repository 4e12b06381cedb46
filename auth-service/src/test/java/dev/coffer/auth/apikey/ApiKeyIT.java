package dev.coffer.auth.apikey;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static dev.coffer.auth.apikey.KeyClient.exchange;
import static dev.coffer.auth.apikey.KeyClient.exchanged;
import static dev.coffer.auth.apikey.KeyClient.key;
import static dev.coffer.auth.apikey.KeyClient.keyId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.identity.ApiKeyText;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The life of a key: made, used, limited, revoked, expired; with two replicas. */
@ExtendWith(StoresExtension.class)
final class ApiKeyIT {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String ME = "{ me { id kind } }";
    private static AuthServer server;
    private static AuthServer other;
    private static KeyClient admin;
    private KeyClient ann;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        other = server.replica();
        admin = KeyClient.of(server, "main", "admin", "admin", "user");
    }

    @AfterAll
    static void stop() {
        other.close();
        server.close();
    }

    @BeforeEach
    void register(TestInfo test) {
        ann = KeyClient.of(
                server, "main", "t" + Integer.toHexString(test.getDisplayName().hashCode()), "user");
    }

    private static void advance(Duration time) {
        server.clock().advance(time);
        other.clock().advance(time);
    }

    private static Document stored(String keyId) {
        return Objects.requireNonNull(server.bean(MongoDatabase.class)
                .getCollection(MongoApiKeys.COLLECTION)
                .find(new Document("_id", keyId))
                .first());
    }

    private static boolean counts(AuthServer at, String token) {
        String code = errorCode(at.ask(ME, token));
        assertThat(code).isIn("", "UNAUTHENTICATED");
        return code.isEmpty();
    }

    private static void awaitEnd(String token) {
        for (AuthServer one : List.of(server, other)) {
            await().atMost(SOON).until(() -> !counts(one, token));
        }
    }

    @Test
    void a_key_is_told_once_and_only_its_digest_is_kept() {
        JsonNode made = ann.createKey("Mine", List.of("user:read:*", "wallet:read:own", "user:read"));

        String key = key(made);
        assertThat(ApiKeyText.parse(key)).isNotNull();
        assertThat(stored(keyId(made)).toJson()).doesNotContain(key.substring(20));
        JsonNode listed = ann.keys(null);
        assertThat(listed.toString()).doesNotContain(key.substring(20));
        JsonNode shown = listed.at("/data/apiKeys/nodes/0");
        assertThat(key).startsWith("coffer_" + text(shown, "prefix") + "_");
        assertThat(shown.path("scopes").toString()).isEqualTo("[\"user:read\",\"wallet:read:own\"]");
        assertThat(text(shown, "accountId")).isEqualTo(ann.id());
        assertThat(text(shown, "createdBy")).isEqualTo(ann.id());
        assertThat(shown.path("expiresAt").isNull()).isTrue();
        assertThat(shown.path("lastUsedAt").isNull()).isTrue();
        assertThat(listed.at("/data/apiKeys/totalCount").asInt()).isEqualTo(1);
    }

    @Test
    void a_key_is_exchanged_for_a_token_that_does_what_its_scopes_say() throws ParseException {
        JsonNode made = ann.createKey("Mine", List.of("user:read", "wallet:*"));

        String token = exchanged(other, key(made));

        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo(ann.id());
        assertThat(claims.getStringClaim("scope")).isEqualTo("user:read wallet:*");
        assertThat(claims.getStringClaim("sid")).isEqualTo(keyId(made));
        assertThat(claims.getStringListClaim("roles")).containsExactly("user");
        assertThat(claims.getClaim("acr")).isNull();
        assertThat(server.ask(ME, token).at("/data/me/id").asString()).isEqualTo(ann.id());
        JsonNode denied = server.ask("{ mySessions { nodes { id } } }", token);
        assertThat(errorCode(denied)).isEqualTo("FORBIDDEN");
        assertThat(denied.at("/errors/0/message").asString()).contains("lacks the scope 'session:read:own'");
        // Beyond the roles a scope gives nothing.
        assertThat(errorCode(server.ask("{ users { nodes { id } } }", token))).isEqualTo("FORBIDDEN");
    }

    @Test
    void a_key_that_is_revoked_is_dead_everywhere_within_a_second_and_its_name_is_free() {
        JsonNode made = ann.createKey("Mine", List.of("user:read"));
        String token = exchanged(server, key(made));
        assertThat(counts(other, token)).isTrue();

        assertThat(text(ann.revoke(keyId(made)), "__typename")).isEqualTo("ApiKey");

        assertThat(exchange(server, key(made)).statusCode()).isEqualTo(400);
        assertThat(exchange(other, key(made)).statusCode()).isEqualTo(400);
        awaitEnd(token);
        assertThat(text(ann.revoke(keyId(made)), "code")).isEqualTo("API_KEY_REVOKED");
        assertThat(text(ann.createKey("Mine", List.of("user:read")), "__typename"))
                .isEqualTo("NewApiKey");
    }

    @Test
    void what_becomes_of_keys_is_in_the_audit_log() {
        String id = keyId(ann.createKey("Mine", List.of("user:read")));
        ann.revoke(id);
        JsonNode account = admin.createService("Robot of " + ann.id(), "game-provider");

        assertThat(audited("{ auditLog(filter: { subjectId: \"" + ann.id()
                        + "\", kinds: [API_KEY_CREATED, API_KEY_REVOKED] })"
                        + " { nodes { kind actorId details { value } } } }"))
                .containsExactly("API_KEY_REVOKED " + ann.id() + " " + id, "API_KEY_CREATED " + ann.id() + " " + id);
        assertThat(audited("{ auditLog(filter: { subjectId: \"" + text(account, "id") + "\" })"
                        + " { nodes { kind actorId details { value } } } }"))
                .containsExactly("SERVICE_ACCOUNT_CREATED " + admin.id() + " game-provider");
    }

    private static List<String> audited(String query) {
        List<String> told = new ArrayList<>();
        server.ask(query, admin.token())
                .at("/data/auditLog/nodes")
                .forEach(node -> told.add(
                        text(node, "kind") + " " + text(node, "actorId") + " " + text(node.at("/details/0"), "value")));
        return told;
    }

    @Test
    void a_token_does_not_outlive_its_key() throws ParseException {
        Instant end = server.now().plus(Duration.ofMinutes(2));
        JsonNode made = ann.createKey(
                Map.of("name", "Short", "scopes", List.of("user:read"), "expiresAt", end.toString()), ann.token());

        String token = exchanged(server, key(made));
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime().toInstant())
                .isEqualTo(end);

        advance(Duration.ofMinutes(2));
        assertThat(exchange(server, key(made)).statusCode()).isEqualTo(400);
    }

    @Test
    void a_service_account_is_a_user_without_a_password_that_only_keys_speak_for() {
        JsonNode account = admin.createService("Billing " + ann.id(), "merchant", "user");
        assertThat(text(account, "kind")).isEqualTo("SERVICE");
        assertThat(text(account, "status")).isEqualTo("ACTIVE");
        String id = text(account, "id");
        JsonNode services = server.ask("{ serviceAccounts { nodes { id kind email } } }", admin.token());
        assertThat(services.toString()).contains(id).doesNotContain("\"" + ann.id());
        assertThat(text(admin.createService("BILLING " + ann.id()), "code")).isEqualTo("SERVICE_ACCOUNT_NAME_TAKEN");

        JsonNode made =
                admin.createKey(Map.of("accountId", id, "name", "One", "scopes", List.of("user:read")), admin.token());
        assertThat(text(made.path("apiKey"), "createdBy")).isEqualTo(admin.id());
        JsonNode me = server.ask(ME, exchanged(server, key(made))).at("/data/me");
        assertThat(text(me, "id")).isEqualTo(id);
        assertThat(text(me, "kind")).isEqualTo("SERVICE");
        assertThat(text(admin.change("forcePasswordReset", Map.of("userId", id), admin.token()), "code"))
                .isEqualTo("SERVICE_ACCOUNT");
    }

    @Test
    void a_locked_account_has_no_use_of_its_keys_until_it_is_unlocked() {
        String key = key(ann.createKey("Mine", List.of("user:read")));
        String token = exchanged(server, key);

        admin.change("lockUser", Map.of("userId", ann.id()), admin.token());

        awaitEnd(token);
        assertThat(exchange(other, key).statusCode()).isEqualTo(400);
        admin.change("unlockUser", Map.of("userId", ann.id()), admin.token());
        assertThat(counts(other, exchanged(other, key))).isTrue();
    }

    @Test
    void a_password_that_is_reset_takes_the_keys_with_it() {
        JsonNode made = ann.createKey("Somebody else's", List.of("user:read"));
        String token = exchanged(server, key(made));

        admin.change("forcePasswordReset", Map.of("userId", ann.id()), admin.token());

        awaitEnd(token);
        assertThat(exchange(server, key(made)).statusCode()).isEqualTo(400);
    }

    @Test
    void use_is_written_down_once_a_minute() {
        JsonNode made = ann.createKey("Mine", List.of("user:read"));
        Instant first = server.now();
        exchanged(server, key(made));
        assertThat(stored(keyId(made)).getDate("lastUsedAt")).isEqualTo(first);

        advance(Duration.ofSeconds(59));
        exchanged(server, key(made));
        assertThat(stored(keyId(made)).getDate("lastUsedAt")).isEqualTo(first);

        advance(Duration.ofSeconds(1));
        exchanged(server, key(made));
        assertThat(stored(keyId(made)).getDate("lastUsedAt")).isEqualTo(server.now());
    }

    @Test
    void what_is_no_key_of_ours_is_refused_and_tells_nothing() {
        String known = key(ann.createKey("Mine", List.of("user:read")));
        String stranger = ApiKeyText.generate(new SecureRandom()).value();
        HttpResponse<String> unknown = exchange(server, stranger);

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("invalid_request").doesNotContain(stranger);
        assertThat(exchange(server, known.substring(0, known.length() - 1) + "!")
                        .body())
                .isEqualTo(unknown.body());
        assertThat(server.post(HttpKeyExchange.PATH, "grant_type=password&subject_token=" + known)
                        .body())
                .contains("unsupported_grant_type");
        assertThat(server.post(HttpKeyExchange.PATH, "grant_type=" + HttpKeyExchange.GRANT)
                        .statusCode())
                .isEqualTo(400);
        JsonNode direct = server.ask(ME, known);
        assertThat(errorCode(direct)).isEqualTo("UNAUTHENTICATED");
        assertThat(direct.at("/errors/0/message").asString()).contains("at the gateway");
    }

    @Test
    void of_many_at_once_an_account_gets_as_many_keys_as_it_may_have() throws Exception {
        String token = ann.token();
        List<JsonNode> answers = atOnce(IntStream.range(0, 24)
                .<Callable<JsonNode>>mapToObj(number ->
                        () -> askAgain(Map.of("name", "Key " + number, "scopes", List.of("user:read")), token))
                .toList());

        assertThat(answers.stream().filter(answer -> text(answer, "__typename").equals("NewApiKey")))
                .hasSize(20);
        assertThat(answers.stream()
                        .filter(answer -> !text(answer, "__typename").equals("NewApiKey"))
                        .map(answer -> text(answer, "code")))
                .containsOnly("TOO_MANY_API_KEYS");
        assertThat(ann.keys(null).at("/data/apiKeys/totalCount").asInt()).isEqualTo(20);
    }

    @Test
    void of_many_of_one_name_at_once_one_is_made() throws Exception {
        String token = ann.token();
        List<JsonNode> answers = atOnce(IntStream.range(0, 8)
                .<Callable<JsonNode>>mapToObj(
                        number -> () -> askAgain(Map.of("name", "Mine", "scopes", List.of("user:read")), token))
                .toList());

        assertThat(answers.stream().filter(answer -> text(answer, "__typename").equals("NewApiKey")))
                .hasSize(1);
        assertThat(answers.stream().map(answer -> answer.path("code").asString("")))
                .containsOnly("", "API_KEY_NAME_TAKEN");
    }

    /** Until the store has time: so many changes of one account at once wait for each other. */
    private JsonNode askAgain(Map<String, ?> input, String token) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> ann.askToCreate(input, token),
                        answer -> !errorCode(answer).equals("UNAVAILABLE"))
                .path("data")
                .path("createApiKey");
    }

    private static List<JsonNode> atOnce(List<Callable<JsonNode>> calls) throws Exception {
        List<JsonNode> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JsonNode> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
