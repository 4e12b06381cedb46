package dev.coffer.notification.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A mail server that takes mails, says later, or takes one and says nothing; and that can be dead for a while. */
final class FlakySmtp implements AutoCloseable {

    private final int port;
    private final Supplier<Mood> moods;
    private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;

    FlakySmtp(int port, Supplier<Mood> moods) {
        this.port = port;
        this.moods = moods;
    }

    /** How it is with one mail. */
    enum Mood {
        TAKES,
        SAYS_LATER,
        TAKES_AND_IS_SILENT
    }

    /** A mail that it has. @param isTold whether whoever brought it has read that it was taken: they said goodbye after it */
    record Taken(String to, String messageId, long nanos, boolean isTold) {

        Taken told() {
            return new Taken(to, messageId, nanos, true);
        }
    }

    Queue<Taken> taken() {
        return taken;
    }

    synchronized void live() {
        try {
            ServerSocket born = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
            server = born;
            Thread.ofVirtual().start(() -> accept(born));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    synchronized void die() {
        try {
            if (server != null) {
                server.close();
            }
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            OutputStream out = socket.getOutputStream();
            say(out, "220 flaky");
            String to = "";
            Taken last = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT TO:")) {
                    to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                }
                if (line.equals("DATA")) {
                    say(out, "354 go on");
                    Mood mood = moods.get();
                    last = data(in, out, to, mood);
                    if (mood == Mood.TAKES_AND_IS_SILENT) {
                        in.readLine();
                        return;
                    }
                } else if (line.equals("QUIT")) {
                    if (last != null && taken.remove(last)) {
                        taken.add(last.told());
                    }
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException gone) {
            // Whoever talked to it sees that by itself.
        } finally {
            open.remove(socket);
        }
    }

    /** @return what it took, if anything */
    private @Nullable Taken data(BufferedReader in, OutputStream out, String to, Mood mood) throws IOException {
        String messageId = "";
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
                messageId = line.substring(11).strip();
            }
        }
        if (mood == Mood.SAYS_LATER) {
            say(out, "451 later");
            return null;
        }
        Taken mail = new Taken(to, messageId, System.nanoTime(), false);
        taken.add(mail);
        if (mood == Mood.TAKES) {
            say(out, "250 taken");
        }
        return mail;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        die();
    }
}
