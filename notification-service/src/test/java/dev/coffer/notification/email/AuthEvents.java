package dev.coffer.notification.email;

import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Replays;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.notification.message.NotificationChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** auth-service as this service sees it: events with sealed contacts and codes. */
final class AuthEvents implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestEmitter emitter;
    private final Seal seal =
            new Seal(MasterKey.ofBase64(TestService.MASTER_KEY), OpenSealed.PURPOSE, new SecureRandom());

    AuthEvents(String database) {
        emitter = TestEmitter.start(
                "auth",
                database,
                List.of(
                        new EventType<>("code.issued", 1, WriteLetters.CodeIssued.class),
                        new EventType<>("password.changed", 1, WriteLetters.PasswordChanged.class),
                        new EventType<>("registration.attempted", 1, WriteLetters.RegistrationAttempted.class),
                        new EventType<>("signin.unfamiliar", 1, UnfamiliarSignIn.class),
                        new EventType<>("user.closed", 1, UserClosed.class)));
    }

    private String seal(String eventType, String tenantId, String id, String text) {
        return seal.seal(text.getBytes(StandardCharsets.UTF_8), OpenSealed.boundTo(eventType, tenantId, id))
                .toText();
    }

    /** @param userId null for a contact that nobody has. @return the id of the event, which is that of the delivery */
    String issueCode(
            String tenantId,
            @Nullable String userId,
            NotificationChannel channel,
            String to,
            String code,
            Instant until) {
        return issueCodeUnder(userId == null ? "nobody-00" : userId, tenantId, userId, channel, to, code, until);
    }

    /** @param key of the event: those of one are handled in their order */
    String issueCodeUnder(
            String key,
            String tenantId,
            @Nullable String userId,
            NotificationChannel channel,
            String to,
            String code,
            Instant until) {
        String id = UUID.randomUUID().toString();
        WriteLetters.CodeIssued event = new WriteLetters.CodeIssued(
                id, userId, "SIGN_IN", channel, "en", until, seal("code.issued", tenantId, id, to + "\n" + code));
        return emitter.tell(event, key, tenantId).eventId();
    }

    String changePassword(String tenantId, String userId, String to) {
        String id = UUID.randomUUID().toString();
        EventEnvelope told = emitter.tell(
                new WriteLetters.PasswordChanged(
                        id,
                        userId,
                        "RESET",
                        NotificationChannel.EMAIL,
                        "de-AT",
                        seal("password.changed", tenantId, id, to)),
                userId,
                tenantId);
        return told.eventId();
    }

    /** As auth-service tells it: more than the letter is about. */
    record UnfamiliarSignIn(
            String noticeId,
            String userId,
            @Nullable String device,
            @Nullable String country,
            NotificationChannel channel,
            String locale,
            String sealed) {}

    String signInFromElsewhere(String tenantId, String userId, String to) {
        String id = UUID.randomUUID().toString();
        String sealed = seal("signin.unfamiliar", tenantId, id, to);
        return emitter.tell(
                        new UnfamiliarSignIn(id, userId, "curl", "FR", NotificationChannel.EMAIL, "en", sealed),
                        userId,
                        tenantId)
                .eventId();
    }

    /** As auth-service tells it; without what this service does not read. */
    record UserClosed(String userId) {}

    void close(String tenantId, String userId) {
        emitter.tell(new UserClosed(userId), userId, tenantId);
    }

    /** A code whose sealed part was taken from another event. */
    String forgeCode(String tenantId, String userId, String to, Instant until) {
        String sealed = seal("code.issued", tenantId, "another code", to + "\n123456");
        return emitter.tell(
                        new WriteLetters.CodeIssued(
                                "this code", userId, "SIGN_IN", NotificationChannel.EMAIL, "en", until, sealed),
                        userId,
                        tenantId)
                .eventId();
    }

    void replay(String eventType, String tenantId) {
        await().atMost(PATIENCE)
                .until(() ->
                        emitter.replay(eventType, tenantId, "notification-letters") instanceof Replays.Result.Recorded);
    }

    @Override
    public void close() {
        emitter.close();
    }
}
