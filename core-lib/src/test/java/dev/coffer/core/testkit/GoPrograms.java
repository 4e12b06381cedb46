package dev.coffer.core.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs of others that Go builds from its module index, once, and that are kept in the user's cache. A test that wants one is skipped where that
 * cannot be done, and says so.
 */
public final class GoPrograms {

    private static final int LONGEST_BUILD_SECONDS = 180;

    private GoPrograms() {}

    /**
     * @param name of the program, the last part of its package
     * @param packageName such as "github.com/stripe/stripe-mock"
     * @param version such as "v0.203.0"
     */
    public static Path binary(String name, String packageName, String version)
            throws IOException, InterruptedException {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "coffer");
        Path binary = cache.resolve(packageName.replace('/', '-') + "-" + version);
        if (!Files.isExecutable(binary)) {
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, name);
            build(packageName + "@" + version, fresh);
            Files.move(fresh.resolve(name), binary, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(fresh);
        }
        return binary;
    }

    private static void build(String module, Path into) throws IOException, InterruptedException {
        ProcessBuilder go = new ProcessBuilder("go", "install", module)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Objects.requireNonNull(go.environment()).put("GOBIN", into.toString());
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
        Assumptions.assumeTrue(isBuilt, "skipped: Go is not here, or cannot get " + module);
    }
}
