package dev.coffer.notification.realtime;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import dev.coffer.core.identity.Verification.Verified;
import dev.coffer.core.permission.Permissions;
import dev.coffer.notification.inbox.ReadInboxNews;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code GET /events}: the caller's own events, by the token in the header and by nothing else. */
@RestController
class HttpEvents {

    private static final String BEARER = "Bearer ";
    private static final String RESOURCE = "inbox";
    private static final String ACTION = "read";
    private static final long NO_TIMEOUT = 0;

    /** A position has at most as many digits as a long is sure to hold. */
    private static final String POSITION = "0|[1-9][0-9]{0,17}";

    private final TokenVerifier verifier;
    private final Permissions permissions;
    private final ReadInboxNews inbox;
    private final EventStreams streams;
    private final StreamLimits limits;

    HttpEvents(
            TokenVerifier verifier,
            Permissions permissions,
            ReadInboxNews inbox,
            EventStreams streams,
            StreamLimits limits) {
        this.verifier = verifier;
        this.permissions = permissions;
        this.inbox = inbox;
        this.streams = streams;
        this.limits = limits;
    }

    @GetMapping(path = "/events")
    ResponseEntity<SseEmitter> events(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        String token = token(authorization);
        Verified verified = verified(token);
        requirePermission(verified.caller());
        Long from = position(lastEventId);
        SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        EventStream stream = new EventStream(verified, token, from, inbox, new SseSink(emitter), limits);
        emitter.onCompletion(() -> streams.remove(stream));
        emitter.onError(gone -> streams.remove(stream));
        streams.add(stream);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .body(emitter);
    }

    private static String token(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new CodedException(
                    CommonError.UNAUTHENTICATED,
                    "Sign in first: send the header 'Authorization: Bearer <access token>'.");
        }
        return authorization.substring(BEARER.length()).strip();
    }

    private Verified verified(String token) {
        return switch (verifier.verify(token)) {
            case Verified verified -> verified;
            case Verification.Rejected(Verification.Reason reason) ->
                throw new CodedException(
                        reason == Verification.Reason.KEYS_UNAVAILABLE
                                ? CommonError.UNAVAILABLE
                                : CommonError.UNAUTHENTICATED,
                        reason.sentence());
        };
    }

    private void requirePermission(Caller caller) {
        if (!permissions.permits(caller, RESOURCE, ACTION, caller.userId())) {
            permissions.recordDenial(caller, RESOURCE, ACTION, caller.userId());
            throw new CodedException(CommonError.FORBIDDEN, "Your roles do not permit 'inbox:read' here.");
        }
    }

    private static @Nullable Long position(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        if (!lastEventId.matches(POSITION)) {
            throw CodedException.invalid("Last-Event-ID", "Send the id of the last event that came, as it came.");
        }
        return Long.valueOf(lastEventId);
    }

    /** As GraphQL tells it, with the status of HTTP that a client looks at first. */
    @ExceptionHandler(CodedException.class)
    ResponseEntity<Map<String, Object>> refused(CodedException refused) {
        HttpStatus status = switch (refused.code()) {
            case CommonError.UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case CommonError.FORBIDDEN -> HttpStatus.FORBIDDEN;
            case CommonError.TOO_MANY_REQUESTS -> HttpStatus.TOO_MANY_REQUESTS;
            case CommonError.UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.BAD_REQUEST;
        };
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("code", refused.code().name(), "message", refused.getMessage()));
    }

    /** {@link EventSink} of Spring's. */
    private record SseSink(SseEmitter emitter) implements EventSink {

        @Override
        public void send(long seq, String type, Map<String, Object> data) throws IOException {
            SseEmitter.SseEventBuilder event = SseEmitter.event().name(type).data(data, MediaType.APPLICATION_JSON);
            emitter.send(seq < 0 ? event : event.id(Long.toString(seq)));
        }

        @Override
        public void beat() throws IOException {
            emitter.send(SseEmitter.event().comment(""));
        }

        @Override
        public void end() {
            emitter.complete();
        }
    }
}
