package dev.coffer.auth.registration;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Registrations whose code nobody types. */
@ExtendWith(StoresExtension.class)
final class ConfirmInTimeIT {

    private static final String EMAIL = "ada@example.com";

    @Test
    void what_is_not_confirmed_in_time_is_undone_and_nobody_ever_heard_of_it(@FreshDatabase String database) {
        Map<String, Object> impatient =
                Map.of("coffer.auth.registration.confirm-within", "2s", "coffer.sagas.grace", "0s");
        try (AuthServer server = ConfirmClient.confirming(AuthServer.start(database, impatient))) {
            ConfirmClient client = new ConfirmClient(server);
            String id = text(client.register(EMAIL), "id");
            String userId = client.userId(EMAIL);
            String code = client.delivered(EMAIL).code();

            await().atMost(Duration.ofSeconds(60)).until(() -> client.user(EMAIL) == null);

            assertThat(client.count("credentials")).isZero();
            assertThat(client.count("unconfirmed_registrations")).isZero();
            assertThat(client.told(userId)).containsExactly("code.issued");
            assertThat(text(client.confirm(id, code), "code")).isEqualTo("CODE_OVER");
            server.clock().advance(Duration.ofSeconds(30));
            assertThat(text(client.register(EMAIL), "__typename"))
                    .as("the address is free again")
                    .isEqualTo("RegistrationPending");
        }
    }
}
