package dev.coffer.scripts.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.MongoClients;
import dev.coffer.payment.ledger.LedgerVerifier;
import dev.coffer.payment.ledger.MongoLedgerVerifier;
import dev.coffer.scripts.bench.CpuTime.Spent;
import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.run.LocalSystem;
import dev.coffer.scripts.run.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Single payments as mutations, by people who are signed in: through the gateway, and straight to payment-service for
 * comparison, a round of the one beside a round of the other. Everything shares the machine: callers, gateway, services, stores.
 */
final class GatewayBench {

    private static final String FUNDS = "1000.00";
    private static final String PRICE = "0.01";
    private static final String CURRENCY = "EUR";
    private static final long SLOWEST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final int DIGITS = 3;
    private static final String DATABASE = "payment_service";

    private final Settings settings;
    private final LocalSystem system;
    private final Consumer<String> progress;
    private final CpuTime processors;
    private final AtomicLong acknowledged = new AtomicLong();

    /** @param callers at once, shared out over the users */
    record Settings(int users, int callers, Duration warmUp, Duration perRound, int rounds) {

        Settings {
            if (users < 2 || callers < 1 || rounds < 1 || warmUp.isNegative() || !perRound.isPositive()) {
                throw new IllegalArgumentException("A benchmark needs two users, and one or more of all else; not: "
                        + users + " users, " + callers + " callers, " + rounds + " rounds of " + perRound);
            }
        }
    }

    GatewayBench(Settings settings, LocalSystem system, Consumer<String> progress) {
        this.settings = settings;
        this.system = system;
        this.progress = progress;
        this.processors = new CpuTime(
                system.stores().mongo().pid(), system.stores().redis().pid());
    }

    GatewayBenchReport run() throws InterruptedException {
        try (GatewayClient throughGateway = new GatewayClient(system.ports().gatewayUrl());
                GatewayClient toService = new GatewayClient(system.ports().graphQlUrl(Service.PAYMENT))) {
            progress.accept("Registering " + settings.users() + " users, each with a deposit of " + FUNDS + " ...");
            List<Payer> users = Callers.collect(4, settings.users(), number -> Payer.join(throughGateway, number));
            progress.accept("Warming up for " + settings.warmUp().toSeconds() + " s ...");
            measure(throughGateway, users, settings.warmUp());
            measure(toService, users, settings.warmUp().dividedBy(2));
            List<Measured> gateway = new ArrayList<>();
            List<Measured> direct = new ArrayList<>();
            for (int round = 1; round <= settings.rounds(); round++) {
                gateway.add(measure(throughGateway, users, settings.perRound()));
                direct.add(measure(toService, users, settings.perRound()));
                progress.accept("round %d: through the gateway %,.0f/s, straight to payment-service %,.0f/s"
                        .formatted(
                                round,
                                gateway.getLast().perSecond(),
                                direct.getLast().perSecond()));
            }
            return report(Measured.median(gateway), Measured.median(direct));
        }
    }

    /** Somebody with money, and a token. */
    private record Payer(Person person, String walletId) {

        static Payer join(GatewayClient client, int number) {
            Person person = Person.unknown(client, "payer-" + number).join("Payer " + number);
            String wallet = person.wallet(CURRENCY);
            Answer deposit =
                    person.deposit(wallet, FUNDS, CURRENCY, "bench-deposit").ok();
            Person.await("a deposit", () -> person.balance(CURRENCY).signum() > 0);
            if (!deposit.text("/deposit/__typename").equals("Deposit")) {
                throw new IllegalStateException("A deposit of the benchmark was refused: " + deposit.shown());
            }
            return new Payer(person, wallet);
        }
    }

    private Measured measure(GatewayClient client, List<Payer> users, Duration duration) throws InterruptedException {
        Histogram latencies = new ConcurrentHistogram(SLOWEST_MICROS, DIGITS);
        Spent before = processors.spent();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        Callers.run(settings.callers(), caller -> {
            Payer payer = users.get(caller % users.size());
            String payee = users.get((caller + 1) % users.size()).person().id();
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                Answer answer = payer.person().payBy(client, payer.walletId(), payee, PRICE, CURRENCY, key());
                if (!answer.ok().text("/transferFunds/__typename").equals("Transfer")) {
                    throw new IllegalStateException("A transfer of the benchmark was refused: " + answer.shown());
                }
                acknowledged.incrementAndGet();
                latencies.recordValue(Math.min(SLOWEST_MICROS, (System.nanoTime() - now) / 1_000));
            }
        });
        return new Measured(
                latencies,
                Duration.ofNanos(System.nanoTime() - start),
                processors.spent().minus(before));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private record Measured(Histogram latencies, Duration elapsed, Spent spent) {

        double perSecond() {
            return latencies.getTotalCount() * 1e9 / elapsed.toNanos();
        }

        /** The round in the middle by rate; of an even number the lower of the two. */
        static Measured median(List<Measured> rounds) {
            double middle = LedgerBenchReport.median(
                    rounds.stream().map(Measured::perSecond).toList());
            return rounds.stream()
                    .filter(round -> round.perSecond() == middle)
                    .findFirst()
                    .orElseThrow();
        }

        GatewayBenchReport.Way way() {
            return new GatewayBenchReport.Way(
                    latencies.getValueAtPercentile(50) / 1e3,
                    latencies.getValueAtPercentile(99) / 1e3,
                    perThousand(spent.jvm()),
                    perThousand(spent.mongod()),
                    perThousand(spent.redis()));
        }

        private double perThousand(Duration time) {
            return time.toNanos() / 1e6 / Math.max(1, latencies.getTotalCount());
        }
    }

    private GatewayBenchReport report(Measured gateway, Measured direct) {
        String flaw = flaw();
        return new GatewayBenchReport(
                gateway.perSecond(),
                direct.perSecond(),
                gateway.perSecond() / direct.perSecond(),
                gateway.way(),
                direct.way(),
                acknowledged.get(),
                flaw.isEmpty(),
                flaw,
                new GatewayBenchReport.Conditions(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().toString(),
                        settings.users(),
                        settings.callers(),
                        settings.perRound().toMillis() / 1e3,
                        settings.rounds()));
    }

    private String flaw() {
        progress.accept("Verifying every entry ...");
        try (MongoClient client = MongoClients.open(system.stores().mongoUri(), "bench")) {
            LedgerVerifier.Report report = new MongoLedgerVerifier(client, DATABASE, Currencies.builtIn()).verify();
            if (!report.flaws().isEmpty()) {
                LedgerVerifier.Flaw first = report.flaws().getFirst();
                return first.where() + ": " + first.what();
            }
            long stored = client.getDatabase(DATABASE)
                    .getCollection("transfers")
                    .countDocuments(Filters.eq("type", "PAYMENT"));
            return stored == acknowledged.get()
                    ? ""
                    : "There are " + stored + " payments, and " + acknowledged.get() + " were acknowledged.";
        }
    }
}
