package dev.coffer.notification.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts to addresses that others chose: the name is resolved once, the connection goes to what was found and allowed, and the certificate
 * must be the name's. Redirects are not followed. All of it is over in bounded time, whatever the other side does.
 */
final class OutboundPost {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_ADDRESSES = 3;

    private final Receivers receivers;
    private final SSLSocketFactory tls;
    private final Duration whole;

    /** @param whole how long looking up, connecting, sending and the answer may take together */
    OutboundPost(Receivers receivers, SSLSocketFactory tls, Duration whole) {
        this.receivers = receivers;
        this.tls = tls;
        this.whole = whole;
    }

    /**
     * @param headers names and values of printable ASCII
     * @throws IOException where there is no answer, with a reason that may be shown
     */
    HttpReply post(WebhookUrl url, Map<String, String> headers, byte[] body) throws IOException {
        FutureTask<HttpReply> exchange = new FutureTask<>(() -> exchange(url, headers, body));
        // Interrupted, a virtual thread's socket is closed, whatever it waits for.
        Thread.ofVirtual().name("webhook-post").start(exchange);
        try {
            return exchange.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("no answer within " + whole.toSeconds() + " s");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException known ? known : new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("this process stops", interrupted);
        } finally {
            var _ = exchange.cancel(true);
        }
    }

    private HttpReply exchange(WebhookUrl url, Map<String, String> headers, byte[] body) throws IOException {
        try (Socket plain = connect(receivers.find(url), url.port());
                Socket socket = url.isEncrypted() ? encrypted(plain, url) : plain) {
            OutputStream out = socket.getOutputStream();
            out.write(request(url, headers, body));
            out.flush();
            InputStream in = socket.getInputStream();
            return HttpReply.read(in, socket);
        }
    }

    private Socket connect(List<InetAddress> addresses, int port) throws IOException {
        IOException last = new IOException("the name leads nowhere");
        for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout((int) whole.toMillis());
                socket.connect(new InetSocketAddress(address, port), (int) CONNECT.toMillis());
                return socket;
            } catch (IOException failed) {
                socket.close();
                last = failed;
            }
        }
        throw last;
    }

    private Socket encrypted(Socket plain, WebhookUrl url) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.host(), url.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** In one piece, so that it is one packet where it fits. */
    private static byte[] request(WebhookUrl url, Map<String, String> headers, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head(url, headers, body.length).getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static String head(WebhookUrl url, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder("POST ")
                .append(url.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.authority())
                .append("\r\nUser-Agent: Coffer-Webhooks/1\r\nContent-Type: application/json\r\nConnection: close")
                .append("\r\nContent-Length: ")
                .append(length);
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        return head.append("\r\n\r\n").toString();
    }
}
