package dev.coffer.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.coffer.notification.webhook.Receivers.AddressRefused;
import dev.coffer.notification.webhook.Receivers.Names;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Addresses that lead inside, answers that lead elsewhere, and receivers that keep whoever calls waiting. */
@Timeout(60)
final class OutboundPostTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static OutboundPost post(Names names, boolean isLoopbackAllowed, SSLSocketFactory tls) {
        return new OutboundPost(new Receivers(names, isLoopbackAllowed), tls, Duration.ofMillis(1_500));
    }

    private static OutboundPost here() {
        return post(InetAddress::getAllByName, true, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static OutboundPost outside(Names names) {
        return post(names, false, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static InetAddress[] addresses(String... texts) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String text : texts) {
            all.add(InetAddress.getByName(text));
        }
        return all.toArray(InetAddress[]::new);
    }

    @Test
    void a_redirect_is_answered_and_not_followed() throws IOException {
        try (TestReceiver inside = new TestReceiver();
                TestReceiver receiver = new TestReceiver().answering(302)) {
            HttpReply reply = here().post(new WebhookUrl(receiver.url()), Map.of(), BODY);
            assertThat(reply.status()).isEqualTo(302);
            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("status 302");
            assertThat(receiver.count()).isEqualTo(1);
            assertThat(inside.count()).isZero();
        }
    }

    @Test
    void a_name_that_leads_inside_is_not_connected_to() {
        for (String inside :
                List.of("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00::1")) {
            assertThatThrownBy(() -> outside(host -> addresses(inside))
                            .post(new WebhookUrl("https://hooks.example.com/"), Map.of(), BODY))
                    .as(inside)
                    .isInstanceOf(AddressRefused.class);
        }
        assertThatThrownBy(() -> outside(host -> addresses("1.1.1.1", "10.0.0.1"))
                        .post(new WebhookUrl("https://hooks.example.com/"), Map.of(), BODY))
                .as("a name that leads outside and inside")
                .isInstanceOf(AddressRefused.class);
    }

    @Test
    void addresses_in_other_spellings_are_what_they_are() {
        for (String written :
                List.of("https://127.1/", "https://2130706433/", "https://0x7f000001/", "https://[::ffff:7f00:1]/")) {
            assertThatThrownBy(() -> outside(InetAddress::getAllByName).post(new WebhookUrl(written), Map.of(), BODY))
                    .as(written)
                    .satisfiesAnyOf(
                            refused -> assertThat(refused).isInstanceOf(AddressRefused.class),
                            unknown -> assertThat(unknown).isInstanceOf(UnknownHostException.class),
                            malformed -> assertThat(malformed).isInstanceOf(IllegalArgumentException.class));
        }
    }

    @Test
    void a_name_is_looked_up_once_and_the_connection_goes_where_was_looked(@TempDir Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        AtomicInteger lookups = new AtomicInteger();
        SSLContext context = certificateOf("hooks.example.com", folder);
        HttpsServer server = encrypted(context);
        try {
            // Whoever looked a second time would be led elsewhere, where nobody listens.
            Names rebinding = host -> addresses(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2");
            String url = "https://hooks.example.com:" + server.getAddress().getPort() + "/x";
            HttpReply reply =
                    post(rebinding, true, context.getSocketFactory()).post(new WebhookUrl(url), Map.of(), BODY);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(lookups).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_certificate_must_be_the_names_and_trusted(@TempDir Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        SSLContext context = certificateOf("other.example.com", folder);
        HttpsServer server = encrypted(context);
        try {
            WebhookUrl url = new WebhookUrl(
                    "https://hooks.example.com:" + server.getAddress().getPort() + "/");
            Names local = host -> addresses("127.0.0.1");
            assertThatThrownBy(
                            () -> post(local, true, context.getSocketFactory()).post(url, Map.of(), BODY))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> post(local, true, (SSLSocketFactory) SSLSocketFactory.getDefault())
                            .post(url, Map.of(), BODY))
                    .isInstanceOf(SSLException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whoever_takes_what_comes_and_never_answers_is_given_up() {
        try (TestReceiver silent = new TestReceiver().silent()) {
            assertThatThrownBy(() -> here().post(new WebhookUrl(silent.url()), Map.of(), BODY))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void an_answer_in_drops_and_an_endless_head_are_given_up_and_an_endless_body_is_not_read() throws IOException {
        assertThatThrownBy(() -> answered("HTTP/1.1 200 OK\r\nX: ", " ", 100))
                .isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> answered("HTTP/1.1 200 OK\r\nX: ", "a".repeat(4_096), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("head");
        assertThatThrownBy(() -> answered("220 mail.example.com ESMTP\r\n\r\n", "", 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not HTTP");
        assertThat(answered("HTTP/1.1 200 OK\r\n\r\n", "a".repeat(4_096), 0).body())
                .hasSize(RedactedReply.MOST_BYTES);
    }

    @Test
    void an_answer_in_chunks_is_read_without_their_lengths() throws IOException {
        HttpReply reply = answered(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
                "",
                -1);
        assertThat(reply.status()).isEqualTo(202);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("abcde");
    }

    /** Of a server that says the first, and then the second again and again. @param pauseMillis between; negative for the end */
    private static HttpReply answered(String first, String then, long pauseMillis) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, first, then, pauseMillis));
            return here().post(new WebhookUrl("http://127.0.0.1:" + server.getLocalPort() + "/"), Map.of(), BODY);
        }
    }

    private static void answer(ServerSocket server, String first, String then, long pauseMillis) {
        try (Socket socket = server.accept()) {
            StringBuilder asked = new StringBuilder();
            while (!asked.toString().endsWith("{}")) {
                asked.append((char) socket.getInputStream().read());
            }
            socket.getOutputStream().write(first.getBytes(StandardCharsets.US_ASCII));
            while (pauseMillis >= 0 && !then.isEmpty()) {
                socket.getOutputStream().write(then.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                LockSupport.parkNanos(pauseMillis * 1_000_000);
            }
        } catch (IOException left) {
            // The caller has gone, as it should.
        }
    }

    /** A context that has a certificate of its own for the name, and trusts it. */
    private static SSLContext certificateOf(String name, Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "hooks",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("hooks", store.getCertificate("hooks"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static HttpsServer encrypted(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }
}
