package dev.coffer.scripts.run;

import java.util.HashMap;
import java.util.Map;

/** The settings that tie the parts of one local system together, as each service gets them. */
record ServiceSettings(SystemPorts ports, String mongoUri, String redisUri, String masterKey) {

    Map<String, Object> of(Service service) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", ports.of(service));
        settings.put("coffer.mongodb.uri", mongoUri);
        settings.put("coffer.redis.uri", redisUri);
        settings.put("coffer.master-key", masterKey);
        settings.put("coffer.identity.jwks-uri", jwksUri());
        if (service == Service.NOTIFICATION) {
            // Nobody who tries the system out has a mail server at hand.
            settings.put("coffer.notification.dev-mailbox", "true");
        }
        return settings;
    }

    String jwksUri() {
        return "http://127.0.0.1:" + ports.of(Service.AUTH) + "/.well-known/jwks.json";
    }

    @Override
    public String toString() {
        return "ServiceSettings[" + ports + ", " + mongoUri + ", " + redisUri + ", masterKey=***]";
    }
}
