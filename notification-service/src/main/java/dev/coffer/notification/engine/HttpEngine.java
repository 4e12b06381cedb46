package dev.coffer.notification.engine;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /socket.io/}: the requests of Engine.IO, and the way to its WebSockets. No cookie and no address says who a client is, only what it
 * sends in the session, so that a page of another site can do nothing with somebody else's identity.
 */
final class HttpEngine extends HttpServlet {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEngine.class);
    private static final String ANY = "*";

    private final transient EngineSessions sessions;
    private final transient List<String> allowedOrigins;

    HttpEngine(EngineSessions sessions, List<String> allowedOrigins) {
        this.sessions = sessions;
        this.allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** Errors of the protocol, with the numbers that its clients know. */
    private enum Wrong {
        UNKNOWN_TRANSPORT(0, 400, "Transport unknown"),
        UNKNOWN_SESSION(1, 400, "Session ID unknown"),
        BAD_METHOD(2, 400, "Bad handshake method"),
        BAD_REQUEST(3, 400, "Bad request"),
        FULL(4, 503, "There are as many sessions as there may be, or this replica stops"),
        UNKNOWN_VERSION(5, 400, "Unsupported protocol version"),
        TOO_LARGE(3, 413, "The body is larger than maxPayload says");

        private final int code;
        private final int status;
        private final String message;

        Wrong(int code, int status, String message) {
            this.code = code;
            this.status = status;
            this.message = message;
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        allowOrigin(request, response);
        Wrong wrong = switch (request.getMethod()) {
            case "GET" -> get(request, response);
            case "POST" -> post(request, response);
            case "OPTIONS" -> null;
            default -> Wrong.BAD_METHOD;
        };
        if (wrong != null) {
            response.setStatus(wrong.status);
            response.setContentType("application/json");
            response.getWriter().write("{\"code\":%d,\"message\":\"%s\"}".formatted(wrong.code, wrong.message));
        }
    }

    private void allowOrigin(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin != null && (allowedOrigins.contains(origin) || allowedOrigins.contains(ANY))) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Methods", "GET, POST");
            response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
            response.addHeader("Vary", "Origin");
        }
    }

    private @Nullable Wrong get(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Map<String, String> query = Query.of(request.getQueryString());
        String id = query.get("sid");
        if (!EnginePacket.VERSION.equals(query.get("EIO"))) {
            return Wrong.UNKNOWN_VERSION;
        }
        EngineSession session = id == null ? null : sessions.find(id);
        if (id != null && session == null) {
            return Wrong.UNKNOWN_SESSION;
        }
        return switch (query.getOrDefault("transport", "")) {
            case "polling" -> poll(session, request);
            case "websocket" -> webSocket(session, request, response);
            default -> Wrong.UNKNOWN_TRANSPORT;
        };
    }

    private @Nullable Wrong poll(@Nullable EngineSession known, HttpServletRequest request) {
        EngineSession session = known == null ? opened(request, true) : known;
        if (session == null) {
            return Wrong.FULL;
        }
        AsyncContext context = request.startAsync();
        // What waits is answered at the latest when the next sign of life is due.
        context.setTimeout(0);
        session.poll(payload -> answer(context, payload));
        return null;
    }

    private @Nullable EngineSession opened(HttpServletRequest request, boolean isUpgradable) {
        return sessions.open(request.getHeader("Authorization"), isUpgradable);
    }

    private static void answer(AsyncContext context, String payload) {
        try {
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            context.getResponse().setContentType("text/plain; charset=UTF-8");
            context.getResponse().setContentLength(bytes.length);
            context.getResponse().getOutputStream().write(bytes);
            context.complete();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("a client left while it was answered", gone);
        }
    }

    private @Nullable Wrong webSocket(
            @Nullable EngineSession known, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            return Wrong.BAD_REQUEST;
        }
        EngineSession session = known == null ? opened(request, false) : known;
        if (session == null) {
            return Wrong.FULL;
        }
        Object container = getServletContext().getAttribute(ServerContainer.class.getName());
        HttpEngineSocket socket = new HttpEngineSocket(session, known != null, sessions.limits());
        try {
            ((ServerContainer) Objects.requireNonNull(container))
                    .upgradeHttpToWebSocket(request, response, HttpEngineSocket.config(socket), Map.of());
        } catch (DeploymentException failed) {
            session.close();
            throw new ServletException(failed);
        }
        if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST && known == null) {
            session.close();
        }
        return null;
    }

    private @Nullable Wrong post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = Query.of(request.getQueryString()).get("sid");
        EngineSession session = id == null ? null : sessions.find(id);
        if (session == null) {
            return Wrong.UNKNOWN_SESSION;
        }
        int most = sessions.limits().messageBytes();
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            session.close();
            return Wrong.TOO_LARGE;
        }
        EnginePacket.split(new String(body, StandardCharsets.UTF_8)).forEach(session::receive);
        response.setContentType("text/html");
        response.getWriter().write("ok");
        return null;
    }
}
