package dev.coffer.notification.realtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@link EventSink} of server-sent events over a bare connection: the answer ends with it, and needs nothing around what is told. */
final class WireSink implements EventSink {

    /** In which a client takes nothing. */
    private static final Duration STALL = Duration.ofSeconds(20);

    /** Who looks after connections may have something to tell before the web server has handed this one over. */
    private final CountDownLatch isOpen = new CountDownLatch(1);

    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile @Nullable SocketWrapperBase<?> socket;
    private volatile Runnable whenOver = () -> {};

    /** @param over called once, when nothing can be told any more */
    void whenOver(Runnable over) {
        whenOver = over;
    }

    /** @return false where it was over before it began */
    boolean open(SocketWrapperBase<?> opened) {
        opened.setWriteTimeout(STALL.toMillis());
        socket = opened;
        isOpen.countDown();
        if (isOver.get()) {
            opened.close();
            return false;
        }
        return true;
    }

    @Override
    public void send(long seq, String type, Map<String, Object> data) throws IOException {
        String id = seq < 0 ? "" : "id:" + seq + "\n";
        write(id + "event:" + type + "\ndata:" + JsonMapper.shared().writeValueAsString(data) + "\n\n");
    }

    @Override
    public void beat() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        SocketWrapperBase<?> open = awaitOpen();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        open.write(true, bytes, 0, bytes.length);
        open.flush(true);
    }

    private SocketWrapperBase<?> awaitOpen() throws IOException {
        try {
            boolean isLate = !isOpen.await(STALL.toMillis(), TimeUnit.MILLISECONDS);
            SocketWrapperBase<?> open = socket;
            if (isLate || open == null || isOver.get()) {
                throw new IOException("it is not open");
            }
            return open;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void end() {
        if (!isOver.getAndSet(true)) {
            isOpen.countDown();
            SocketWrapperBase<?> open = socket;
            if (open != null) {
                open.close();
            }
            whenOver.run();
        }
    }
}
