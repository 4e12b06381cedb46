package dev.coffer.notification.realtime;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

/** {@code GET /events}: the caller's own events, by the token in the header and by nothing else. */
@RestController
class HttpEvents {

    private final Entrance entrance;
    private final Rooms rooms;
    private final Connections connections;
    private final EventStreams streams;
    private final StreamLimits limits;

    HttpEvents(Entrance entrance, Rooms rooms, Connections connections, EventStreams streams, StreamLimits limits) {
        this.entrance = entrance;
        this.rooms = rooms;
        this.connections = connections;
        this.streams = streams;
        this.limits = limits;
    }

    @GetMapping(path = "/events")
    void events(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        String token = token(authorization);
        Caller caller = entrance.admit(token);
        Long from = Position.parse(lastEventId, "Last-Event-ID");
        WireSink sink = new WireSink();
        EventStream stream = new EventStream(rooms.inbox(caller), from, sink, limits.mostBehind());
        StreamConnection connection = new StreamConnection(caller, token, stream);
        sink.whenOver(() -> leave(connection));
        connections.add(connection);
        try {
            begin(request, response, sink, () -> streams.add(stream));
        } catch (IOException | ServletException failed) {
            sink.end();
            throw failed;
        }
    }

    /** An answer that ends with its connection, which is taken out of the web server's hands once the headers are sent. */
    private static void begin(
            HttpServletRequest request, HttpServletResponse response, WireSink sink, Runnable whenOpen)
            throws IOException, ServletException {
        request.upgrade(HttpEventWire.class).carry(sink, whenOpen);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Connection", "close");
        response.flushBuffer();
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
}
