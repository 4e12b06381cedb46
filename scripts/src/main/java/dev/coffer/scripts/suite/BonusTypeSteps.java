package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.suite.BonusScenarioContent.How;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/**
 * Every type of the catalogue on its whole way: a template, what brings it about, the award, the pocket, a bet, the progress, and
 * what becomes the player's own; to the cent. The players play at once; each type is a step of its own.
 */
final class BonusTypeSteps {

    private static final int AT_ONCE = 8;

    /** Enough to publish two templates and to bet before the day is over. */
    private static final int SECONDS_TO_MIDNIGHT = 8;

    private static final String CALENDAR = "bonus-service/calendar";

    /** How each type is brought about; whose day has to end comes last. */
    private static final Map<How, List<String>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put(How.REGISTRATION, List.of("WELCOME"));
        TYPES.put(How.DEPOSIT, List.of("FIRST_DEPOSIT", "TOP_UP", "REFEREE"));
        TYPES.put(How.SECOND_DEPOSIT, List.of("RELOAD"));
        TYPES.put(How.PURCHASE, List.of("FIRST_PURCHASE", "SELECTION", "BUNDLE"));
        TYPES.put(How.BET, List.of("COMBO"));
        TYPES.put(
                How.PLAY,
                List.of(
                        "FIRST_ACTION",
                        "ACTIVITY",
                        "MILESTONE",
                        "LOYALTY",
                        "ACHIEVEMENT",
                        "TASK_COMPLETION",
                        "CHALLENGE"));
        TYPES.put(How.TIER, List.of("TIER_UPGRADE"));
        TYPES.put(How.BIRTHDAY, List.of("BIRTHDAY"));
        TYPES.put(How.CHECK_IN, List.of("DAILY_LOGIN", "STREAK"));
        TYPES.put(How.SCHEDULE, List.of("SEASONAL", "FLASH", "SPECIAL_EVENT"));
        TYPES.put(How.PROMO_CODE, List.of("PROMO_CODE", "FREE_CREDIT"));
        TYPES.put(How.CLAIM, List.of("TRIAL", "LOYALTY_POINTS", "VIP", "CUSTOM", "FREE_SPINS", "NO_DEPOSIT"));
        TYPES.put(
                How.OPERATOR, List.of("REFERRAL", "COMMISSION", "WINBACK", "ANNIVERSARY", "TOURNAMENT", "LEADERBOARD"));
        TYPES.put(How.DAY_OVER, List.of("CASHBACK", "CONSOLATION"));
    }

    private final GatewayClient client;
    private final Person admin;
    private final Person reviewer;
    private final Person game;
    private final Staff staff;
    private final Map<String, BonusScenario> scenarios = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Void>> played = new LinkedHashMap<>();

    BonusTypeSteps(GatewayClient client, Person admin, Staff staff) {
        this.client = client;
        this.admin = admin;
        this.staff = staff;
        this.game = Person.unknown(client, "games");
        this.reviewer = Person.unknown(client, "reviewer");
    }

    void addTo(Suite suite) {
        suite.step("every type of the catalogue has a scenario", this::begin);
        TYPES.forEach((how, types) -> {
            if (how != How.DAY_OVER) {
                types.forEach(type -> suite.step(
                        "a bonus of the type " + type + ", brought about by " + how + ", becomes the player's own",
                        () -> join(type)));
            }
        });
        suite.step("when the day is over, a tenth of what was lost comes back, and becomes the player's own", () -> {
            types(How.DAY_OVER).forEach(this::join);
            List<BonusScenario> late =
                    types(How.DAY_OVER).stream().map(this::scenario).toList();
            int seconds = LocalTime.ofInstant(SuiteWiring.clock().instant(), ZoneOffset.UTC)
                            .toSecondOfDay()
                    + SECONDS_TO_MIDNIGHT;
            setZone(midnightIn(seconds));
            late.forEach(BonusScenario::publish);
            late.forEach(BonusScenario::bringAbout);
            late.forEach(BonusScenario::awaitTomorrow);
            late.forEach(BonusScenario::playToTheEnd);
            setZone("UTC");
        });
    }

    /** The offset at which {@code seconds} of a day of UTC are a midnight. */
    private static String midnightIn(int seconds) {
        int most = ZoneOffset.MAX.getTotalSeconds();
        int offset = seconds <= most ? -seconds : 24 * 60 * 60 - seconds;
        return ZoneOffset.ofTotalSeconds(offset).getId();
    }

    private void begin() {
        JsonNode catalogue = admin.ask("{ bonusTypes { type needs } }").ok().at("/bonusTypes");
        Map<String, List<String>> needs = new LinkedHashMap<>();
        catalogue.forEach(type -> needs.put(
                type.at("/type").asString(),
                type.at("/needs").valueStream().map(JsonNode::asString).toList()));
        List<String> scripted = TYPES.values().stream().flatMap(List::stream).toList();
        Check.equal(new TreeSet<>(needs.keySet()), new TreeSet<>(scripted), "the types with a scenario");
        staff.join(game, "game-provider");
        staff.join(reviewer, "admin");
        TYPES.forEach((how, types) -> types.forEach(type -> scenarios.put(
                type,
                new BonusScenario(client, admin, reviewer, game, type, how, needs.getOrDefault(type, List.of())))));
        // Everybody who registers meanwhile would get it: it is the first, and alone.
        played.put("WELCOME", CompletableFuture.completedFuture(null));
        run(scenario("WELCOME"));
        List<BonusScenario> others = new ArrayList<>(scenarios.values());
        others.remove(scenario("WELCOME"));
        ExecutorService pool =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
        others.forEach(one -> played.put(one.type(), CompletableFuture.runAsync(() -> run(one), pool)));
        // Nothing more is begun; what runs is waited for by the step of its type.
        pool.shutdown();
    }

    private static List<String> types(How how) {
        return TYPES.getOrDefault(how, List.of());
    }

    private BonusScenario scenario(String type) {
        BonusScenario scenario = scenarios.get(type);
        if (scenario == null) {
            throw new AssertionError("the players of " + type + " have not begun");
        }
        return scenario;
    }

    private void run(BonusScenario one) {
        one.prepare();
        if (one.how() != How.DAY_OVER) {
            one.publish();
            one.bringAbout();
            one.playToTheEnd();
        }
    }

    private void join(String type) {
        CompletableFuture<Void> running = played.get(type);
        if (running == null) {
            throw new AssertionError("the players of " + type + " have not begun");
        }
        try {
            running.join();
        } catch (CompletionException failed) {
            throw new AssertionError(String.valueOf(failed.getCause()), failed);
        }
    }

    private void setZone(String zone) {
        int version = admin.ask("query S($key: String!) { setting(key: $key) { version } }", Map.of("key", CALENDAR))
                .ok()
                .at("/setting/version")
                .asInt();
        Mutations.done(
                admin,
                "setSetting",
                Map.of(
                        "key",
                        CALENDAR,
                        "expectedVersion",
                        version,
                        "reason",
                        "the bonus suite",
                        "values",
                        List.of(Map.of("field", "zone", "value", zone))),
                "... on Setting { version }",
                "/version");
        Person.await(
                "the calendar of " + zone,
                () -> admin.ask("{ bonusCalendar { zone } }")
                        .ok()
                        .text("/bonusCalendar/zone")
                        .equals(zone.equals("UTC") ? "UTC" : ZoneOffset.of(zone).getId()));
    }
}
