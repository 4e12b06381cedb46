package dev.coffer.notification.realtime;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bare connection of a client of server-sent events. What the web server keeps for a request that is answered bit by bit, about a hundred
 * kilobytes, is given back as soon as the answer has begun: it takes this for another protocol from there on. Public because the web server makes it.
 *
 * @see "docs/performance.md, Idle connections"
 */
public final class HttpEventWire implements InternalHttpUpgradeHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEventWire.class);
    private static final int AT_ONCE = 256;

    private @Nullable SocketWrapperBase<?> socket;
    private @Nullable WireSink sink;
    private @Nullable Runnable whenOpen;

    /** Before the web server begins with it. @param whenOpen called once something can be told */
    void carry(WireSink told, Runnable whenOpen) {
        this.sink = told;
        this.whenOpen = whenOpen;
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        socket = wrapper;
    }

    @Override
    public void init(WebConnection connection) {
        SocketWrapperBase<?> opened = socket;
        WireSink told = sink;
        Runnable begin = whenOpen;
        if (opened != null && told != null && begin != null && told.open(opened)) {
            begin.run();
        }
    }

    /** A client says nothing; that there is something to read means mostly that it has gone. */
    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        SocketWrapperBase<?> open = socket;
        if (event != SocketEvent.OPEN_READ || open == null) {
            return SocketState.CLOSED;
        }
        try {
            byte[] ignored = new byte[AT_ONCE];
            int count = open.read(false, ignored, 0, ignored.length);
            while (count > 0) {
                count = open.read(false, ignored, 0, ignored.length);
            }
            return count < 0 ? SocketState.CLOSED : SocketState.UPGRADED;
        } catch (IOException gone) {
            LOG.debug("a client left", gone);
            return SocketState.CLOSED;
        }
    }

    @Override
    public void destroy() {
        WireSink told = sink;
        if (told != null) {
            told.end();
        }
    }

    @Override
    public void timeoutAsync(long now) {
        // Nothing is waited for.
    }

    @Override
    public void setSslSupport(SSLSupport support) {
        // Nobody asks.
    }

    /** The web server stops; whoever is connected was told before. */
    @Override
    public void pause() {
        destroy();
    }
}
