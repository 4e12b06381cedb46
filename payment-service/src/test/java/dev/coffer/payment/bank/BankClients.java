package dev.coffer.payment.bank;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients who deposit, pay, set money aside, capture and give back, each by any of the replicas. Whoever gets no answer, or one
 * that says that the outcome is not known, sends the same again to any replica, as the error's text asks for.
 */
final class BankClients implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 100;
    private static final int HOLDS_REMEMBERED = 50;
    private static final int MOST_DEPOSITED_CENTS = 90_000;
    private static final int MOST_PAID_CENTS = 500;

    /** What says that nobody knows what came of it, or that nothing was done: ask again. */
    private static final Set<String> ASK_AGAIN = Set.of("UNAVAILABLE", "REQUEST_TIMED_OUT");

    private record Held(BankUser payee, String holdId) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<URI> replicas;
    private final List<BankUser> users;
    private final Map<String, BankRequest> asked = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private final Queue<Held> holds = new ConcurrentLinkedQueue<>();
    private final AtomicLong unanswered = new AtomicLong();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean isRunning = true;

    BankClients(List<URI> replicas, List<BankUser> users) {
        this.replicas = List.copyOf(replicas);
        this.users = List.copyOf(users);
    }

    void start(int count) {
        for (int client = 0; client < count; client++) {
            clients.add(Thread.ofVirtual().start(this::work));
        }
    }

    private void work() {
        try {
            while (isRunning) {
                ask(next());
            }
        } catch (RuntimeException | AssertionError failure) {
            broken.add(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(BankRequest request) throws InterruptedException {
        asked.put(request.key(), request);
        String outcome = answer(request);
        while (outcome == null && isRunning) {
            unanswered.incrementAndGet();
            pause();
            outcome = answer(request);
        }
        if (outcome != null) {
            told.put(request.key(), outcome);
            remember(request, outcome);
        }
    }

    private void remember(BankRequest request, String outcome) {
        if (request.operation().equals("holdFunds") && outcome.startsWith("Hold ")) {
            String payee = String.valueOf(request.input().get("toUserId"));
            users.stream()
                    .filter(user -> user.userId().equals(payee))
                    .forEach(user -> holds.add(new Held(user, outcome.substring("Hold ".length()))));
            if (holds.size() > HOLDS_REMEMBERED) {
                holds.poll();
            }
        }
    }

    private BankRequest next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int number = random.nextInt(users.size());
        BankUser user = users.get(number);
        BankUser other = users.get((number + 1 + random.nextInt(users.size() - 1)) % users.size());
        Held held = holds.peek();
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> BankRequest.deposit(user, euros(1 + random.nextInt(MOST_DEPOSITED_CENTS)));
            case 3 -> BankRequest.hold(user, other, paid(random));
            case 4 ->
                held == null
                        ? BankRequest.hold(user, other, paid(random))
                        : BankRequest.capture(held.payee(), held.holdId(), paid(random));
            case 5 -> {
                Held ending = holds.poll();
                yield ending == null
                        ? BankRequest.pay(user, other, paid(random))
                        : BankRequest.voidHold(ending.payee(), ending.holdId());
            }
            default -> BankRequest.pay(user, other, paid(random));
        };
    }

    private static String paid(ThreadLocalRandom random) {
        return euros(1 + random.nextInt(MOST_PAID_CENTS));
    }

    private static String euros(int cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    /** The type and the id, or the refusal's code; null where it is not known what came of it. */
    @Nullable
    String answer(BankRequest request) throws InterruptedException {
        URI replica = replicas.get(ThreadLocalRandom.current().nextInt(replicas.size()));
        try {
            JsonNode answer = JSON.readTree(http.send(
                            HttpRequest.newBuilder(replica)
                                    .timeout(ANSWER_LIMIT)
                                    .header("Content-Type", "application/json")
                                    .header("Authorization", "Bearer " + request.token())
                                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of(
                                            "query",
                                            request.document(),
                                            "variables",
                                            Map.of("input", request.input())))))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            return outcome(request, answer);
        } catch (IOException | JacksonException unknown) {
            return null;
        }
    }

    private static @Nullable String outcome(BankRequest request, JsonNode answer) {
        if (answer.has("errors")) {
            String code = answer.at("/errors/0/extensions/code").asString("");
            if (!ASK_AGAIN.contains(code)) {
                throw new AssertionError(request + " was answered " + answer);
            }
            return null;
        }
        JsonNode result = answer.path("data").path(request.operation());
        return result.path("__typename").asString() + " "
                + result.path("id").asString(result.path("code").asString(""));
    }

    static void pause() throws InterruptedException {
        new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    long answers() {
        return told.size();
    }

    /** Tries that had no answer, or none that says what came of them. */
    long unanswered() {
        return unanswered.get();
    }

    /** What clients must never meet with. */
    List<Throwable> broken() {
        return List.copyOf(broken);
    }

    void stop() throws InterruptedException {
        isRunning = false;
        for (Thread client : clients) {
            client.join(ANSWER_LIMIT.multipliedBy(2));
        }
    }

    Map<String, BankRequest> asked() {
        return Map.copyOf(asked);
    }

    Map<String, String> told() {
        return Map.copyOf(told);
    }

    @Override
    public void close() {
        isRunning = false;
        clients.forEach(Thread::interrupt);
        http.close();
    }
}
