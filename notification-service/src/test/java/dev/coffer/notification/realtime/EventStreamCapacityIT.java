package dev.coffer.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many clients that are told nothing: as many as {@code -Dcoffer.streams} says, 300 without it. docs/performance.md has 10,000. */
@ExtendWith(StoresExtension.class)
class EventStreamCapacityIT {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreamCapacityIT.class);
    private static final int STREAMS = Integer.getInteger("coffer.streams", 300);
    private static final String HEARTBEAT = "coffer.notification.events.heartbeat=" + (STREAMS < 1_000 ? "2s" : "15s");
    private static final int AT_ONCE = 50;
    private static final long ONE_GIBIBYTE = 1L << 30;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(AT_ONCE);

    @Test
    void one_process_holds_them_in_a_gibibyte(@FreshDatabase String database) throws Exception {
        try (TestTokens tokens = TestTokens.start();
                NotificationProcess replica = new NotificationProcess(database, tokens, "640m", HEARTBEAT)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> isReady(replica.port()));
            long before = replica.residentBytes();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                String token = tokens.user("user-" + i);
                places.acquire();
                clients.add(Thread.ofVirtual().start(() -> follow(replica.port(), token)));
            }
            await().atMost(Duration.ofMinutes(4)).until(() -> begun.get() == STREAMS);
            beats.set(0);
            // Two signs of life each, and those who were heard are all still there.
            await().atMost(Duration.ofMinutes(2)).until(() -> beats.get() >= 2 * STREAMS);
            long resident = replica.residentBytes();
            LOG.info(
                    "{} idle streams in {} MiB, {} MiB more than before: {} KiB each",
                    STREAMS,
                    resident >> 20,
                    resident - before >> 20,
                    (resident - before) / STREAMS >> 10);
            assertThat(ended).hasValue(0);
            assertThat(resident).isLessThan(ONE_GIBIBYTE);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static boolean isReady(int port) {
        try {
            HttpURLConnection asked = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/ready")
                    .toURL()
                    .openConnection();
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** On a socket of its own, as small as it can be: of a sign of life only the colon is read. */
    private void follow(int port, String token) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            open.add(socket);
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            read(socket.getInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            ended.incrementAndGet();
        }
    }

    private void read(InputStream in) throws IOException {
        byte[] some = new byte[512];
        StringBuilder first = new StringBuilder();
        boolean isReady = false;
        for (int count = in.read(some); count >= 0; count = in.read(some)) {
            String text = new String(some, 0, count, StandardCharsets.UTF_8);
            if (!isReady) {
                first.append(text);
                isReady = first.indexOf("event:ready") >= 0;
                if (isReady) {
                    first.setLength(0);
                    first.trimToSize();
                    begun.incrementAndGet();
                    places.release();
                }
            } else if (text.contains(":")) {
                beats.incrementAndGet();
            }
        }
    }
}
