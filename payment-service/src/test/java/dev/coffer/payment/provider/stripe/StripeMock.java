package dev.coffer.payment.provider.stripe;

import dev.coffer.core.testkit.GoPrograms;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Stripe's own stripe-mock, which checks each request by the description of Stripe's API. A test that wants it is skipped where Go cannot
 * build it.
 */
final class StripeMock implements AutoCloseable {

    private static final int LONGEST_START_SECONDS = 20;
    private static final String LISTENS = "Listening for HTTP at address: ";

    private final Process process;
    private final URI address;

    private StripeMock(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static StripeMock start() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        GoPrograms.binary("stripe-mock", "github.com/stripe/stripe-mock", "v0.203.0")
                                .toString(),
                        "-http-addr",
                        "127.0.0.1:0",
                        "-https-addr",
                        "127.0.0.1:0")
                .redirectErrorStream(true)
                .start();
        var output = process.inputReader();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        String line = output.readLine();
        while (line != null && !line.contains(LISTENS) && System.nanoTime() < deadline) {
            line = output.readLine();
        }
        if (line == null || !line.contains(LISTENS)) {
            process.destroyForcibly();
            throw new IllegalStateException("stripe-mock does not start: " + line);
        }
        Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
        String listens =
                line.substring(line.indexOf(LISTENS) + LISTENS.length()).trim();
        return new StripeMock(process, URI.create("http://" + listens));
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
