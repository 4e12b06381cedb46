package dev.coffer.scripts.scaffold;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The house's formatter over a new module: names of other lengths break lines elsewhere. */
final class Formatting {

    private static final int LIMIT_MINUTES = 5;
    private static final int MOST_SHOWN = 2_000;

    private Formatting() {}

    /** @throws CommandFailed with the end of what the formatter said */
    static void apply(Path checkout, String module) {
        try {
            Process maven = new ProcessBuilder(
                            checkout.resolve("mvnw").toString(),
                            "-B",
                            "-q",
                            "spotless:apply",
                            "-pl",
                            module + ",scripts")
                    .directory(checkout.toFile())
                    .redirectErrorStream(true)
                    .start();
            maven.getOutputStream().close();
            String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!maven.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || maven.exitValue() != 0) {
                maven.destroy();
                throw new CommandFailed("./mvnw spotless:apply failed. "
                        + said.substring(Math.max(0, said.length() - MOST_SHOWN))
                                .strip());
            }
        } catch (IOException e) {
            throw new CommandFailed("./mvnw cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.");
        }
    }
}
