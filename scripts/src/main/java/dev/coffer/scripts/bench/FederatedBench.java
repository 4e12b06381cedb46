package dev.coffer.scripts.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/** One query over four subgraphs, through Coffer's gateway and a peer in turn; each is a process, whose processor time is what counts. */
final class FederatedBench {

    private static final long SLOWEST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final int DIGITS = 3;
    private static final int SHOWN_BYTES = 500;
    private static final String COFFER = "coffer";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Settings settings;
    private final Consumer<String> progress;
    private final FederatedShop shop = new FederatedShop();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param peers also measured: {@link PeerGateway}s by their names */
    record Settings(int callers, Duration warmUp, Duration perRound, int rounds, String heap, List<PeerGateway> peers) {

        Settings {
            if (callers < 1 || rounds < 1 || warmUp.isNegative() || !perRound.isPositive()) {
                throw new IllegalArgumentException("A benchmark needs one or more of everything; not: " + callers
                        + " callers, " + rounds + " rounds of " + perRound);
            }
        }
    }

    FederatedBench(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** A gateway, what it answers, and what that took. */
    private record Contestant(String name, GatewayUnderTest gateway, byte[] answer, List<Round> rounds) {
        double cpuMs() {
            return LedgerBenchReport.median(rounds.stream().map(Round::cpuMs).toList());
        }
    }

    FederatedBenchReport run(Path folder) throws IOException, InterruptedException {
        List<GatewayUnderTest> gateways = new ArrayList<>();
        try (BenchSubgraphs subgraphs = new BenchSubgraphs(shop)) {
            gateways.add(GatewayUnderTest.coffer(subgraphs.urls(), folder, settings.heap()));
            long before = subgraphs.calls();
            Contestant coffer = contestant(COFFER, gateways.getFirst());
            long calls = subgraphs.calls() - before;
            List<Contestant> all = new ArrayList<>(List.of(coffer));
            for (PeerGateway peer : settings.peers()) {
                progress.accept("Installing " + peer.key() + " ...");
                gateways.add(peer.start(subgraphs.urls(), folder));
                all.add(contestant(peer.key(), gateways.getLast()));
            }
            measure(all);
            return report(coffer, calls, all);
        } finally {
            gateways.forEach(GatewayUnderTest::close);
            http.close();
        }
    }

    private Contestant contestant(String name, GatewayUnderTest gateway) throws IOException, InterruptedException {
        byte[] answer = ask(gateway);
        if (!JSON.readTree(answer).equals(JSON.valueToTree(shop.whole().toSpecification()))) {
            throw new IllegalStateException(name + " answers something else than the whole does: "
                    + new String(answer, 0, Math.min(SHOWN_BYTES, answer.length), StandardCharsets.UTF_8));
        }
        return new Contestant(name, gateway, answer, new ArrayList<>());
    }

    private void measure(List<Contestant> all) throws InterruptedException {
        for (Contestant one : all) {
            progress.accept(
                    "Warming " + one.name() + " up for " + settings.warmUp().toSeconds() + " s ...");
            round(one, settings.warmUp());
        }
        for (int number = 1; number <= settings.rounds(); number++) {
            for (Contestant one : all) {
                Round round = round(one, settings.perRound());
                one.rounds().add(round);
                progress.accept("round %d: %-8s %.3f ms of CPU a request, %,.0f/s"
                        .formatted(number, one.name(), round.cpuMs(), round.perSecond()));
            }
        }
    }

    private FederatedBenchReport report(Contestant coffer, long calls, List<Contestant> all)
            throws IOException, InterruptedException {
        List<FederatedBenchReport.Gateway> figures = new ArrayList<>();
        for (Contestant one : all) {
            figures.add(figures(one, coffer.cpuMs()));
        }
        return new FederatedBenchReport(
                coffer.answer().length,
                calls,
                ColdPlan.measure(),
                figures,
                new FederatedBenchReport.Conditions(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().toString(),
                        settings.callers(),
                        settings.perRound().toMillis() / 1e3,
                        settings.rounds(),
                        settings.warmUp().toMillis() / 1e3));
    }

    private record Round(Histogram latencies, Duration elapsed, Duration spent) {
        double perSecond() {
            return latencies.getTotalCount() * 1e9 / elapsed.toNanos();
        }

        double cpuMs() {
            return spent.toNanos() / 1e6 / Math.max(1, latencies.getTotalCount());
        }
    }

    private Round round(Contestant contestant, Duration duration) throws InterruptedException {
        Histogram latencies = new ConcurrentHistogram(SLOWEST_MICROS, DIGITS);
        GatewayUnderTest gateway = contestant.gateway();
        Duration before = gateway.spent();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        Callers.run(settings.callers(), caller -> {
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                if (!Arrays.equals(contestant.answer(), askUnchecked(gateway))) {
                    throw new IllegalStateException("The gateway answered something else than before");
                }
                latencies.recordValue(Math.min(SLOWEST_MICROS, (System.nanoTime() - now) / 1_000));
            }
        });
        return new Round(
                latencies,
                Duration.ofNanos(System.nanoTime() - start),
                gateway.spent().minus(before));
    }

    private byte[] askUnchecked(GatewayUnderTest gateway) {
        try {
            return ask(gateway);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private byte[] ask(GatewayUnderTest gateway) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create(gateway.url()))
                        .timeout(PATIENCE)
                        .header("content-type", "application/json")
                        .header("accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("query", FederatedShop.QUERY))))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return response.body();
    }

    private static FederatedBenchReport.Gateway figures(Contestant one, double ours)
            throws IOException, InterruptedException {
        Histogram all = new Histogram(SLOWEST_MICROS, DIGITS);
        one.rounds().forEach(round -> all.add(round.latencies()));
        return new FederatedBenchReport.Gateway(
                one.name(),
                one.cpuMs(),
                one.rounds().stream().map(Round::cpuMs).toList(),
                one.cpuMs() / ours,
                one.rounds().stream().mapToDouble(Round::perSecond).average().orElse(0),
                all.getValueAtPercentile(50) / 1e3,
                all.getValueAtPercentile(99) / 1e3,
                one.gateway().residentBytes() >> 20);
    }
}
