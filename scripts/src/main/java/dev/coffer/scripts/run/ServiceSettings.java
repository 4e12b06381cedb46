package dev.coffer.scripts.run;

import dev.coffer.core.seal.MasterKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The settings that tie the parts of one local system together, as each service gets them. */
record ServiceSettings(SystemPorts ports, String mongoUri, String redisUri, String masterKey) {

    static final String EDGE_SECRET = "coffer.edge-secret";

    Map<String, Object> of(Service service) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", ports.of(service));
        settings.put("coffer.mongodb.uri", mongoUri);
        settings.put("coffer.redis.uri", redisUri);
        settings.put("coffer.master-key", masterKey);
        settings.put("coffer.identity.jwks-uri", jwksUri());
        settings.put(EDGE_SECRET, edgeSecret());
        if (service == Service.AUTH) {
            settings.put("coffer.auth.oauth.issuer", address());
        }
        if (service == Service.NOTIFICATION) {
            // Nobody who tries the system out has a mail server at hand.
            settings.put("coffer.notification.dev-mailbox", "true");
            settings.put("coffer.notification.links.public-url", "http://127.0.0.1:" + ports.of(service));
            // Nor a receiver of webhooks that is reached from outside.
            settings.put("coffer.notification.webhooks.allow-loopback", "true");
        }
        return settings;
    }

    /** What the gateway proves to the services by where a request comes from. */
    String edgeSecret() {
        byte[] derived =
                MasterKey.ofBase64(masterKey).derive("edge", "HmacSHA256").getEncoded();
        return Base64.getEncoder().encodeToString(derived);
    }

    String jwksUri() {
        return address() + "/.well-known/jwks.json";
    }

    /** Of auth-service, as a browser on this machine has it. */
    private String address() {
        return "http://127.0.0.1:" + ports.of(Service.AUTH);
    }

    @Override
    public String toString() {
        return "ServiceSettings[" + ports + ", " + mongoUri + ", " + redisUri + ", masterKey=***]";
    }
}
