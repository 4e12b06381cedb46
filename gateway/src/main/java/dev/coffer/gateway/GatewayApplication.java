package dev.coffer.gateway;

import dev.coffer.core.ops.ServiceLauncher;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * The gateway as a Spring application: settings from {@code gateway.yml} and the environment, started and stopped with its
 * context. Nothing is configured automatically, because in one JVM with the services a web server and a GraphQL engine
 * are on the class path that the gateway does not want.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(GatewayWiring.class)
public final class GatewayApplication {

    private GatewayApplication() {}

    /** Runs until the process is asked to end. */
    public static void main(String[] args) {
        start(args, true);
    }

    /**
     * Starts a gateway; returns when it is ready. Whoever launches closes the context.
     *
     * @param overrides settings that win over everything else, such as {@code coffer.gateway.port}
     * @throws dev.coffer.gateway.transport.StartFailed as the cause, when no schema came about in time
     */
    public static ConfigurableApplicationContext launch(Map<String, Object> overrides) {
        String[] strongest = overrides.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return start(strongest, false);
    }

    private static ConfigurableApplicationContext start(String[] args, boolean stopsWithProcess) {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(stopsWithProcess)
                .properties("spring.config.name=gateway")
                .properties(Map.of(
                        "coffer.drain.notice", stopsWithProcess ? ServiceLauncher.DRAIN_NOTICE : "0s",
                        "spring.jmx.enabled", "false",
                        "spring.main.log-startup-info", "false",
                        "spring.main.keep-alive", "true",
                        "logging.level.root", "WARN",
                        "logging.level.dev.coffer", "INFO"))
                .run(args);
    }
}
