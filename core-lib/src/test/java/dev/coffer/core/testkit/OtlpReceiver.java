package dev.coffer.core.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * Takes spans over OTLP/HTTP as a collector does. It reads the protobuf by the numbers of the fields, as they stand in
 * opentelemetry/proto/trace/v1/trace.proto.
 */
public final class OtlpReceiver implements AutoCloseable {

    private static final int OK = 200;

    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();

    /**
     * A span as it came.
     *
     * @param service the resource's service.name
     * @param parentSpanId empty for the first of a trace
     */
    public record Received(
            String service, String traceId, String spanId, String parentSpanId, String name, boolean isFailed) {}

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    public static OtlpReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        OtlpReceiver receiver = new OtlpReceiver(server);
        server.createContext("/v1/traces", receiver::take);
        server.start();
        return receiver;
    }

    /** For the setting {@code coffer.tracing.endpoint}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All spans that came so far. */
    public List<Received> spans() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream raw = exchange.getRequestBody();
                InputStream body = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                        ? new GZIPInputStream(raw)
                        : raw) {
            for (UnknownFieldSet resourceSpans : messages(UnknownFieldSet.parseFrom(body.readAllBytes()), 1)) {
                read(resourceSpans);
            }
            exchange.sendResponseHeaders(OK, -1);
        }
    }

    private void read(UnknownFieldSet resourceSpans) throws InvalidProtocolBufferException {
        String service = "";
        for (UnknownFieldSet resource : messages(resourceSpans, 1)) {
            for (UnknownFieldSet attribute : messages(resource, 1)) {
                if (text(attribute, 1).equals("service.name")) {
                    service = text(messages(attribute, 2).getFirst(), 1);
                }
            }
        }
        for (UnknownFieldSet scopeSpans : messages(resourceSpans, 2)) {
            for (UnknownFieldSet span : messages(scopeSpans, 2)) {
                spans.add(
                        new Received(service, hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5), isFailed(span)));
            }
        }
    }

    /** Field 15 is the status, its field 3 the code, 2 an error. */
    private static boolean isFailed(UnknownFieldSet span) throws InvalidProtocolBufferException {
        for (UnknownFieldSet status : messages(span, 15)) {
            if (status.getField(3).getVarintList().contains(2L)) {
                return true;
            }
        }
        return false;
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet message, int field)
            throws InvalidProtocolBufferException {
        List<UnknownFieldSet> found = new java.util.ArrayList<>();
        for (ByteString bytes : message.getField(field).getLengthDelimitedList()) {
            found.add(UnknownFieldSet.parseFrom(bytes));
        }
        return found;
    }

    private static String text(UnknownFieldSet message, int field) {
        List<ByteString> values = message.getField(field).getLengthDelimitedList();
        return values.isEmpty() ? "" : values.getFirst().toStringUtf8();
    }

    private static String hex(UnknownFieldSet message, int field) {
        List<ByteString> values = message.getField(field).getLengthDelimitedList();
        return values.isEmpty()
                ? ""
                : HexFormat.of().formatHex(values.getFirst().toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
