package dev.coffer.auth.signin;

import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Somebody who knows the old password signs in at the moment at which it is changed. */
@ExtendWith(StoresExtension.class)
final class PasswordRaceIT {

    private static final String OLD = "correct horse battery";
    private static final String NEW = "staple gun sunrise";
    private static AuthServer server;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database, AuthServer.STANDARD_HASHING);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @RepeatedTest(20)
    void the_old_password_opens_no_session_that_outlives_the_change(RepetitionInfo number)
            throws ExecutionException, InterruptedException {
        String email = "race-" + number.getCurrentRepetition() + "@example.com";
        server.registered(email, OLD);
        String token = text(server.login(email, OLD), "accessToken");
        CountDownLatch start = new CountDownLatch(1);
        JsonNode intruder;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<JsonNode> entering = threads.submit(() -> {
                start.await();
                return server.login(email, OLD);
            });
            Future<JsonNode> changing = threads.submit(() -> {
                start.await();
                return change(token);
            });
            start.countDown();
            assertThat(text(changing.get(), "__typename")).isEqualTo("User");
            intruder = entering.get();
        }

        if (text(intruder, "__typename").equals("Session")) {
            assertThat(text(server.refresh(text(intruder, "refreshToken")), "code"))
                    .isEqualTo("SESSION_ENDED");
        } else {
            assertThat(text(intruder, "code")).isEqualTo("INVALID_CREDENTIALS");
        }
    }

    private static JsonNode change(String token) {
        String document = "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }";
        Map<String, String> input = Map.of("currentPassword", OLD, "newPassword", NEW);
        return result(server.ask(document, Map.of("input", input), token), "changePassword");
    }
}
