package dev.coffer.core.ops;

import dev.coffer.core.store.MongoClients;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** One line at the end of the start: where the service listens and which stores it uses, without credentials. */
final class StartLine implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger(StartLine.class);

    private final String database;
    private final String redis;

    /**
     * @param database name of the service's own, empty for none
     * @param redis where it is, without user and password; empty for none
     */
    StartLine(String database, String redis) {
        this.database = database;
        this.redis = redis;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Environment environment = ready.getApplicationContext().getEnvironment();
        List<String> parts = new ArrayList<>();
        parts.add(environment.getProperty("coffer.service", "unknown") + " "
                + environment.getProperty("coffer.version", "development") + " listens on "
                + environment.getProperty("server.address", "every address") + ":"
                + environment.getProperty("local.server.port", "no port"));
        String mongo = environment.getProperty("coffer.mongodb.uri", "");
        if (!mongo.isBlank()) {
            parts.add(MongoClients.address(mongo) + ", database " + database);
        }
        if (!redis.isBlank()) {
            parts.add(redis);
        }
        parts.add(
                environment.getProperty("coffer.tracing.endpoint", "").isBlank()
                        ? "traces are not exported"
                        : "traces go to " + environment.getProperty("coffer.tracing.endpoint"));
        log.info("{}", String.join("; ", parts));
    }
}
