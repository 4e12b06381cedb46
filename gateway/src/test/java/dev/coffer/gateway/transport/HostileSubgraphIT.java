package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A subgraph that gives no answer, or none that can be used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSubgraphIT {
    /** What clients must not get to see of an answer that cannot be used. */
    private static final String SECRET = "jdbc:mongodb://root:hunter2@db-7";

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final int FIFTY_MB = 50_000_000;

    private final RawShop world = start();

    private static RawShop start() {
        try {
            return new RawShop(UnaryOperator.identity());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    void warm() throws Exception {
        world.raw.behave(RawSubgraph.text(RawSubgraph.entity("\"score\":7")));
        assertThat(world.client.ask("{ me { name score } }"))
                .isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\",\"score\":7}}}");
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private static RawSubgraph.Behaviour status(int status, String type, String body) {
        return RawSubgraph.text("HTTP/1.1 " + status + " Whatever\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private static void hang() throws InterruptedException {
        Thread.currentThread().join(RawShop.CALL.plus(RawShop.MARGIN));
    }

    private static RawSubgraph.Behaviour thenHang(String begin) {
        return out -> {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            hang();
        };
    }

    private static RawSubgraph.Behaviour drip(String begin, String drop) {
        return out -> {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            long until = System.nanoTime() + RawShop.CALL.plus(RawShop.MARGIN).toNanos();
            while (System.nanoTime() < until) {
                out.write(drop.getBytes(StandardCharsets.UTF_8));
                Thread.currentThread().join(RawClient.DRIP);
            }
        };
    }

    /** Fifty megabytes of one byte after a beginning. */
    private static RawSubgraph.Behaviour large(String begin, char filling) {
        return out -> {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            byte[] piece = String.valueOf(filling).repeat(50_000).getBytes(StandardCharsets.UTF_8);
            for (int written = 0; written < FIFTY_MB; written += piece.length) {
                out.write(piece);
            }
        };
    }

    private static void gzipBomb(OutputStream out) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write("{\"data\":{\"_entities\":[{\"score\":7,\"title\":\"".getBytes(StandardCharsets.UTF_8));
            byte[] zeros = " ".repeat(50_000).getBytes(StandardCharsets.UTF_8);
            for (int written = 0; written < FIFTY_MB; written += zeros.length) {
                zip.write(zeros);
            }
            zip.write("\"}]}}".getBytes(StandardCharsets.UTF_8));
        }
        out.write((HEAD + "Content-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        packed.writeTo(out);
    }

    private static Map<String, RawSubgraph.Behaviour> ways() {
        Map<String, RawSubgraph.Behaviour> ways = new LinkedHashMap<>();
        String whole = "{\"data\":{\"_entities\":[{\"score\":7}]},\"note\":\"" + SECRET + "\"}";
        String length = "Content-Length: " + whole.length() + "\r\n\r\n";
        ways.put("hangs", out -> hang());
        ways.put("hangs after the head", thenHang(HEAD + length));
        ways.put("hangs before the last byte", thenHang(HEAD + length + whole.substring(0, whole.length() - 1)));
        ways.put("drips its head", drip("HTTP/1.1 200 OK\r\nX-Drip: ", "a"));
        ways.put("drips its body", drip(HEAD + "Content-Length: 100000\r\n\r\n{\"data\":", " "));
        ways.put("drips chunks", drip(HEAD + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"));
        ways.put("drips interim answers", drip("", "HTTP/1.1 102 Processing\r\n\r\n"));
        ways.put("closes at once", out -> {});
        ways.put("closes in the head", RawSubgraph.text("HTTP/1.1 200 OK\r\nX-Some"));
        ways.put("closes in the body", RawSubgraph.text(HEAD + length + whole.substring(0, 30)));
        ways.put("closes in a chunk", RawSubgraph.text(HEAD + "Transfer-Encoding: chunked\r\n\r\n40\r\n{\"data\""));
        ways.put(
                "says a chunk of no size", RawSubgraph.text(HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + whole));
        ways.put("says more than it sends", thenHang(HEAD + "Content-Length: 5000\r\n\r\n" + whole));
        ways.put("says less than it sends", RawSubgraph.text(HEAD + "Content-Length: 10\r\n\r\n" + whole));
        ways.put("says two lengths", RawSubgraph.text(HEAD + "Content-Length: 10\r\n" + length + whole));
        ways.put("speaks no HTTP", RawSubgraph.text("SSH-2.0-OpenSSH_9.9\r\n" + SECRET + "\r\n\r\n"));
        ways.put(
                "sends a large head",
                RawSubgraph.text(HEAD + "X-Large: " + "x".repeat(100_000) + "\r\n" + length + whole));
        ways.put("sends 50 MB", large(HEAD + "Content-Length: " + FIFTY_MB + "\r\n\r\n", '1'));
        ways.put("sends 50 MB without saying so", large(HEAD + "\r\n{\"data\":{\"_entities\":[", ' '));
        ways.put("sends 50 MB in one text", large(HEAD + "\r\n{\"data\":{\"_entities\":[{\"title\":\"", 'x'));
        ways.put("sends a gzip bomb", HostileSubgraphIT::gzipBomb);
        ways.put("sends HTML with 200", status(200, "text/html", "<html>" + SECRET + "</html>"));
        ways.put("sends HTML with 502", status(502, "text/html", "<html>" + SECRET + "</html>"));
        ways.put("sends data with 500", status(500, "application/json", whole));
        ways.put("sends nothing with 204", RawSubgraph.text("HTTP/1.1 204 No Content\r\n\r\n"));
        ways.put("nests deep", status(200, "application/json", "{\"data\":" + "[".repeat(100_000)));
        ways.put("nests deep and ends", status(200, "application/json", "[".repeat(100_000) + "]".repeat(100_000)));
        ways.put("sends a list", status(200, "application/json", "[" + whole + "]"));
        ways.put("sends two answers", status(200, "application/json", whole + whole));
        ways.put("sends an empty object", status(200, "application/json", "{}"));
        ways.put("sends no data", status(200, "application/json", "{\"data\":null}"));
        ways.put("sends too few entities", RawSubgraph.text(RawSubgraph.json("{\"data\":{\"_entities\":[]}}")));
        ways.put(
                "sends too many entities",
                RawSubgraph.text(RawSubgraph.json("{\"data\":{\"_entities\":[{\"score\":7},{\"score\":8}]}}")));
        ways.put(
                "sends an entity that is no list", RawSubgraph.text(RawSubgraph.json("{\"data\":{\"_entities\":{}}}")));
        return ways;
    }

    @Test
    void whatever_a_subgraph_does_its_own_fields_are_missing_in_time_and_all_else_is_there() throws Exception {
        for (Map.Entry<String, RawSubgraph.Behaviour> way : ways().entrySet()) {
            loses(way.getKey(), way.getValue(), "no usable answer", "broke", "too long", "more than");
        }
    }

    @Test
    void bytes_that_are_no_utf_8_are_no_answer() throws Exception {
        loses(
                "sends broken UTF-8",
                out -> out.write(RawSubgraph.entity("\"title\":\"\u00c0\u00af\u00ff\"")
                        .replaceFirst("Content-Length: [0-9]+\r\n", "")
                        .getBytes(StandardCharsets.ISO_8859_1)),
                "no usable answer");
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        int before = world.shop.payments.calls().size();
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            loses(
                    "redirects with " + status,
                    RawSubgraph.text("HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + world.shop.payments.url()
                            + "\r\nContent-Length: 0\r\n\r\n"),
                    "no usable answer");
        }
        assertThat(world.shop.payments.calls()).hasSize(before);
    }

    @Test
    void the_gateway_asks_for_no_packed_answers() throws Exception {
        world.raw.heads().clear();
        world.raw.behave(RawSubgraph.text(RawSubgraph.entity("\"score\":7")));
        world.client.ask("{ me { score } }");
        assertThat(world.raw.heads().getFirst().toLowerCase(Locale.ROOT)).doesNotContain("accept-encoding");
    }

    private void loses(String way, RawSubgraph.Behaviour behaviour, String... words) throws Exception {
        world.raw.behave(behaviour);
        world.logged();
        double failed = world.failedCalls();
        long begun = System.nanoTime();

        JsonNode answer = world.client.read("{ me { name title score } user(id: 2) { name } }");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(way).isLessThan(RawShop.CALL.plus(RawShop.MARGIN));
        assertThat(answer.at("/data").toString())
                .as(way)
                .isEqualTo(
                        "{\"me\":{\"name\":\"User 1\",\"title\":null,\"score\":null},\"user\":{\"name\":\"User 2\"}}");
        assertThat(answer.at("/errors").size()).as(way).isEqualTo(1);
        JsonNode error = answer.at("/errors/0");
        assertThat(error.at("/extensions/code").asString()).as(way).isEqualTo("DOWNSTREAM_SERVICE_ERROR");
        assertThat(error.at("/path").toString()).as(way).isEqualTo("[\"me\"]");
        assertThat(error.at("/message").asString()).as(way).containsAnyOf(words);
        assertThat(error.toString()).as(way).doesNotContain(RawShop.NAME, "127.0.0.1", "hunter2", "jdbc", "HTTP");
        assertThat(world.failedCalls()).as(way).isEqualTo(failed + 1);
        assertThat(world.logged())
                .as(way)
                .contains("subgraph " + RawShop.NAME + " failed", "correlation id")
                .doesNotContain("hunter2");
    }
}
