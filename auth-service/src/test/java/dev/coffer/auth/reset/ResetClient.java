package dev.coffer.auth.reset;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.code.DeliveredCodes;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Password resets as a client asks for them, and what their owner gets by mail. */
final class ResetClient {

    private static final String REFUSAL = " ... on Refusal { code message field retryAfterSeconds } } }";

    private final AuthServer server;
    private final DeliveredCodes delivered;

    ResetClient(AuthServer server) {
        this.server = server;
        this.delivered = new DeliveredCodes(server);
    }

    /** The member of {@code RequestPasswordResetResult}. */
    JsonNode request(String identifier) {
        return request(Map.of("identifier", identifier));
    }

    JsonNode request(Map<String, ?> input) {
        String document = "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input)"
                + " { __typename ... on PasswordResetRequested { id sentTo expiresAt }" + REFUSAL;
        return AuthServer.result(server.ask(document, Map.of("input", input), null), "requestPasswordReset");
    }

    /** The member of {@code ResetPasswordResult}. */
    JsonNode reset(String id, String code, String newPassword) {
        return reset(Map.of("id", id, "code", code, "newPassword", newPassword));
    }

    JsonNode reset(Map<String, ?> input) {
        String document = "mutation($input: ResetPasswordInput!) { resetPassword(input: $input)"
                + " { __typename ... on PasswordReset { id }" + REFUSAL;
        return AuthServer.result(server.ask(document, Map.of("input", input), null), "resetPassword");
    }

    /** From the request to the new password. */
    void resetAll(String identifier, String userId, String newPassword) {
        String id = text(request(identifier), "id");
        assertThat(text(reset(id, delivered(userId).code(), newPassword), "__typename"))
                .isEqualTo("PasswordReset");
    }

    DeliveredCodes.Delivered delivered(String userId) {
        return delivered.latestTo(userId);
    }

    /** The member of {@code ForcePasswordResetResult}. */
    JsonNode force(String userId, String token) {
        String document =
                "mutation($id: ID!) { forcePasswordReset(input: {userId: $id}) { __typename ... on User { id }"
                        + REFUSAL;
        return AuthServer.result(ask(document, userId, token), "forcePasswordReset");
    }

    JsonNode ask(String document, String id, @Nullable String token) {
        return server.ask(document, Map.of("id", id), token);
    }

    /** The access token of a new administrator. */
    String admin() {
        String email = "admin-" + UUID.randomUUID() + "@example.com";
        String password = "an administrator's own";
        UserResult made = server.bean(CreateUser.class)
                .create(NewUser.parse("main", email, null, "Admin", null, password, null, Set.of("admin")));
        assertThat(made).isInstanceOf(UserResult.Done.class);
        return text(server.login(email, password), "accessToken");
    }

    /** How the passwords of a user came to count no more, as it was told. */
    List<String> meansOfPasswordChanges(String userId) {
        return server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .find(Filters.and(Filters.eq("key", userId), Filters.eq("eventType", "password.changed")))
                .sort(Sorts.ascending("seq"))
                .map(event -> JsonMapper.shared()
                        .readTree(event.getString("data"))
                        .path("means")
                        .asString())
                .into(new ArrayList<>());
    }
}
