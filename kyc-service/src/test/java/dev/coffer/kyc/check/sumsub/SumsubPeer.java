package dev.coffer.kyc.check.sumsub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * As much of Sumsub as checks touch, and strict: a request whose signature, time or form is wrong is turned away and remembered in
 * {@link #complaints}. What goes wrong besides is planned by the test.
 */
final class SumsubPeer implements AutoCloseable {

    static final String TOKEN = "sbx:peer";
    static final String SECRET = "request-secret";
    private static final List<String> LEVELS = List.of("id level", "face level");
    private static final long MOST_SECONDS_AWAY = 60;
    private static final int LONGEST_SILENCE_SECONDS = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What goes wrong with one request. */
    enum Trouble {
        /** Nothing was done. */
        ERROR_BEFORE,
        TOO_MANY_REQUESTS,
        /** It was done. */
        ERROR_AFTER,
        CUT_AFTER,
        SILENCE_AFTER
    }

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Applicant> applicants = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile CountDownLatch released = new CountDownLatch(0);
    private volatile boolean isHolding;

    SumsubPeer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/resources/applicants", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void plan(Trouble... next) {
        troubles.addAll(List.of(next));
    }

    List<String> complaints() {
        return complaints;
    }

    /** All that were made of somebody of this given name. */
    List<Applicant> of(String givenName) {
        return applicants.values().stream()
                .filter(one -> one.fixedInfo.path("firstName").asString().equals(givenName))
                .toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String wrong = wrong(exchange, body);
            if (wrong != null) {
                complaints.add(wrong);
                answer(exchange, new Answer(401, "{\"description\":\"" + wrong + "\",\"code\":401}"));
                return;
            }
            Trouble trouble = troubles.poll();
            if (trouble == Trouble.ERROR_BEFORE || trouble == Trouble.TOO_MANY_REQUESTS) {
                answer(exchange, new Answer(trouble == Trouble.ERROR_BEFORE ? 500 : 429, ""));
                return;
            }
            Answer made = answer(exchange, body);
            hold(made);
            if (trouble == Trouble.SILENCE_AFTER) {
                await();
            } else if (trouble == Trouble.ERROR_AFTER) {
                answer(exchange, new Answer(502, ""));
            } else if (trouble != Trouble.CUT_AFTER) {
                answer(exchange, made);
            }
        }
    }

    /** From now on nobody learns of a review that is completed, until they are {@linkplain #release released}. */
    void holdAnswers() {
        released = new CountDownLatch(1);
    }

    /** Whether somebody waits for such an answer. */
    boolean isHolding() {
        return isHolding;
    }

    void release() {
        released.countDown();
    }

    private void hold(Answer made) {
        if (released.getCount() > 0 && made.body().contains("\"completed\"")) {
            isHolding = true;
            await(released);
        }
    }

    private void await() {
        await(closed);
    }

    private static void await(CountDownLatch until) {
        try {
            if (!until.await(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody gave up waiting");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String wrong(HttpExchange exchange, byte[] body) {
        String time = String.valueOf(exchange.getRequestHeaders().getFirst("X-App-Access-Ts"));
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-App-Token"))
                || Math.abs(Long.parseLong(time) - Instant.now().getEpochSecond()) > MOST_SECONDS_AWAY) {
            return "token or time";
        }
        String head = time + exchange.getRequestMethod() + exchange.getRequestURI();
        byte[] all = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, all, 0, head.length());
        System.arraycopy(body, 0, all, head.length(), body.length);
        return SumsubWebhook.hmac("HmacSHA256", SECRET, all)
                        .equals(exchange.getRequestHeaders().getFirst("X-App-Access-Sig"))
                ? null
                : "signature of " + exchange.getRequestMethod() + " " + exchange.getRequestURI();
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/resources/applicants")) {
            return create(exchange.getRequestURI().getRawQuery(), JSON.readTree(body));
        }
        if (path.startsWith("/resources/applicants/-;externalUserId=")) {
            Applicant found = applicants.get(path.substring(path.indexOf('=') + 1, path.lastIndexOf('/')));
            return found == null ? new Answer(404, "{\"code\":404}") : new Answer(200, found.json());
        }
        String id = path.split("/", -1)[3];
        Applicant applicant = applicants.values().stream()
                .filter(one -> one.id.equals(id))
                .findFirst()
                .orElse(null);
        if (applicant == null) {
            return complain(404, "no applicant " + path);
        }
        return switch (path.substring(path.indexOf(id) + id.length())) {
            case "/metadata/resources" -> files(applicant);
            case "/info/idDoc" -> upload(applicant, exchange, body);
            case "/status/pending" -> begin(applicant);
            default -> complain(404, path);
        };
    }

    private Answer complain(int status, String what) {
        complaints.add(what);
        return new Answer(status, "{\"code\":" + status + "}");
    }

    private Answer create(String query, JsonNode asked) {
        String level = URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
        if (!LEVELS.contains(level) || !asked.path("type").asString("").equals("individual")) {
            return complain(400, "level or type " + query);
        }
        String reference = asked.path("externalUserId").asString();
        Applicant fresh =
                new Applicant("applicant" + made.incrementAndGet(), reference, level, asked.path("fixedInfo"));
        Applicant known = applicants.putIfAbsent(reference, fresh);
        return known == null
                ? new Answer(201, fresh.json())
                : new Answer(409, "{\"description\":\"Applicant already exists: " + known.id + "\",\"code\":409}");
    }

    private static Answer files(Applicant applicant) {
        List<Map<String, Object>> items = new ArrayList<>();
        applicant.files.keySet().forEach(name -> items.add(Map.of("fileMetadata", Map.of("fileName", name))));
        return new Answer(200, JSON.writeValueAsString(Map.of("items", items, "totalItems", items.size())));
    }

    private Answer upload(Applicant applicant, HttpExchange exchange, byte[] body) {
        if (!applicant.status.equals("init")) {
            return complain(400, "an upload to a review that runs");
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String boundary = "--" + type.substring(type.indexOf("boundary=") + "boundary=".length());
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String[] parts = text.split(Pattern.quote(boundary), -1);
        if (parts.length != 4
                || !parts[3].equals("--\r\n")
                || Long.parseLong(exchange.getRequestHeaders().getFirst("Content-Length")) != body.length) {
            return complain(400, "a form of " + parts.length + " parts");
        }
        JsonNode metadata = JSON.readTree(content(parts[1]).getBytes(StandardCharsets.ISO_8859_1));
        String name = parts[2].substring(parts[2].indexOf("filename=\"") + 10);
        name = name.substring(0, name.indexOf('"'));
        byte[] file = content(parts[2]).getBytes(StandardCharsets.ISO_8859_1);
        if (metadata.path("country").asString("").length() != 3 || !isImage(file)) {
            return complain(400, "metadata " + metadata);
        }
        applicant.files.put(
                name,
                metadata.path("idDocType").asString()
                        + metadata.path("idDocSubType").asString(""));
        applicant.uploads.add(name);
        return new Answer(200, metadata.toString());
    }

    private static boolean isImage(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file)) != null;
        } catch (IOException broken) {
            return false;
        }
    }

    private static String content(String part) {
        return part.substring(part.indexOf("\r\n\r\n") + 4, part.length() - 2);
    }

    private Answer begin(Applicant applicant) {
        if (applicant.files.isEmpty() || !applicant.status.equals("init")) {
            return complain(400, "a review without files, or for the second time");
        }
        applicant.status = "pending";
        return new Answer(200, "{\"ok\":1}");
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Ends the review. @param result as JSON */
    void review(Applicant applicant, String result) {
        applicant.result = result;
        applicant.status = "completed";
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
