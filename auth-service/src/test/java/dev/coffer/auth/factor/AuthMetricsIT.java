package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators are told to look at in this service is there, once there was occasion for it. */
@ExtendWith(StoresExtension.class)
class AuthMetricsIT {

    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
    private static final Pattern NAME = Pattern.compile("`(coffer_auth_[a-z_]+)`");

    @Test
    void every_metric_of_auth_that_the_documents_name_is_there(@FreshDatabase String database) throws IOException {
        List<String> documented = NAME.matcher(Files.readString(OPERATIONS))
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
        try (AuthServer server = AuthServer.start(database)) {
            Member ada = Member.withApp(server, "ada@example.com");
            ada.complete(text(ada.login(), "id"), ada.code());
            Map<String, String> ofAda = Map.of("identifier", "ada@example.com");
            String reset = text(ada.ask("requestPasswordReset", ofAda, "... on PasswordResetRequested { id }"), "id");
            ada.ask("requestPasswordReset", ofAda, "");
            ada.ask("resetPassword", Map.of("id", reset, "code", "none", "newPassword", "staple gun sunrise"), "");

            String metrics = server.get("/metrics").body();

            assertThat(documented)
                    .hasSizeGreaterThan(4)
                    .allSatisfy(name -> assertThat(metrics).contains("\n" + name));
        }
    }
}
