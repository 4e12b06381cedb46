package dev.coffer.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.coffer.core.identity.Verification.Reason;
import dev.coffer.core.identity.Verification.Verified;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpRevocationsTest {

    private static final Instant LATER = Instant.now().plusSeconds(600);
    private static final Verified TOKEN = new Verified(new Caller("ann", "main", Set.of("user"), "s1"), LATER);
    private static final RevocationPage NOTHING = new RevocationPage(Instant.ofEpochMilli(1_000), List.of());
    private static final RevocationPage SESSION =
            new RevocationPage(Instant.ofEpochMilli(2_000), List.of(Revocation.ofSession("s1", LATER)));

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = NOTHING.toJson();
    private HttpServer issuer;
    private HttpRevocations revocations;

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            asked.add(String.valueOf(exchange.getRequestURI().getQuery()));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        issuer.start();
        URI address = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/revocations.json");
        revocations = HttpRevocations.follow(address, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        revocations.close();
        issuer.stop(0);
    }

    @Test
    void what_the_issuer_revokes_counts_no_more_within_a_second() {
        await().until(() -> asked.size() >= 2);
        assertThat(revocations.find(TOKEN)).isNull();

        body = SESSION.toJson();

        await().atMost(Duration.ofSeconds(1)).until(() -> revocations.find(TOKEN) == Reason.REVOKED);
    }

    @Test
    void it_asks_for_all_once_and_then_for_what_is_new() {
        await().until(() -> asked.size() >= 3);

        assertThat(asked.getFirst()).isEqualTo("null");
        assertThat(asked.subList(1, 3)).containsExactly("since=1000", "since=1000");
    }

    @Test
    void what_is_known_stays_known_while_the_issuer_fails_and_when_it_tells_no_more_of_it() {
        body = SESSION.toJson();
        await().until(() -> revocations.find(TOKEN) == Reason.REVOKED);

        for (String nonsense : List.of("no json", "{}", NOTHING.toJson())) {
            body = nonsense;
            int before = asked.size();
            await().until(() -> asked.size() > before + 1);
            assertThat(revocations.find(TOKEN)).isEqualTo(Reason.REVOKED);
        }
        status = 500;
        int before = asked.size();
        await().until(() -> asked.size() > before + 1);
        assertThat(revocations.find(TOKEN)).isEqualTo(Reason.REVOKED);
        assertThat(revocations.age()).isPositive();

        status = 200;
        body = SESSION.toJson();
        await().until(() -> revocations.age().compareTo(Duration.ofSeconds(1)) < 0);
    }

    @Test
    void an_issuer_that_is_there_later_than_we_is_followed_then() {
        status = 503;
        int before = asked.size();
        await().until(() -> asked.size() > before + 1);

        body = SESSION.toJson();
        status = 200;

        await().until(() -> revocations.find(TOKEN) == Reason.REVOKED);
    }
}
