package dev.coffer.core.ops;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts a service. Several can be started in one JVM: each gets a context, settings and a port of its own. Settings come, the
 * strongest first, from the overrides, the environment, {@code <service>-service.yml}, and the defaults here.
 */
public final class ServiceLauncher {

    /** How long a process of its own says that it is not ready before it stops listening. */
    public static final String DRAIN_NOTICE = "2s";

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("spring.threads.virtual.enabled", "true"),
            Map.entry("spring.jmx.enabled", "false"),
            Map.entry("spring.main.log-startup-info", "false"),
            Map.entry("server.shutdown", "graceful"),
            Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "10s"),
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("server.error.include-message", "never"),
            Map.entry("dgs.graphql.errors.classification.enabled", "false"),
            Map.entry("dgs.graphql.graphiql.enabled", "false"),
            Map.entry("spring.graphql.graphiql.enabled", "false"),
            // Subscriptions last as long as somebody listens, which is only noticed by writing.
            Map.entry("spring.graphql.http.sse.timeout", "0s"),
            Map.entry("spring.graphql.http.sse.keep-alive", "15s"),
            Map.entry("logging.level.root", "WARN"),
            // Who uses Redis says once that it is away; the client would say so at every try to connect.
            Map.entry("logging.level.io.lettuce.core.protocol.ConnectionWatchdog", "ERROR"),
            // Every client of a subscription that leaves makes an error that nobody takes.
            Map.entry("logging.level.reactor.core.publisher.Operators", "OFF"),
            Map.entry("logging.level.dev.coffer", "INFO"));

    private ServiceLauncher() {}

    /** For a service's {@code main}: as {@link #launch}, and stops gracefully when the process is asked to end. */
    public static void run(Class<?> application, String service, String[] args) {
        start(application, service, args, true);
    }

    /**
     * Whoever launches closes the context.
     *
     * @param application the class with {@code @SpringBootApplication}
     * @param service the service's short name, such as "payment"
     * @param overrides settings that win over everything else
     */
    public static ConfigurableApplicationContext launch(
            Class<?> application, String service, Map<String, Object> overrides) {
        String[] strongest = overrides.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return start(application, service, strongest, false);
    }

    private static ConfigurableApplicationContext start(
            Class<?> application, String service, String[] args, boolean stopsWithProcess) {
        Map<String, Object> defaults = new HashMap<>(DEFAULTS);
        defaults.put("coffer.service", service);
        // Whoever launches several in one JVM ends them for a person who waits.
        defaults.put("coffer.drain.notice", stopsWithProcess ? DRAIN_NOTICE : "0s");
        defaults.put("spring.application.name", service + "-service");
        defaults.put(
                "dgs.graphql.schema-locations",
                "classpath*:schema/shared/**/*.graphql*,classpath*:schema/" + service + "/**/*.graphql*");
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(stopsWithProcess)
                .properties("spring.config.name=" + service + "-service")
                .properties(defaults)
                .run(args);
    }
}
