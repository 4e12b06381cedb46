package dev.coffer.notification.realtime;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
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

    private static final long NO_TIMEOUT = 0;

    private final Entrance entrance;
    private final ReadInboxNews inbox;
    private final Connections connections;
    private final EventStreams streams;
    private final StreamLimits limits;

    HttpEvents(
            Entrance entrance,
            ReadInboxNews inbox,
            Connections connections,
            EventStreams streams,
            StreamLimits limits) {
        this.entrance = entrance;
        this.inbox = inbox;
        this.connections = connections;
        this.streams = streams;
        this.limits = limits;
    }

    @GetMapping(path = "/events")
    ResponseEntity<SseEmitter> events(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        String token = token(authorization);
        Caller caller = entrance.admit(token);
        Long from = Position.parse(lastEventId, "Last-Event-ID");
        SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        EventStream stream = new EventStream(
                new InboxFeed(caller.tenantId(), caller.userId(), inbox),
                from,
                new SseSink(emitter),
                limits.mostBehind());
        StreamConnection connection = new StreamConnection(caller, token, stream);
        emitter.onCompletion(() -> leave(connection));
        emitter.onError(gone -> leave(connection));
        connections.add(connection);
        streams.add(stream);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .body(emitter);
    }

    private void leave(StreamConnection connection) {
        streams.remove(connection.stream());
        connections.remove(connection);
    }

    private static String token(@Nullable String authorization) {
        String token = Entrance.token(authorization);
        if (token == null) {
            throw new CodedException(
                    CommonError.UNAUTHENTICATED,
                    "Sign in first: send the header 'Authorization: Bearer <access token>'.");
        }
        return token;
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
