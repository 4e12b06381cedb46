package dev.coffer.scripts.run;

import dev.coffer.core.ops.ServiceLauncher;
import dev.coffer.scripts.CommandFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** Services as contexts of this JVM: one process, one heap, each with its own port and settings. */
final class InProcessServices implements AutoCloseable {

    static {
        // Each context would configure logging anew, and every line would come once per service.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        // The web server logs by java.util.logging: the same way as everything else then, and only what is wrong.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Logger.getLogger("").setLevel(Level.WARNING);
    }

    private final Map<Service, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();

    /** Starts them side by side; when one fails, the others are closed again. */
    static InProcessServices start(List<Service> services, ServiceSettings settings, Consumer<String> progress) {
        InProcessServices started = new InProcessServices();
        try (ExecutorService starters = Executors.newFixedThreadPool(services.size())) {
            List<Future<?>> starts = new ArrayList<>();
            for (Service service : services) {
                starts.add(starters.submit(() -> started.launch(service, settings, progress)));
            }
            for (Future<?> start : starts) {
                start.get();
            }
            return started;
        } catch (ExecutionException e) {
            started.close();
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            started.close();
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while the services started.");
        }
    }

    private void launch(Service service, ServiceSettings settings, Consumer<String> progress) {
        contexts.put(service, ServiceLauncher.launch(service.application(), service.key(), settings.of(service)));
        progress.accept(service.key() + " listens on " + settings.ports().of(service));
    }

    private static RuntimeException failed(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        CommandFailed failed = new CommandFailed("A service does not start: " + root.getMessage());
        failed.initCause(cause);
        return failed;
    }

    ConfigurableApplicationContext context(Service service) {
        ConfigurableApplicationContext context = contexts.get(service);
        if (context == null) {
            throw new IllegalArgumentException(service + " was not started");
        }
        return context;
    }

    /** Ends them side by side, each gracefully. */
    @Override
    public void close() {
        try (ExecutorService closers =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            contexts.values().forEach(context -> closers.execute(context::close));
        }
        contexts.clear();
    }
}
