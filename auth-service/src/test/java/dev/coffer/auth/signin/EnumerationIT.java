package dev.coffer.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Who has an account does not show in how long a sign-in takes; of registrations and resets their own tests say the same. */
@ExtendWith(StoresExtension.class)
final class EnumerationIT {

    private static final int ACCOUNTS = 15;

    /** Each account once, in turn with a stranger, so that both meet the same machine and no limit on tries. */
    @Test
    void a_wrong_password_takes_as_long_with_an_account_as_without(@FreshDatabase String database) {
        try (AuthServer server = AuthServer.start(database, AuthServer.STANDARD_HASHING)) {
            for (int i = 0; i < ACCOUNTS; i++) {
                server.registered("known-" + i + "@example.com", "correct horse battery");
            }
            List<Long> known = new ArrayList<>();
            List<Long> unknown = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                known.add(nanosOfRefusal(server, "known-" + i + "@example.com"));
                unknown.add(nanosOfRefusal(server, "unknown-" + i + "@example.com"));
            }

            double ratio = (double) median(known) / median(unknown);
            assertThat(ratio).as("medians of %d sign-ins each", ACCOUNTS).isBetween(0.5, 2.0);
        }
    }

    private static long nanosOfRefusal(AuthServer server, String email) {
        long start = System.nanoTime();
        JsonNode answer = server.login(email, "wrong horse battery");
        long took = System.nanoTime() - start;
        assertThat(answer.path("code").asString()).isEqualTo("INVALID_CREDENTIALS");
        return took;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
