package dev.coffer.core.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.ops.drain.SlowApplication;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators are told to look at is there. */
@ExtendWith(StoresExtension.class)
class MetricsIT {

    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
    private static final Pattern NAME = Pattern.compile("`((?:jvm|process|system|http|mongodb|coffer)_[a-z_]+)\\*?`");

    @Test
    void every_metric_of_a_service_that_the_documents_name_is_there_and_so_is_every_check(
            @FreshDatabase String database) throws IOException {
        try (TestTokens tokens = TestTokens.start();
                TestService service = TestService.start(SlowApplication.class, "sample", database, tokens, Map.of())) {
            service.ask("{ hello }", null);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> service.get("/health/ready").statusCode() == 200);

            String metrics = service.get("/metrics").body();
            JsonNode ready =
                    JsonMapper.shared().readTree(service.get("/health/ready").body());

            assertThat(documented())
                    .hasSizeGreaterThan(15)
                    .allSatisfy(name -> assertThat(metrics).contains("\n" + name));
            assertThat(metrics).contains("path=\"/graphql\"").contains("service=\"sample\"");
            assertThat(ready.at("/checks").propertyNames())
                    .contains("mongodb", "redis", "events", "migrations", "settings", "drain");
        }
    }

    /** Those of every service: some have others besides, which tests of their own look for. */
    private static List<String> documented() throws IOException {
        return NAME.matcher(Files.readString(OPERATIONS))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(name -> !name.startsWith("coffer_gateway")
                        && !name.startsWith("coffer_cache")
                        && !name.startsWith("coffer_auth")
                        && !name.startsWith("coffer_stepup")
                        && !name.startsWith("coffer_notification")
                        && !name.startsWith("coffer_bonus")
                        && !name.startsWith("coffer_payment"))
                .distinct()
                .toList();
    }
}
