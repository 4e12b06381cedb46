package dev.coffer.payment.provider.stripe;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Stripe's own stripe-mock, which checks each request by the description of Stripe's API. Built once by Go and kept in the user's cache;
 * a test that wants it is skipped where that cannot be done.
 */
final class StripeMock implements AutoCloseable {

    private static final String VERSION = "v0.203.0";
    private static final String MODULE = "github.com/stripe/stripe-mock@" + VERSION;
    private static final int LONGEST_BUILD_SECONDS = 180;
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
                        binary().toString(), "-http-addr", "127.0.0.1:0", "-https-addr", "127.0.0.1:0")
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

    private static Path binary() throws IOException, InterruptedException {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "coffer");
        Path binary = cache.resolve("stripe-mock-" + VERSION);
        if (!Files.isExecutable(binary)) {
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, "stripe-mock");
            build(fresh);
            Files.move(fresh.resolve("stripe-mock"), binary, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(fresh);
        }
        return binary;
    }

    private static void build(Path into) throws IOException, InterruptedException {
        ProcessBuilder go = new ProcessBuilder("go", "install", MODULE)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        go.environment().put("GOBIN", into.toString());
        boolean isBuilt;
        try {
            Process building = go.start();
            isBuilt = building.waitFor(LONGEST_BUILD_SECONDS, TimeUnit.SECONDS) && building.exitValue() == 0;
            building.destroyForcibly();
        } catch (IOException noGo) {
            isBuilt = false;
        }
        if (!isBuilt) {
            Files.delete(into);
        }
        Assumptions.assumeTrue(isBuilt, "Skipped: Go is not here, or cannot get " + MODULE);
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
