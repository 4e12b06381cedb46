package dev.coffer.scripts.run;

import dev.coffer.core.provision.LocalStores;
import dev.coffer.core.provision.StoreRequest;
import dev.coffer.scripts.CommandFailed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A whole system on this machine: stores, services and gateway. Closing it ends what it started, in reverse order. */
public final class LocalSystem implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Request request;
    private final LocalStores stores;
    private @Nullable InProcessServices services;
    private @Nullable SeparateProcesses processes;
    private @Nullable AutoCloseable gateway;

    /**
     * What to start.
     *
     * @param services the subgraphs, in any number; the gateway always comes with them
     * @param isSeparate whether each part gets a JVM of its own
     */
    public record Request(
            CofferHome home, SystemPorts ports, List<Service> services, boolean isSeparate, Consumer<String> progress) {

        public Request {
            services = List.copyOf(services);
        }
    }

    private LocalSystem(Request request, LocalStores stores) {
        this.request = request;
        this.stores = stores;
    }

    /** Returns when every part is ready. @throws CommandFailed saying which part is not, and why */
    public static LocalSystem start(Request request) {
        request.ports().requireFree(request.services());
        LocalStores stores = LocalStores.start(StoreRequest.in(request.home().stores())
                .withBanner(request.progress())
                .closedByOwner());
        LocalSystem system = new LocalSystem(request, stores);
        try {
            system.startParts();
            system.awaitHealth();
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private void startParts() {
        ServiceSettings settings = settings();
        if (request.isSeparate()) {
            startProcesses(settings);
        } else {
            services = InProcessServices.start(request.services(), settings, request.progress());
            gateway = LocalGateway.start(request.services(), settings);
            request.progress().accept("gateway listens on " + request.ports().gateway());
        }
    }

    private void startProcesses(ServiceSettings settings) {
        SeparateProcesses started = new SeparateProcesses();
        processes = started;
        for (Service service : request.services()) {
            started.start(
                    service.key(),
                    ServiceProcess.class,
                    List.of(service.key()),
                    asEnvironment(settings.of(service)),
                    request.home(),
                    request.progress());
        }
        started.start(
                "gateway",
                GatewayProcess.class,
                GatewayProcess.arguments(request.services(), settings),
                asEnvironment(Map.of(ServiceSettings.EDGE_SECRET, settings.edgeSecret())),
                request.home(),
                request.progress());
    }

    /** Spring reads {@code coffer.mongodb.uri} from COFFER_MONGODB_URI; secrets stay out of the list of processes. */
    private static Map<String, String> asEnvironment(Map<String, Object> settings) {
        Map<String, String> environment = new HashMap<>();
        settings.forEach((key, value) -> environment.put(
                key.replace("-", "").replace('.', '_').toUpperCase(java.util.Locale.ROOT), String.valueOf(value)));
        return environment;
    }

    private void awaitHealth() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        SystemHealth health = SystemHealth.look(request.ports(), request.services());
        while (!health.isHealthy()) {
            if (processes != null) {
                processes.requireAlive();
            }
            if (System.nanoTime() > deadline) {
                throw new CommandFailed("Not ready after " + START_LIMIT.toSeconds() + " s: " + health);
            }
            pause();
            health = SystemHealth.look(request.ports(), request.services());
        }
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while the system started.");
        }
    }

    /** Settings of one more auth-service on these stores, which listens on a free port. */
    public Map<String, Object> authSettings() {
        Map<String, Object> settings = new HashMap<>(settings().of(Service.AUTH));
        settings.put("server.port", "0");
        return settings;
    }

    private ServiceSettings settings() {
        return new ServiceSettings(
                request.ports(),
                stores.mongoUri(),
                stores.redisUri(),
                request.home().masterKey());
    }

    public SystemPorts ports() {
        return request.ports();
    }

    public LocalStores stores() {
        return stores;
    }

    @Override
    public void close() {
        try {
            if (gateway != null) {
                gateway.close();
            }
        } catch (Exception e) {
            request.progress().accept("The gateway did not end cleanly: " + e.getMessage());
        } finally {
            if (services != null) {
                services.close();
            }
            if (processes != null) {
                processes.close();
            }
            stores.close();
        }
    }
}
