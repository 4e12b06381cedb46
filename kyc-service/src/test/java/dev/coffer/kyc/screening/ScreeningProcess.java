package dev.coffer.kyc.screening;

import dev.coffer.core.ops.ServiceLauncher;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.kyc.KycApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** kyc-service in a process of its own, so that it can be killed as the power cut kills. It does not outlive the test's JVM. */
final class ScreeningProcess {

    private static final int KILLED = 137;

    private ScreeningProcess() {}

    static Process start(String database, String jwksUri) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScreeningProcess.class.getName(),
                        TestStores.mongoUri(),
                        TestStores.redisUri(),
                        database,
                        jwksUri)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "screening-process.log").toFile()))
                .start();
    }

    public static void main(String[] args) throws IOException {
        ServiceLauncher.launch(
                KycApplication.class,
                KycApplication.SERVICE,
                Map.of(
                        "server.port",
                        "0",
                        "coffer.mongodb.uri",
                        args[0],
                        "coffer.redis.uri",
                        args[1],
                        "coffer.database-name",
                        args[2],
                        "coffer.master-key",
                        TestService.MASTER_KEY,
                        "coffer.identity.jwks-uri",
                        args[3],
                        "coffer.kyc.screening.look-every",
                        "50ms",
                        "coffer.kyc.screening.lease",
                        "2s",
                        "coffer.kyc.screening.batch",
                        "20"));
        awaitEndOfTest();
        Runtime.getRuntime().halt(KILLED);
    }

    /** The test writes nothing; its end closes the stream. */
    private static void awaitEndOfTest() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is to be read.
        }
    }
}
