package dev.coffer.auth.place;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.FromAddress;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users hear of a sign-in from where they never signed in, and of no other. */
@ExtendWith(StoresExtension.class)
final class UnfamiliarSignInIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    private static AuthServer server;
    private static FromAddress from;
    private String email = "";
    private String id = "";

    @BeforeAll
    static void start(@FreshDatabase String database, @TempDir Path folder) throws IOException {
        Path countries = folder.resolve("countries.csv");
        Files.writeString(countries, """
            # a range, and its country
            203.0.0.0/16,DE
            203.0.113.0/24,AT
            2001:db8::/32,FR
            """);
        server = AuthServer.start(
                database,
                Map.of("coffer.edge-secret", FromAddress.SECRET, "coffer.auth.countries", countries.toString()));
        from = new FromAddress(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void register(TestInfo test) {
        email = "t" + Integer.toHexString(test.getDisplayName().hashCode()) + "@example.com";
        id = server.registered(email, PASSWORD);
    }

    private void signIn(String address, String agent) {
        assertThat(text(from.address(address, agent).login(email, PASSWORD), "__typename"))
                .isEqualTo("Session");
    }

    private List<JsonNode> told() {
        List<JsonNode> told = new ArrayList<>();
        for (Document event : server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .find(Filters.and(Filters.eq("eventType", UnfamiliarSignIn.TYPE), Filters.eq("key", id)))
                .sort(Sorts.ascending("seq"))) {
            told.add(JsonMapper.shared().readTree(event.getString("data")));
        }
        return told;
    }

    @Test
    void the_first_place_is_no_news_and_neither_is_one_that_was_seen_before() {
        signIn("203.0.113.7", FIREFOX);
        signIn("203.0.113.7", FIREFOX);
        signIn("203.0.112.99", FIREFOX.replace("145", "146"));

        assertThat(told())
                .extracting(event -> event.path("country").asString(""))
                .containsExactly("DE");
        signIn("203.0.114.1", FIREFOX);
        assertThat(told()).as("the same provider, the same country").hasSize(1);
    }

    @Test
    void another_device_or_another_part_of_the_network_is_told_once() {
        signIn("203.0.113.7", FIREFOX);
        signIn("203.0.113.7", "curl/8");
        signIn("203.0.113.7", "curl/8");
        signIn("198.51.100.7", FIREFOX);
        signIn("198.51.100.7", FIREFOX);

        assertThat(told()).hasSize(2);
        assertThat(told().get(0).path("device").asString()).isEqualTo("curl");
        assertThat(told().get(1).path("device").asString()).isEqualTo("Firefox on Linux");
        assertThat(told().toString()).doesNotContain(email).doesNotContain("198.51");
    }

    @Test
    void another_country_is_named() {
        signIn("203.0.113.7", FIREFOX);
        signIn("2001:db8::1", FIREFOX);

        assertThat(told())
                .extracting(event -> event.path("country").asString(""))
                .containsExactly("FR");
    }

    @Test
    void of_many_sign_ins_at_once_one_tells() {
        signIn("203.0.113.7", FIREFOX);
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                crowd.execute(() -> signIn("198.51.100.7", "curl/8"));
            }
        }
        assertThat(told()).hasSize(1);
    }

    @Test
    void what_is_kept_says_nothing_of_where_somebody_was_and_is_forgotten() {
        signIn("203.0.113.7", FIREFOX);

        List<Document> kept = new ArrayList<>();
        server.bean(MongoDatabase.class)
                .getCollection("known_places")
                .find(Filters.eq("userId", id))
                .into(kept);
        assertThat(kept).hasSize(2);
        assertThat(kept.toString())
                .doesNotContain("203.0")
                .doesNotContain("Firefox")
                .doesNotContain("AT,");
        assertThat(kept)
                .allMatch(document -> Duration.between(
                                        server.now(),
                                        document.getDate("forgetAt").toInstant())
                                .compareTo(Duration.ofDays(180))
                        <= 0);
    }
}
