package dev.coffer.auth.registration;

import static dev.coffer.auth.AuthServer.text;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.code.DeliveredCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Registrations that are to be confirmed, as a client makes them, and what the mail to its owner says. */
final class ConfirmClient {

    static final String PASSWORD = "correct horse battery";
    private static final String REFUSAL = " ... on Refusal { code field retryAfterSeconds } } }";

    private final AuthServer server;
    private final DeliveredCodes delivered;

    ConfirmClient(AuthServer server) {
        this.server = server;
        this.delivered = new DeliveredCodes(server);
    }

    /** Switches confirmation on, for all tenants. */
    static AuthServer confirming(AuthServer server) {
        server.setting(RegistrationSettings.KEY, Map.of("confirmContact", "true"));
        return server;
    }

    JsonNode register(String email) {
        return register(Map.of("email", email, "password", PASSWORD, "displayName", "Ada"));
    }

    /** The member of {@code RegisterResult}. */
    JsonNode register(Map<String, ?> input) {
        String document = "mutation($input: RegisterInput!) { register(input: $input) { __typename"
                + " ... on User { id } ... on RegistrationPending { id sentTo expiresAt }" + REFUSAL;
        return AuthServer.result(server.ask(document, Map.of("input", input), null), "register");
    }

    /** The member of {@code ConfirmRegistrationResult}. */
    JsonNode confirm(Map<String, ?> input) {
        String document =
                "mutation($input: ConfirmRegistrationInput!) { confirmRegistration(input: $input) { __typename"
                        + " ... on User { id status isEmailVerified }" + REFUSAL;
        return AuthServer.result(server.ask(document, Map.of("input", input), null), "confirmRegistration");
    }

    JsonNode confirm(String id, String code) {
        return confirm(Map.of("id", id, "code", code));
    }

    /** What was sent to the user who registers. */
    DeliveredCodes.Delivered delivered(String email) {
        return delivered.latestTo(userId(email));
    }

    String userId(String email) {
        Document user = user(email);
        if (user == null) {
            throw new AssertionError("nobody has " + email);
        }
        return user.getString("_id");
    }

    @Nullable
    Document user(String email) {
        return mongo().getCollection("users")
                .find(Filters.and(Filters.eq("email", email), Filters.eq("tenantId", "main")))
                .first();
    }

    /** Registers and confirms. @return the user's id */
    String join(String email) {
        JsonNode pending = register(email);
        return text(confirm(text(pending, "id"), delivered(email).code()), "id");
    }

    /** The types of events that were told of a user, in order. */
    List<String> told(String userId) {
        return mongo().getCollection("outbox")
                .find(Filters.eq("key", userId))
                .sort(Sorts.ascending("seq"))
                .map(event -> event.getString("eventType"))
                .into(new ArrayList<>());
    }

    long count(String collection) {
        return mongo().getCollection(collection).countDocuments();
    }

    private MongoDatabase mongo() {
        return server.bean(MongoDatabase.class);
    }
}
