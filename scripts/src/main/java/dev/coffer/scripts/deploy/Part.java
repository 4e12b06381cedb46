package dev.coffer.scripts.deploy;

import dev.coffer.gateway.GatewayApplication;
import dev.coffer.scripts.run.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A part of a system: an image, a process and a deployment of its own.
 *
 * @param name of its image and host, "payment-service"
 * @param port where it listens
 * @param main the class that is started
 */
record Part(String name, int port, Class<?> main) {

    private static final Part GATEWAY = new Part("gateway", Service.GATEWAY_PORT, GatewayApplication.class);

    private static final Set<String> PUBLISHED = Set.of(
            GATEWAY.name(),
            of(Service.AUTH).name(),
            of(Service.PAYMENT).name(),
            of(Service.NOTIFICATION).name(),
            of(Service.KYC).name());

    static Part of(Service service) {
        return new Part(service.key() + "-service", service.port(), service.application());
    }

    /** The services and the gateway, in the order in which they are listed to people. */
    static List<Part> all() {
        return Stream.concat(Stream.of(Service.values()).map(Part::of), Stream.of(GATEWAY))
                .toList();
    }

    /** Whether others than the gateway reach it from outside: sign-in pages, providers that tell, links in mails and sockets, uploads. */
    boolean isPublished() {
        return PUBLISHED.contains(name);
    }

    boolean isGateway() {
        return equals(GATEWAY);
    }

    /** The secrets that it needs, and no others: the gateway can neither read a store nor open what is sealed. */
    List<Secret> secrets() {
        return isGateway() ? List.of(Secret.EDGE_SECRET) : List.of(Secret.values());
    }

    /** What its environment says that is the same wherever it runs. Public addresses and secrets come beside it. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("COFFER_IDENTITY_JWKSURI", "http://" + of(Service.AUTH).address() + "/.well-known/jwks.json");
        environment.put("COFFER_LOGS", "json");
        if (isGateway()) {
            environment.put("COFFER_GATEWAY_HOST", "0.0.0.0");
            for (Service service : Service.values()) {
                String subgraph = "COFFER_GATEWAY_SUBGRAPHS_" + service.ordinal() + "_";
                environment.put(subgraph + "NAME", service.key());
                environment.put(subgraph + "URL", "http://" + of(service).address() + "/graphql");
            }
        } else {
            environment.put("SERVER_ADDRESS", "0.0.0.0");
        }
        return environment;
    }

    private String address() {
        return name + ":" + port;
    }
}
