package dev.coffer.core.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Free ports on 127.0.0.1 for servers that a test starts. */
public final class TestPorts {
    private TestPorts() {}

    /** A port that nobody listened on a moment ago. Where a server can bind to port 0 itself, let it: that cannot race. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new java.io.UncheckedIOException("no free port", none);
        }
    }
}
