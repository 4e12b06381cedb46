package dev.coffer.payment.provider.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * As much of Stripe as charges, refunds and payouts touch: what it makes it keeps, an idempotency key it answers as it first did, its
 * own errors included, and refuses with other parameters, until it {@linkplain #forgetKeys forgets} them. What goes wrong is planned by the test.
 */
final class StripePeer implements AutoCloseable {

    /** What goes wrong with one request that makes something. */
    enum Trouble {
        /** Nothing was done. */
        ERROR_BEFORE,
        /** It was done, and the error is kept under the key. */
        ERROR_AFTER,
        /** It was done, and the connection breaks. */
        CUT_AFTER,
        /** It was done, and no answer comes in time. */
        SILENCE_AFTER,
        /** The first request with this key is still at work. */
        CONFLICT,
        TOO_MANY_REQUESTS,
        /** By a proxy on the way: no body at all. */
        EMPTY_BAD_GATEWAY,
        WRONG_SECRET_KEY
    }

    private record Kept(int status, String body) {}

    /** Under a key. @param form what was asked for */
    private record Known(Map<String, String> form, Kept answer) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_SILENCE_SECONDS = 10;

    private final HttpServer server;
    private final Clock clock;
    private final Map<String, Known> keys = new LinkedHashMap<>();
    private final List<Map<String, Object>> things = new CopyOnWriteArrayList<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final AtomicInteger posts = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String nextStatus = "";
    private volatile boolean isSearchLate;

    StripePeer(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    StripeSettings settings() {
        return new StripeSettings(
                "sk_test_peer", StripeWebhooksTest.SECRET, address(), Duration.ofSeconds(1), Duration.ofMillis(700), 0);
    }

    void plan(Trouble... next) {
        troubles.addAll(List.of(next));
    }

    /** The next thing is made with this status. */
    void makeNext(String status) {
        nextStatus = status;
    }

    void forgetKeys() {
        synchronized (keys) {
            keys.clear();
        }
    }

    /** The search knows nothing yet. */
    void searchIsLate() {
        isSearchLate = true;
    }

    /** What was made of this kind, such as "payment_intent". */
    List<Map<String, Object>> made(String kind) {
        return things.stream().filter(one -> kind.equals(one.get("object"))).toList();
    }

    /** How many requests to make something came, repeats included. */
    int posts() {
        return posts.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, read(path, form(exchange.getRequestURI().getRawQuery())));
                return;
            }
            posts.incrementAndGet();
            Map<String, String> form =
                    form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Trouble trouble = troubles.poll();
            Kept instead = trouble == null ? null : before(trouble);
            if (instead != null) {
                answer(exchange, instead);
                return;
            }
            Kept answer = once(exchange, path, form, trouble == Trouble.ERROR_AFTER);
            if (trouble == Trouble.SILENCE_AFTER) {
                wait(closed);
            } else if (trouble != Trouble.CUT_AFTER) {
                answer(exchange, answer);
            }
        }
    }

    private static void wait(CountDownLatch closed) {
        try {
            if (!closed.await(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody gave up waiting");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable Kept before(Trouble trouble) {
        return switch (trouble) {
            case ERROR_BEFORE -> error(500, "api_error", "", "");
            case CONFLICT -> error(409, "idempotency_error", "idempotency_key_in_use", "");
            case TOO_MANY_REQUESTS -> error(429, "invalid_request_error", "rate_limit", "");
            case EMPTY_BAD_GATEWAY -> new Kept(502, "");
            case WRONG_SECRET_KEY -> error(401, "invalid_request_error", "api_key_expired", "");
            case ERROR_AFTER, CUT_AFTER, SILENCE_AFTER -> null;
        };
    }

    private Kept once(HttpExchange exchange, String path, Map<String, String> form, boolean fails) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        synchronized (keys) {
            Known known = key == null ? null : keys.get(key);
            if (known != null) {
                if (!known.form().equals(form)) {
                    return error(400, "idempotency_error", "", "");
                }
                exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
                return known.answer();
            }
            Kept made = make(path, form);
            Kept kept = fails ? error(500, "api_error", "", "") : made;
            if (key != null) {
                keys.put(key, new Known(form, kept));
            }
            return kept;
        }
    }

    private Kept make(String path, Map<String, String> form) {
        return switch (path) {
            case "/v1/payment_intents" -> charge(form);
            case "/v1/payouts" -> keep("payout", "po_", "pending", form);
            case "/v1/transfers" -> keep("transfer", "tr_", "", form);
            case "/v1/refunds" ->
                made("refund").isEmpty()
                        ? keep("refund", "re_", "succeeded", form)
                        : error(400, "invalid_request_error", "charge_already_refunded", "");
            default -> cancel(path);
        };
    }

    private Kept charge(Map<String, String> form) {
        return switch (String.valueOf(form.get("payment_method"))) {
            case "pm_declined" -> declined("card_declined", form);
            case "pm_expired" -> declined("expired_card", form);
            case "pm_unknown" -> error(400, "invalid_request_error", "resource_missing", "payment_method");
            case "pm_other_currency" -> error(400, "invalid_request_error", "", "currency");
            default -> keep("payment_intent", "pi_", "succeeded", form);
        };
    }

    private Kept declined(String code, Map<String, String> form) {
        nextStatus = "requires_payment_method";
        keep("payment_intent", "pi_", nextStatus, form);
        things.getLast().put("last_payment_error", Map.of("type", "card_error", "code", code));
        return error(402, "card_error", code, "");
    }

    private Kept keep(String kind, String prefix, String status, Map<String, String> form) {
        Map<String, Object> thing = new LinkedHashMap<>();
        thing.put("id", prefix + (things.size() + 1));
        thing.put("object", kind);
        thing.put("status", nextStatus.isEmpty() ? status : nextStatus);
        nextStatus = "";
        thing.put("created", clock.instant().getEpochSecond());
        thing.put("amount", form.containsKey("amount") ? Long.parseLong(form.get("amount")) : null);
        thing.put("currency", form.get("currency"));
        thing.put("destination", form.get("destination"));
        Map<String, String> metadata = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith("metadata[")) {
                metadata.put(name.substring("metadata[".length(), name.length() - 1), value);
            }
        });
        thing.put("metadata", metadata);
        things.add(thing);
        return new Kept(200, JSON.writeValueAsString(thing));
    }

    private Kept cancel(String path) {
        Map<String, Object> thing = find(path.substring(0, path.lastIndexOf('/')));
        thing.put("status", "canceled");
        return new Kept(200, JSON.writeValueAsString(thing));
    }

    private Map<String, Object> find(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        return things.stream()
                .filter(one -> id.equals(one.get("id")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + id));
    }

    private Kept read(String path, Map<String, String> query) {
        if (path.endsWith("/search")) {
            String text = String.valueOf(query.get("query"));
            return list(
                    isSearchLate
                            ? List.of()
                            : made("payment_intent").stream()
                                    .filter(one -> text.contains("'" + metadata(one) + "'"))
                                    .toList(),
                    query);
        }
        return switch (path) {
            case "/v1/payment_intents" -> list(made("payment_intent"), query);
            case "/v1/payouts" -> list(made("payout"), query);
            case "/v1/transfers" -> list(made("transfer"), query);
            default -> new Kept(200, JSON.writeValueAsString(find(path)));
        };
    }

    private static Object metadata(Map<String, Object> one) {
        return one.get("metadata") instanceof Map<?, ?> metadata ? String.valueOf(metadata.get(StripeBooks.KEY)) : "";
    }

    private static Kept list(List<Map<String, Object>> all, Map<String, String> query) {
        long from = Long.parseLong(query.getOrDefault("created[gte]", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", "10"));
        List<Map<String, Object>> newestFirst = new ArrayList<>(all.reversed());
        newestFirst.removeIf(one -> one.get("created") instanceof Long created && created < from);
        String after = query.get("starting_after");
        if (after != null) {
            while (!newestFirst.isEmpty()
                    && !after.equals(newestFirst.removeFirst().get("id"))) {
                // Those of the pages before.
            }
        }
        List<Map<String, Object>> page = newestFirst.subList(0, Math.min(limit, newestFirst.size()));
        return new Kept(
                200,
                JSON.writeValueAsString(
                        Map.of("object", "list", "data", page, "has_more", newestFirst.size() > limit)));
    }

    private static Kept error(int status, String type, String code, String parameter) {
        return new Kept(
                status,
                JSON.writeValueAsString(Map.of(
                        "error", Map.of("type", type, "code", code, "param", parameter, "message", "As planned."))));
    }

    private static void answer(HttpExchange exchange, Kept kept) throws IOException {
        byte[] body = kept.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(kept.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, String> form(@Nullable String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
