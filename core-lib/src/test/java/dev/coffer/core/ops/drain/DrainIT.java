package dev.coffer.core.ops.drain;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A real process, a real signal, a request in flight. */
@ExtendWith(StoresExtension.class)
class DrainIT {

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String database = TestStores.freshDatabase(DrainIT.class);
    private final int port = TestPorts.free();

    @Test
    void a_service_that_is_asked_to_end_says_so_answers_what_it_took_and_gives_its_leases_back(@TempDir Path folder)
            throws Exception {
        Path log = folder.resolve("service.log");
        Process service = start(log);
        try (MongoClient client = MongoClients.open(TestStores.mongoUri(), "test")) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> status("/health/ready") == 200);
            Awaitility.await()
                    .until(() -> !leases(client).isEmpty()
                            && leases(client).stream().allMatch(until -> until.after(new Date())));
            CompletableFuture<HttpResponse<String>> inFlight = http.sendAsync(
                    HttpRequest.newBuilder(address("/slow?millis=4000")).build(), HttpResponse.BodyHandlers.ofString());
            Awaitility.await().until(() -> "1".equals(text("/under-way")));

            long asked = System.nanoTime();
            service.destroy();

            Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> status("/health/ready") == 503);
            assertThat(status("/health/live")).as("still answers").isEqualTo(200);
            assertThat(inFlight.get(15, TimeUnit.SECONDS).body()).isEqualTo("answered");
            assertThat(service.waitFor(DRAIN_LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(DRAIN_LIMIT);
            assertThat(leases(client)).allSatisfy(until -> assertThat(until).isEqualTo(new Date(0)));
        } finally {
            service.destroyForcibly();
            http.close();
        }
        String lines = Files.readString(log);
        assertThat(lines.lines())
                .allSatisfy(line -> assertThat(JsonMapper.shared()
                                .readTree(line)
                                .at("/service")
                                .asString())
                        .isEqualTo("sample"));
        assertThat(lines)
                .contains("sample development listens on 127.0.0.1:" + port + "; MongoDB at 127.0.0.1:")
                .contains("database " + database)
                .contains("traces are not exported")
                .contains("sample drains")
                .doesNotContain(TestService.MASTER_KEY);
    }

    private Process start(Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowApplication.class.getName(),
                        "--server.port=" + port,
                        "--coffer.mongodb.uri=" + TestStores.mongoUri(),
                        "--coffer.redis.uri=" + TestStores.redisUri(),
                        "--coffer.database-name=" + database,
                        "--coffer.master-key=" + TestService.MASTER_KEY,
                        "--logging.config=classpath:logback-spring.xml",
                        "--coffer.logs=json")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(log.toFile())
                .start();
    }

    /** When the leases of the relay and of the lanes end. */
    private List<Date> leases(MongoClient client) {
        MongoDatabase own = client.getDatabase(database);
        List<Date> ends = new ArrayList<>();
        for (String collection : List.of("event_relay", "event_lanes")) {
            for (Document lease : own.getCollection(collection).find()) {
                Date until = lease.getDate("until");
                if (until != null) {
                    ends.add(until);
                }
            }
        }
        return ends;
    }

    private String text(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private int status(String path) {
        try {
            return http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notListening) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
