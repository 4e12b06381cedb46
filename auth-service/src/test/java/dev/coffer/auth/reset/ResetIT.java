package dev.coffer.auth.reset;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.code.CodePurpose;
import dev.coffer.auth.code.DeliveredCodes;
import dev.coffer.auth.code.IssueCode;
import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A password reset as its owner goes through it. {@link ResetAttackIT} has everybody else. */
@ExtendWith(StoresExtension.class)
final class ResetIT {

    private static final String OLD = "correct horse battery";
    private static final String NEW = "staple gun sunrise";
    private static AuthServer server;
    private static ResetClient client;

    private final String email = UUID.randomUUID() + "@example.com";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        client = new ResetClient(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static User find(String userId) {
        return Objects.requireNonNull(server.bean(Users.class).find("main", userId));
    }

    @Test
    void the_code_sets_a_new_password_and_ends_every_session() {
        String userId = server.registered(email, OLD);
        JsonNode session = server.login(email, OLD);
        JsonNode requested = client.request(email);
        DeliveredCodes.Delivered delivered = client.delivered(userId);
        assertThat(delivered.to()).isEqualTo(email);
        assertThat(delivered.id()).isEqualTo(text(requested, "id"));

        JsonNode reset = client.reset(text(requested, "id"), delivered.code(), NEW);

        assertThat(text(reset, "__typename")).isEqualTo("PasswordReset");
        assertThat(text(reset, "id")).isEqualTo(text(requested, "id"));
        assertThat(text(server.refresh(text(session, "refreshToken")), "code")).isEqualTo("SESSION_ENDED");
        assertThat(text(server.login(email, OLD), "code")).isEqualTo("INVALID_CREDENTIALS");
        assertThat(text(server.login(email, NEW), "__typename")).isEqualTo("Session");
        assertThat(client.meansOfPasswordChanges(userId)).containsExactly("RESET");
    }

    @Test
    void whoever_typed_the_code_has_proved_the_address() {
        String userId = server.registered(email, OLD);
        assertThat(find(userId).isEmailVerified()).isFalse();

        client.resetAll(email, userId, NEW);

        assertThat(find(userId).isEmailVerified()).isTrue();
        assertThat(find(userId).isPhoneVerified()).isFalse();
    }

    @Test
    void a_password_that_is_refused_leaves_the_code_and_the_old_password() {
        String userId = server.registered(email, OLD);
        String id = text(client.request(email), "id");
        String code = client.delivered(userId).code();

        for (int i = 0; i < 10; i++) {
            JsonNode weak = client.reset(id, code, "password");
            assertThat(text(weak, "code")).isEqualTo("PASSWORD_TOO_COMMON");
            assertThat(text(weak, "field")).isEqualTo("input.newPassword");
        }
        assertThat(text(client.reset(id, code, email), "code"))
                .as("the account's own details are no password")
                .isEqualTo("PASSWORD_TOO_COMMON");
        assertThat(text(server.login(email, OLD), "__typename")).isEqualTo("Session");
        assertThat(text(client.reset(id, code, NEW), "__typename")).isEqualTo("PasswordReset");
    }

    @Test
    void who_is_locked_stays_locked() {
        String userId = server.registered(email, OLD);
        String admin = client.admin();
        client.ask("mutation($id: ID!) { lockUser(input: {userId: $id}) { __typename } }", userId, admin);

        client.resetAll(email, userId, NEW);

        assertThat(text(server.login(email, NEW), "code")).isEqualTo("ACCOUNT_LOCKED");
    }

    @Test
    void tries_at_the_old_password_do_not_make_the_new_one_wait() {
        String userId = server.registered(email, OLD);
        while (!text(server.login(email, "a wrong one"), "code").equals("TOO_MANY_ATTEMPTS")) {
            assertThat(errorCode(server.ask("{ __typename }", null))).isEmpty();
        }

        client.resetAll(email, userId, NEW);

        assertThat(text(server.login(email, NEW), "__typename")).isEqualTo("Session");
    }

    @Test
    void a_change_by_the_user_is_told_as_well() {
        String userId = server.registered(email, OLD);
        String token = text(server.login(email, OLD), "accessToken");

        server.ask(
                "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }",
                Map.of("input", Map.of("currentPassword", OLD, "newPassword", NEW)),
                token);

        assertThat(client.meansOfPasswordChanges(userId)).containsExactly("CHANGE");
    }

    @Test
    void after_a_forced_reset_the_old_password_counts_no_more_and_a_reset_sets_another() {
        String userId = server.registered(email, OLD);
        JsonNode session = server.login(email, OLD);

        JsonNode forced = client.force(userId, client.admin());

        assertThat(text(forced, "id")).isEqualTo(userId);
        assertThat(text(server.login(email, OLD), "code")).isEqualTo("INVALID_CREDENTIALS");
        assertThat(text(server.refresh(text(session, "refreshToken")), "code")).isEqualTo("SESSION_ENDED");
        client.resetAll(email, userId, NEW);
        assertThat(text(server.login(email, NEW), "__typename")).isEqualTo("Session");
        assertThat(client.meansOfPasswordChanges(userId)).containsExactly("FORCED", "RESET");
    }

    @Test
    void a_reset_is_forced_by_administrators_on_others_of_their_tenant() {
        String userId = server.registered(email, OLD);
        String admin = client.admin();
        String token = text(server.login(email, OLD), "accessToken");
        String elsewhere = text(
                server.register(Map.of("tenant", "acme", "email", email, "password", OLD, "displayName", "Ada")), "id");
        String document = "mutation($id: ID!) { forcePasswordReset(input: {userId: $id}) { __typename } }";

        assertThat(errorCode(client.ask(document, userId, token))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(client.ask(document, userId, null))).isEqualTo("UNAUTHENTICATED");
        assertThat(errorCode(client.ask(document, elsewhere, admin))).isEqualTo("NOT_FOUND");
        String self = text(server.ask("{ me { id } }", admin).at("/data/me"), "id");
        assertThat(text(client.force(self, admin), "code")).isEqualTo("OWN_ACCOUNT");
        assertThat(text(server.login(email, OLD), "__typename")).isEqualTo("Session");
    }

    @Test
    void a_code_of_another_purpose_resets_nothing() {
        String userId = server.registered(email, OLD);
        User user = find(userId);
        for (CodePurpose purpose : List.of(CodePurpose.SIGN_IN, CodePurpose.VERIFY_CONTACT)) {
            IssueResult issued = server.bean(Transactions.class)
                    .inTransaction(unit -> server.bean(IssueCode.class).issue(unit, purpose, user, user.contact()));
            String id = ((IssueResult.Issued) issued).code().id();

            JsonNode reset = client.reset(id, client.delivered(userId).code(), NEW);

            assertThat(text(reset, "code")).isEqualTo("CODE_OVER");
        }
        assertThat(text(server.login(email, OLD), "__typename")).isEqualTo("Session");
    }
}
