package dev.coffer.core.provision;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on 127.0.0.1, from below the range that the system gives to outgoing connections: a client that retries
 * while its server is down could else be given the server's own port and connect to itself.
 */
final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;
    private static final int ATTEMPTS = 200;

    private FreePorts() {}

    static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StoreUnavailable("no free port between " + FIRST + " and " + LAST + " in " + ATTEMPTS + " attempts");
    }

    /** The port written in that file by an earlier start if it is free now, else another one. */
    static int rememberedOrNext(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            String written = Files.readString(file).strip();
            if (written.matches("\\d{4,5}") && isFree(Integer.parseInt(written))) {
                return Integer.parseInt(written);
            }
        }
        return next();
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
