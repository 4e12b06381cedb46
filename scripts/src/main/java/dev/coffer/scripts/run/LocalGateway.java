package dev.coffer.scripts.run;

import dev.coffer.gateway.GatewayApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway over the services of a local system. */
final class LocalGateway {

    private LocalGateway() {}

    /** Returns when it has composed the services' schemas. */
    static ConfigurableApplicationContext start(List<Service> services, ServiceSettings settings) {
        Map<String, Object> all = settings(services, settings);
        all.put(ServiceSettings.EDGE_SECRET, settings.edgeSecret());
        return GatewayApplication.launch(all);
    }

    /** Without the secret: these may be shown in a list of processes. */
    static Map<String, Object> settings(List<Service> services, ServiceSettings settings) {
        Map<String, Object> overrides = new HashMap<>();
        overrides.put("coffer.gateway.port", settings.ports().gateway());
        overrides.put("coffer.gateway.development", "true");
        // For more, many a developer's machine opens too few files.
        overrides.put("coffer.gateway.subscriptions.per-process", "1000");
        overrides.put("coffer.identity.jwks-uri", settings.jwksUri());
        // Whoever is on this machine may say where they come from, as a proxy on it would.
        overrides.put("coffer.gateway.clients.trusted-proxies", "127.0.0.0/8,::1");
        for (int i = 0; i < services.size(); i++) {
            String subgraph = "coffer.gateway.subgraphs[" + i + "]";
            overrides.put(subgraph + ".name", services.get(i).key());
            overrides.put(subgraph + ".url", settings.ports().graphQlUrl(services.get(i)));
        }
        return overrides;
    }
}
