package dev.coffer.auth.session;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.FromAddress;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.core.identity.EdgeProofs;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Where sessions are used: what the list of sessions tells of it, and to whom. */
@ExtendWith(StoresExtension.class)
final class WhereaboutsIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    private static final String NODE = "{ nodes { id device startedFrom seenFrom } }";
    private static AuthServer server;
    private static FromAddress from;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database, Map.of("coffer.edge-secret", FromAddress.SECRET));
        from = new FromAddress(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode newest(JsonNode session) {
        return server.ask("{ mySessions " + NODE + " }", text(session, "accessToken"))
                .at("/data/mySessions/nodes/0");
    }

    private static Document stored(JsonNode session) {
        return server.bean(MongoDatabase.class)
                .getCollection("sessions")
                .find(Filters.eq("_id", text(session, "id")))
                .first();
    }

    @Test
    void a_session_tells_its_user_the_device_and_where_it_was_started_and_seen() {
        server.registered("ada@example.com", PASSWORD);
        JsonNode session = from.address("203.0.113.7", FIREFOX).login("ada@example.com", PASSWORD);

        JsonNode refreshed = from.address("2001:db8::9", "curl/8").refresh(text(session, "refreshToken"));

        JsonNode seen = newest(refreshed);
        assertThat(text(seen, "device")).as("of the sign-in").isEqualTo("Firefox on Linux");
        assertThat(text(seen, "startedFrom")).isEqualTo("203.0.113.7");
        assertThat(text(seen, "seenFrom")).isEqualTo("2001:db8:0:0:0:0:0:9");
    }

    @Test
    void a_direct_caller_is_known_by_the_connection_whatever_they_claim() {
        server.registered("ben@example.com", PASSWORD);
        AuthServer forging = server.calling(Map.of(
                EdgeProofs.ADDRESS_HEADER,
                "203.0.113.7",
                EdgeProofs.PROOF_HEADER,
                from.proof("203.0.113.8"),
                "X-Forwarded-For",
                "203.0.113.7"));

        assertThat(text(newest(forging.login("ben@example.com", PASSWORD)), "startedFrom"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void nothing_of_it_is_left_when_the_session_has_ended() {
        server.registered("cyd@example.com", PASSWORD);
        JsonNode session = from.address("203.0.113.7", FIREFOX).login("cyd@example.com", PASSWORD);
        assertThat(stored(session).toJson()).contains("203.0.113.7", "Firefox");

        server.logout(text(session, "refreshToken"));

        assertThat(stored(session).toJson()).doesNotContain("203.0.113.7").doesNotContain("Firefox");
    }

    @Test
    void operators_see_a_users_sessions_of_their_own_tenant_and_users_only_their_own() {
        String id = server.registered("dan@example.com", PASSWORD);
        JsonNode dan = from.address("203.0.113.7", FIREFOX).login("dan@example.com", PASSWORD);
        String query = "{ userSessions(userId: \"" + id + "\") " + NODE + " }";

        assertThat(text(server.ask(query, operator("main")).at("/data/userSessions/nodes/0"), "startedFrom"))
                .isEqualTo("203.0.113.7");
        assertThat(server.ask(query, operator("acme")).at("/data/userSessions/nodes"))
                .isEmpty();
        assertThat(errorCode(server.ask(query, text(dan, "accessToken")))).isEqualTo("FORBIDDEN");
    }

    private static String operator(String tenant) {
        server.bean(CreateUser.class)
                .create(NewUser.parse(
                        tenant, "op@example.com", null, "Somebody", null, PASSWORD, null, Set.of("operator")));
        return text(
                server.login(Map.of("tenant", tenant, "identifier", "op@example.com", "password", PASSWORD)),
                "accessToken");
    }
}
