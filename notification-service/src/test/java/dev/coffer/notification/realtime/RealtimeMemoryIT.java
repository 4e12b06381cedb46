package dev.coffer.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many idle connections to one process of its own, what they cost it, and how long it takes to tell all of them something. How many:
 * {@code -Dcoffer.realtime.connections=10000}.
 */
@ExtendWith(StoresExtension.class)
final class RealtimeMemoryIT {

    private static final int CONNECTIONS = Integer.getInteger("coffer.realtime.connections", 1_000);
    private static final int FOR_EACH_USER = 20;
    private static final int USERS = CONNECTIONS / FOR_EACH_USER;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String HEAP = System.getProperty("coffer.realtime.heap", "512m");
    private static final long MOST_KB = 1_024 * 1_024;
    private static final int AT_ONCE = 200;

    /** As payment-service tells it. */
    private record Deposited(String userId, String amount, String fee, String currency, String balance) {}

    @Test
    void idle_streams_of_events_cost_little_and_hear_soon(@FreshDatabase String database)
            throws IOException, InterruptedException {
        TestEmitter payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(new EventType<>("wallet.deposit.completed", 1, Deposited.class)));
        try (payment) {
            measure(database, "server-sent events", IdleClients::stream, (at, tokens) -> {
                for (int user = 0; user < USERS; user++) {
                    String id = "user-" + user;
                    payment.tell(new Deposited(id, "1.00", "0.00", "EUR", "9.00"), id, "main");
                }
            });
        }
    }

    @Test
    void idle_sockets_cost_little_and_hear_soon(@FreshDatabase String database)
            throws IOException, InterruptedException {
        measure(database, "Socket.IO", IdleClients::socket, RealtimeMemoryIT::tellTenant);
    }

    /** Tells everybody something. */
    private interface Telling {
        void tell(int port, TestTokens tokens) throws IOException, InterruptedException;
    }

    private static void measure(
            String database, String kind, BiFunction<Integer, String, IdleClients.Client> open, Telling telling)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "skipped: there is no /proc here");
        try (TestTokens tokens = TestTokens.start();
                NotificationProcess process = new NotificationProcess(database, tokens, HEAP);
                IdleClients clients = new IdleClients()) {
            awaitReady(process.port());
            long before = residentKb(process.pid());
            long opened = System.nanoTime();
            connect(clients, process.port(), tokens, open);
            report("%s: %d connections opened in %d ms", kind, CONNECTIONS, millisSince(opened));
            jcmd(process.pid(), "GC.run");
            long idle = residentKb(process.pid());
            report(
                    "%s: resident %d MB before, %d MB with %d connections",
                    kind, before / 1_024, idle / 1_024, CONNECTIONS);
            report("%s", jcmd(process.pid(), "GC.heap_info"));
            report("%s", first(jcmd(process.pid(), "GC.class_histogram"), 30));
            long told = System.nanoTime();
            telling.tell(process.port(), tokens);
            await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> clients.told() == CONNECTIONS);
            report(
                    "%s: all told after %d ms; resident %d MB then",
                    kind, millisSince(told), residentKb(process.pid()) / 1_024);
            assertThat(clients.lost()).isZero();
            assertThat(residentKb(process.pid())).isLessThan(MOST_KB);
        }
    }

    private static void connect(
            IdleClients clients, int port, TestTokens tokens, BiFunction<Integer, String, IdleClients.Client> open) {
        List<String> all = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            all.add(tokens.user("user-" + user));
        }
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(open.apply(port, all.get(i % USERS)));
            int least = i - AT_ONCE;
            await().pollInterval(Duration.ofMillis(2))
                    .atMost(PATIENCE)
                    .until(() -> clients.ready() + clients.lost() > least);
        }
        await().pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> clients.ready() == CONNECTIONS || clients.lost() > 0);
        assertThat(clients.lost()).as("lost").isZero();
    }

    private static void tellTenant(int port, TestTokens tokens) throws IOException, InterruptedException {
        String query =
                "mutation { publishToTopic(input: {idempotencyKey: \\\"k\\\", type: \\\"n\\\", data: \\\"{}\\\"})"
                        + " { __typename } }";
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                            .header("Authorization", "Bearer " + tokens.user("olga", "main", "admin"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("TopicMessage");
        }
    }

    private static void awaitReady(int port) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().ignoreExceptions()
                    .atMost(PATIENCE)
                    .until(() -> http.send(
                                            HttpRequest.newBuilder(
                                                            URI.create("http://127.0.0.1:" + port + "/health/ready"))
                                                    .build(),
                                            HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        }
    }

    private static long residentKb(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return printed;
    }

    private static String first(String text, int lines) {
        return String.join("\n", text.lines().limit(lines).toList());
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static void report(String format, Object... values) {
        System.out.println(format.formatted(values));
    }
}
