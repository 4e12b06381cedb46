package dev.coffer.notification.engine;

import dev.coffer.core.ops.PhasedLifecycle;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.tomcat.websocket.server.WsContextListener;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineWiring.SocketProperties.class)
class EngineWiring {

    /** A message is put together from pieces of this size, for which every socket has room all the time. */
    private static final String PIECE = "1024";

    /** Of the container's buffers for sockets, which it has no setting for but this; there are three for each. */
    private static final String BUFFERS = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

    /** What every connection has room for all the time, and does not need: 8 KB by default. */
    private static final String READ_BUFFER = "2048";

    private static final String WRITE_BUFFER = "2048";

    /** No binary message is taken. */
    private static final String NOTHING = "128";

    /** See {@link EngineLimits}. */
    @ConfigurationProperties("coffer.notification.sockets")
    record SocketProperties(
            @DefaultValue("12000") int sessions,
            @DefaultValue("100") int waiting,
            @DefaultValue("65536") int messageBytes,
            @DefaultValue("25s") Duration pingInterval,
            @DefaultValue("20s") Duration pingTimeout,
            @DefaultValue("20s") Duration stall,
            @DefaultValue("10s") Duration signIn,
            @DefaultValue List<String> allowedOrigins) {

        EngineLimits limits() {
            return new EngineLimits(sessions, waiting, messageBytes, pingInterval, pingTimeout, stall, signIn);
        }
    }

    @Bean
    EngineSessions engineSessions(EngineReception reception, SocketProperties properties, MeterRegistry meters) {
        EngineSessions sessions = new EngineSessions(reception, properties.limits());
        Gauge.builder("coffer.notification.sockets.sessions", sessions, EngineSessions::count)
                .description("sessions of Socket.IO at this replica, those included that nobody signed in on yet")
                .register(meters);
        return sessions;
    }

    @Bean
    ServletRegistrationBean<HttpEngine> httpEngine(EngineSessions sessions, SocketProperties properties) {
        ServletRegistrationBean<HttpEngine> engine =
                new ServletRegistrationBean<>(new HttpEngine(sessions, properties.allowedOrigins()), "/socket.io/*");
        engine.setAsyncSupported(true);
        return engine;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webSockets() {
        if (System.getProperty(BUFFERS) == null) {
            System.setProperty(BUFFERS, PIECE);
        }
        return factory -> {
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("socket.appReadBufSize", READ_BUFFER);
                connector.setProperty("socket.appWriteBufSize", WRITE_BUFFER);
            });
            factory.addContextCustomizers(EngineWiring::addWebSockets);
        };
    }

    private static void addWebSockets(Context context) {
        context.addParameter("org.apache.tomcat.websocket.textBufferSize", PIECE);
        context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", NOTHING);
        context.addApplicationListener(WsContextListener.class.getName());
    }

    /** Before the web server stops, which waits for requests under way. */
    @Bean
    PhasedLifecycle engineLifecycle(EngineSessions sessions) {
        // After the clients were told, before the web server.
        return new PhasedLifecycle(PhasedLifecycle.BEFORE_WEB_SERVER - 1, sessions::start, sessions::stop);
    }
}
