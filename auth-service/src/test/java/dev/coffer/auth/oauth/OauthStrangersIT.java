package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Libraries that know nothing of us: openid-client and jose of npm, run by the machine's own Node.js. */
@ExtendWith(StoresExtension.class)
class OauthStrangersIT {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path WORK = Path.of("target", "node");
    private static final long SECONDS = 180;

    private record Run(int status, List<String> lines) {}

    private static Run run(List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        Path output = Files.createTempFile(WORK, "run", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Run(-1, List.of("it did not end within " + SECONDS + " s"));
            }
            return new Run(process.exitValue(), Files.readAllLines(output, StandardCharsets.UTF_8));
        } catch (IOException absent) {
            return new Run(-1, List.of(absent.toString()));
        }
    }

    private static void install() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                run(List.of("node", "--version")).status() == 0, "skipped: there is no Node.js on this machine");
        try (var files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Assumptions.assumeTrue(
                run(List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"))
                                .status()
                        == 0,
                "skipped: npm could not install the packages of src/test/node");
    }

    @Test
    void openid_client_and_jose_find_everything_and_take_what_they_get(@FreshDatabase String database)
            throws IOException, InterruptedException {
        install();
        try (OauthHouse house = OauthHouse.open(database)) {
            String[] scopes = {"openid", "profile", "email", "offline_access", "user:read"};
            Application secret = house.application(false, scopes);
            Application open = house.application(true, scopes);
            List<String> command = new ArrayList<>(List.of("node", "strangers.js", house.issuer, secret.id()));
            command.addAll(List.of(String.valueOf(secret.secret()), open.id(), OauthHouse.ADA, OauthHouse.PASSWORD));

            Run run = run(command);

            assertThat(run.status()).as(String.join("\n", run.lines())).isZero();
            assertThat(run.lines())
                    .containsExactly(
                            "discovery",
                            "code",
                            "jose",
                            "userinfo",
                            "refresh",
                            "introspection and revocation",
                            "client credentials",
                            "public client",
                            "device");
        }
    }
}
