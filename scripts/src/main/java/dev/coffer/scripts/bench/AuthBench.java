package dev.coffer.scripts.bench;

import dev.coffer.core.identity.CachedTokenVerifier;
import dev.coffer.core.identity.HttpVerificationKeys;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.identity.JwtVerifier;
import dev.coffer.core.identity.RevocableVerifier;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.identity.RevocationList;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import dev.coffer.scripts.bench.CpuTime.Spent;
import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.run.LocalSystem;
import dev.coffer.scripts.run.Service;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Sign-ins, refreshes and verifications of access tokens, straight at auth-service; callers, service and stores share the machine. */
final class AuthBench {

    private static final int TOKENS = 1_000;
    private static final int REVOCATIONS = 100;
    private static final long SLOWEST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final int DIGITS = 3;
    private static final String ISSUER = "coffer";
    private static final String AUDIENCE = "coffer-api";
    private static final String REFRESH = """
            mutation R($token: String!) {
              refreshSession(input: { refreshToken: $token }) { __typename ... on Session { accessToken refreshToken } } }""";

    private final Settings settings;
    private final LocalSystem system;
    private final Consumer<String> progress;
    private final CpuTime processors;
    private final Clock clock = BenchWiring.clock();

    /** @param storm sign-ins at the same moment */
    record Settings(int callers, int storm, Duration warmUp, Duration perPart) {

        Settings {
            if (callers < 1 || storm < 1 || warmUp.isNegative() || !perPart.isPositive()) {
                throw new IllegalArgumentException("A benchmark needs one or more of all; not: " + callers
                        + " callers, " + storm + " sign-ins at once, parts of " + perPart);
            }
        }
    }

    AuthBench(Settings settings, LocalSystem system, Consumer<String> progress) {
        this.settings = settings;
        this.system = system;
        this.progress = progress;
        this.processors = new CpuTime(
                system.stores().mongo().pid(), system.stores().redis().pid());
    }

    AuthBenchReport run() throws InterruptedException {
        try (GatewayClient service = new GatewayClient(system.ports().graphQlUrl(Service.AUTH))) {
            progress.accept("Registering " + settings.callers() + " users ...");
            List<Person> users = Callers.collect(
                    4,
                    settings.callers(),
                    number -> Person.unknown(service, "caller-" + number).join("Caller"));
            progress.accept("Warming up for " + settings.warmUp().toSeconds() + " s ...");
            logIn(users, settings.warmUp().dividedBy(2));
            refresh(service, users, settings.warmUp().dividedBy(2));

            Measured logins = logIn(users, settings.perPart());
            progress.accept("sign-ins:      %,10.0f/s".formatted(logins.perSecond()));
            Measured refreshes = refresh(service, users, settings.perPart());
            progress.accept("refreshes:     %,10.0f/s".formatted(refreshes.perSecond()));
            List<String> tokens = tokens(service, users.getFirst());
            double cached = verify(new CachedTokenVerifier(verifier(), clock), tokens);
            double uncached = verify(verifier(), tokens);
            progress.accept("verifications: %,10.0f/s, %,.0f/s uncached".formatted(cached, uncached));
            AuthBenchReport.Storm storm = storm(service, users.getFirst());
            return new AuthBenchReport(
                    logins.perSecond(),
                    logins.perCoreSecond(),
                    refreshes.perSecond(),
                    refreshes.latencies().getValueAtPercentile(99) / 1e3,
                    cached,
                    uncached,
                    REVOCATIONS,
                    storm,
                    new AuthBenchReport.Conditions(
                            Runtime.getRuntime().availableProcessors(),
                            Runtime.version().toString(),
                            settings.callers(),
                            settings.perPart().toMillis() / 1e3));
        }
    }

    private record Measured(Histogram latencies, Duration elapsed, Spent spent) {

        double perSecond() {
            return latencies.getTotalCount() * 1e9 / elapsed.toNanos();
        }

        double perCoreSecond() {
            return latencies.getTotalCount() * 1e9 / spent.total().toNanos();
        }
    }

    private Measured logIn(List<Person> users, Duration duration) throws InterruptedException {
        return measure(users, duration, user -> {
            // More at once than the service hashes at once are told to come again.
            Person.await("a sign-in", () -> !isToldToWait(user.tryLogin()));
        });
    }

    private static boolean isToldToWait(Answer login) {
        return login.errorCodes().contains("TOO_MANY_REQUESTS");
    }

    private Measured refresh(GatewayClient service, List<Person> users, Duration duration) throws InterruptedException {
        Map<Person, String> newest = new ConcurrentHashMap<>();
        users.forEach(user -> newest.put(user, user.login().refreshToken()));
        return measure(
                users,
                duration,
                user -> newest.compute(
                        user,
                        (same, token) ->
                                refreshed(service, String.valueOf(token)).text("/refreshSession/refreshToken")));
    }

    private static Answer refreshed(GatewayClient service, String token) {
        return service.ask(REFRESH, Map.of("token", token), null).ok();
    }

    private Measured measure(List<Person> users, Duration duration, Consumer<Person> work) throws InterruptedException {
        Histogram latencies = new ConcurrentHistogram(SLOWEST_MICROS, DIGITS);
        Spent before = processors.spent();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        Callers.run(users.size(), caller -> {
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                work.accept(users.get(caller));
                latencies.recordValue(Math.min(SLOWEST_MICROS, (System.nanoTime() - now) / 1_000));
            }
        });
        return new Measured(
                latencies,
                Duration.ofNanos(System.nanoTime() - start),
                processors.spent().minus(before));
    }

    /** Of one session: each refresh gives another. */
    private static List<String> tokens(GatewayClient service, Person user) {
        List<String> tokens = new ArrayList<>(TOKENS);
        String refresh = user.login().refreshToken();
        for (int i = 0; i < TOKENS; i++) {
            Answer answer = refreshed(service, refresh);
            refresh = answer.text("/refreshSession/refreshToken");
            tokens.add(answer.text("/refreshSession/accessToken"));
        }
        return tokens;
    }

    private TokenVerifier verifier() {
        URI auth = URI.create(system.ports().graphQlUrl(Service.AUTH));
        IdentitySettings identity = new IdentitySettings(
                ISSUER, AUDIENCE, auth.resolve("/.well-known/jwks.json"), IdentitySettings.MAX_CLOCK_SKEW);
        return new JwtVerifier(identity, new HttpVerificationKeys(identity.jwksUri(), clock), clock);
    }

    /** For each second of processor time of this one thread. */
    private double verify(TokenVerifier origin, List<String> tokens) {
        RevocationList revocations = new RevocationList();
        revocations.addAll(IntStream.range(0, REVOCATIONS)
                .mapToObj(one -> Revocation.ofSession("session " + one, Instant.MAX))
                .toList());
        TokenVerifier verifier = new RevocableVerifier(origin, revocations);
        verifyFor(settings.perPart().dividedBy(2), verifier, tokens);
        long before = ownCpu();
        long verified = verifyFor(settings.perPart(), verifier, tokens);
        return verified * 1e9 / (ownCpu() - before);
    }

    private static long ownCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long verifyFor(Duration duration, TokenVerifier verifier, List<String> tokens) {
        long verified = 0;
        for (long end = System.nanoTime() + duration.toNanos(); System.nanoTime() < end; ) {
            for (String token : tokens.subList(0, TOKENS / 10)) {
                if (!(verifier.verify(token) instanceof Verification.Verified)) {
                    throw new IllegalStateException("A token of the benchmark does not count");
                }
                verified++;
            }
            Collections.rotate(tokens, TOKENS / 10);
        }
        return verified;
    }

    /** Of strangers, each with a contact of their own: tries at one account are soon not looked at. */
    private AuthBenchReport.Storm storm(GatewayClient service, Person user) throws InterruptedException {
        progress.accept(settings.storm() + " sign-ins at once ...");
        Person other = user.login();
        Histogram others = new ConcurrentHistogram(SLOWEST_MICROS, DIGITS);
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger toldToWait = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        AtomicBoolean isOver = new AtomicBoolean();
        long before = heap();
        Thread asking = Thread.ofVirtual().start(() -> {
            while (!isOver.get()) {
                long start = System.nanoTime();
                other.ask("{ me { id } }").ok();
                others.recordValue(Math.min(SLOWEST_MICROS, (System.nanoTime() - start) / 1_000));
            }
        });
        Callers.run(settings.storm(), caller -> {
            Answer answer = Person.unknown(service, "stranger").tryLogin();
            AtomicInteger outcome = isToldToWait(answer)
                    ? toldToWait
                    : answer.at("/login/code").asString("").equals("INVALID_CREDENTIALS") ? answered : failed;
            outcome.incrementAndGet();
        });
        isOver.set(true);
        asking.join();
        return new AuthBenchReport.Storm(
                settings.storm(),
                answered.get(),
                toldToWait.get(),
                failed.get(),
                others.getValueAtPercentile(99) / 1e3,
                Math.max(0, heap() - before) >> 20);
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
