package dev.coffer.notification.engine;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A WebSocket of a session: one that it begins with, or one that it is to change over to. */
final class HttpEngineSocket extends Endpoint implements Wire, MessageHandler.Partial<String> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEngineSocket.class);
    private static final String SEND_TIME = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final EngineSession session;
    private final EngineLimits limits;
    private boolean isOnTrial;
    private @Nullable Session socket;
    private @Nullable StringBuilder begun;

    HttpEngineSocket(EngineSession session, boolean isOnTrial, EngineLimits limits) {
        this.session = session;
        this.isOnTrial = isOnTrial;
        this.limits = limits;
    }

    /** For one socket only. Compression is declined: it costs hundreds of kilobytes for each. */
    static ServerEndpointConfig config(HttpEngineSocket endpoint) {
        return ServerEndpointConfig.Builder.create(HttpEngineSocket.class, "/socket.io")
                .configurator(new ServerEndpointConfig.Configurator() {

                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(endpoint);
                    }

                    @Override
                    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> asked) {
                        return List.of();
                    }

                    /** No origin is any more than another: see {@link HttpEngine}. */
                    @Override
                    public boolean checkOrigin(String origin) {
                        return true;
                    }
                })
                .build();
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        socket = opened;
        opened.getUserProperties().put(SEND_TIME, limits.stall().toMillis());
        opened.addMessageHandler(String.class, this);
        if (!isOnTrial) {
            session.begin(this);
        }
    }

    /** In parts, as the container has little room for them. */
    @Override
    public void onMessage(String part, boolean isLast) {
        String whole = whole(part, isLast);
        if (whole == null) {
            return;
        }
        try {
            if (!isOnTrial) {
                session.receive(whole);
            } else if (whole.equals(EnginePacket.PROBE)) {
                session.probed(this);
            } else if (whole.equals(EnginePacket.of(EnginePacket.UPGRADE))) {
                isOnTrial = false;
                session.upgrade(this);
            } else {
                close();
            }
        } catch (IOException refused) {
            LOG.debug("a session does not change over", refused);
            close();
        }
    }

    private @Nullable String whole(String part, boolean isLast) {
        StringBuilder all = begun == null ? new StringBuilder(part.length()) : begun;
        all.append(part);
        begun = isLast ? null : all;
        if (all.length() > limits.messageBytes()) {
            begun = null;
            session.close();
            close();
            return null;
        }
        return isLast ? all.toString() : null;
    }

    @Override
    public void send(String packet) throws IOException {
        Session open = socket;
        if (open == null) {
            throw new IOException("it is not open yet");
        }
        try {
            open.getBasicRemote().sendText(packet);
        } catch (IllegalStateException closed) {
            throw new IOException("it is closed", closed);
        }
    }

    @Override
    public void close() {
        Session open = socket;
        if (open != null) {
            try {
                open.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ""));
            } catch (IOException | IllegalStateException gone) {
                LOG.debug("it is closed already", gone);
            }
        }
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        session.gone(this);
    }

    @Override
    public void onError(Session failed, Throwable why) {
        LOG.debug("a socket failed", why);
        session.gone(this);
    }
}
