package dev.coffer.scripts.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.EventReplay;
import dev.coffer.core.events.Replays;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/** What two players, a game and an operator do, by a seed: several requests at once, and many of them again. */
final class RandomPlay {

    /** What bets and awards that are no part of the play are called by. */
    static final String MARK = "MARK";

    private static final int ROUNDS = 25;
    private static final int AT_ONCE = 4;
    private static final int BETS = 14;
    private static final String RESULT = "{ __typename ... on Refusal { code message } }";
    private static final List<String> PLAYERS = List.of("ann", "bob");
    private static final List<String> TEMPLATES = List.of("PLAIN", "STICKY", "AT-ONCE");
    private static final List<String> TOLD = List.of(
            "wallet.bet.placed",
            "wallet.bet.settled",
            "wallet.bet.rolled-back",
            "wallet.bonus.credited",
            "wallet.bonus.locked",
            "wallet.bonus.closed");

    private final TestService payment;
    private final TestService bonus;
    private final TestTokens tokens;
    private final Random random;
    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final Map<String, String> wallets = new HashMap<>();
    private final List<Runnable> done = new ArrayList<>();

    RandomPlay(TestService payment, TestService bonus, TestTokens tokens, long seed) {
        this.payment = payment;
        this.bonus = bonus;
        this.tokens = tokens;
        this.random = new Random(seed);
    }

    String tenantId() {
        return tenantId;
    }

    void play() {
        for (String player : PLAYERS) {
            JsonNode opened = payment.ask(
                    "mutation { openWallet(input: { currency: \"EUR\" }) { ... on Wallet { id } } }",
                    tokens.user(player, tenantId, "user"));
            wallets.put(player, opened.at("/data/openWallet/id").asString());
            must(payment, player, "deposit", deposit(player, "first", "20.00"), "user");
        }
        publish("PLAIN", "CLAIM", Map.of("wagering", wagering("2"), "validForDays", 30));
        publish(
                "STICKY",
                "CLAIM",
                Map.of("wagering", wagering("3"), "validForDays", 30, "isSticky", true, "winCap", money("6.00")));
        publish("AT-ONCE", "CLAIM", Map.of());
        publish(
                "COMBO",
                "BET",
                Map.of(
                        "type",
                        "COMBO",
                        "wagering",
                        wagering("4"),
                        "validForDays",
                        30,
                        "selection",
                        Map.of("minCount", 2, "combination", "PRODUCT", "minTotal", "3")));
        publish(
                MARK,
                "BET",
                Map.of(
                        "type",
                        "COMBO",
                        "selection",
                        Map.of("minCount", 1, "maxCount", 1, "categories", List.of("mark"))));
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Runnable> steps = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    steps.add(next());
                }
                steps.stream().map(threads::submit).toList().forEach(RandomPlay::join);
                done.addAll(steps);
            }
        }
    }

    /** Marks count for no bonus. */
    private static Map<String, Object> wagering(String times) {
        Map<String, Object> marks = Map.of("product", "marks", "games", List.of("mark"), "percent", 0);
        return Map.of("times", times, "weights", List.of(marks));
    }

    private static void join(Future<?> step) {
        try {
            step.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    /** Decided here and carried out elsewhere, so that the seed decides all. */
    private Runnable next() {
        String player = PLAYERS.get(random.nextInt(PLAYERS.size()));
        int number = random.nextInt(BETS);
        // A bet is one player's, always with the same stake, so that most repeats are repeats.
        String owner = PLAYERS.get(number % PLAYERS.size());
        String bet = "bet-" + number;
        return switch (random.nextInt(12)) {
            case 0, 1 -> {
                String template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
                String key = "key-" + random.nextInt(2);
                yield () -> ask(
                        bonus, player, "claimBonus", Map.of("templateCode", template, "idempotencyKey", key), "user");
            }
            case 2, 3, 4, 5 -> () -> ask(payment, "game", "placeBet", stake(owner, bet, number), "game-provider");
            case 6, 7, 8 -> {
                Map<String, Object> win = win(bet, random.nextInt(3), random.nextInt(900), random.nextInt(3) > 0);
                yield () -> ask(payment, "game", "settleBet", win, "game-provider");
            }
            case 9 ->
                () -> ask(
                        payment,
                        "game",
                        "rollbackBet",
                        Map.of("betId", bet, "reason", "cancelled", "idempotencyKey", bet + "-back"),
                        "game-provider");
            case 10 -> {
                boolean isForfeited = random.nextBoolean();
                yield () -> end(player, isForfeited);
            }
            default -> done.isEmpty() ? () -> {} : done.get(random.nextInt(done.size()));
        };
    }

    private Map<String, Object> stake(String owner, String bet, int number) {
        Map<String, Object> input = new HashMap<>(Map.of("walletId", wallet(owner), "betId", bet, "gameId", "dice"));
        input.put("amount", money(BigDecimal.valueOf(50 + 37L * number, 2).toPlainString()));
        input.put("idempotencyKey", bet);
        if (number % 3 == 0) {
            input.put(
                    "selections",
                    List.of(
                            Map.of("id", "a", "category", "football", "value", "1.5"),
                            Map.of("id", "b", "category", "football", "value", "2")));
        }
        return input;
    }

    private static Map<String, Object> win(String bet, int part, int cents, boolean isLast) {
        return Map.of(
                "betId",
                bet,
                "win",
                money(BigDecimal.valueOf(cents, 2).toPlainString()),
                "isLast",
                isLast,
                "idempotencyKey",
                bet + "-win-" + part);
    }

    private Map<String, Object> deposit(String player, String key, String amount) {
        return Map.of("walletId", wallet(player), "amount", money(amount), "idempotencyKey", key);
    }

    private String wallet(String player) {
        return Objects.requireNonNull(wallets.get(player));
    }

    /** The first open bonus of the player's, given up or taken back. */
    private void end(String player, boolean isForfeited) {
        Document open = bonus.bean(MongoDatabase.class)
                .getCollection("awards")
                .find(Filters.and(
                        Filters.eq("tenantId", tenantId),
                        Filters.eq("userId", player),
                        Filters.in("state", "ACTIVE", "IN_PROGRESS")))
                .first();
        if (open == null) {
            return;
        }
        String id = open.getString("_id");
        if (isForfeited) {
            ask(bonus, player, "forfeitBonus", Map.of("bonusId", id), "user");
        } else {
            ask(bonus, "adam", "cancelBonus", Map.of("bonusId", id, "reason", "a test"), "admin");
        }
    }

    private static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private void publish(String code, String trigger, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A bonus", "type", "CUSTOM", "triggers", List.of(trigger)));
        content.put("value", Map.of("fixed", money("5.00")));
        content.putAll(more);
        must(bonus, "adam", "saveBonusTemplate", Map.of("code", code, "content", content), "admin");
        must(bonus, "adam", "publishBonusTemplate", Map.of("code", code, "version", 1), "admin");
    }

    private void must(TestService at, String user, String mutation, Map<String, ?> input, String role) {
        assertThat(ask(at, user, mutation, input, role)
                        .at("/data/" + mutation + "/__typename")
                        .asString())
                .isNotEqualTo("Refusal");
    }

    /** A refusal is part of the play; an error is none. */
    private JsonNode ask(TestService at, String user, String mutation, Map<String, ?> input, String role) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        JsonNode answer = at.ask(
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) " + RESULT + " }",
                Map.of("input", input),
                tokens.user(user, tenantId, role));
        assertThat(answer.path("errors")).as("%s %s", mutation, answer).isEmpty();
        return answer;
    }

    /** All that payment-service has told, to who hears it; and after it, for each wallet, something that both have to hear. */
    void tellAgain() {
        for (String type : TOLD) {
            replay(type, "bonus-wallets");
            if (type.startsWith("wallet.bet.")) {
                replay(type, "bonus-play");
            }
        }
        PLAYERS.forEach(this::mark);
    }

    private void mark(String player) {
        String bet = MARK + '-' + player;
        must(payment, player, "deposit", deposit(player, bet, "1.00"), "user");
        Map<String, Object> stake = new HashMap<>(Map.of("walletId", wallet(player), "betId", bet, "gameId", "mark"));
        stake.put("amount", money("0.10"));
        stake.put("idempotencyKey", bet);
        stake.put("selections", List.of(Map.of("id", "m", "category", "mark", "value", "1")));
        must(payment, "game", "placeBet", stake, "game-provider");
        must(payment, "game", "settleBet", win(bet, 0, 0, true), "game-provider");
        await("the mark of " + player)
                .atMost(Duration.ofSeconds(60))
                .until(() -> bonus.bean(MongoDatabase.class)
                                .getCollection("awards")
                                .countDocuments(Filters.and(
                                        Filters.eq("tenantId", tenantId),
                                        Filters.eq("userId", player),
                                        Filters.eq("terms.templateCode", MARK),
                                        Filters.eq("state", "CLAIMED")))
                        == 1);
    }

    private void replay(String type, String consumer) {
        Replays replays = payment.bean(Replays.class);
        Instant now = Instant.now();
        Replays.Request request = new Replays.Request(
                UUID.randomUUID().toString(),
                tenantId,
                type,
                now.minus(Duration.ofDays(1)),
                now.plusSeconds(60),
                consumer);
        if (replays.start(request, "test") instanceof Replays.Result.Recorded(EventReplay started)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Objects.requireNonNull(replays.find(tenantId, started.id()))
                                    .state()
                            == EventReplay.State.DONE);
        }
    }
}
