package dev.coffer.scripts.deploy;

import dev.coffer.scripts.run.Service;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A compose file of a whole system. */
final class ComposeFile {

    private final ImageNames images;
    private final boolean isProduction;

    ComposeFile(ImageNames images, boolean isProduction) {
        this.images = images;
        this.isProduction = isProduction;
    }

    String text() {
        String parts = Part.all().stream().map(this::part).collect(Collectors.joining("\n"));
        return Draft.of(isProduction ? "compose/production.yaml" : "compose/development.yaml")
                .filled(Map.of("parts", parts.stripTrailing()));
    }

    private String part(Part part) {
        return Draft.of("compose/part.yaml")
                .filled(Map.of(
                        "name",
                        part.name(),
                        "image",
                        images.of(part),
                        "base",
                        part.isGateway() ? "gateway" : "service",
                        "environment",
                        lines(environment(part)),
                        "ports",
                        ports(part)));
    }

    private Map<String, String> environment(Part part) {
        Map<String, String> environment = new TreeMap<>(part.environment());
        if (!part.isGateway()) {
            Installation.VARIABLES.forEach(variable -> environment.put(variable, "${" + variable + "}"));
        }
        for (Secret secret : part.secrets()) {
            environment.put(secret.variable(), value(secret));
        }
        if (isProduction) {
            environment.put("SPRING_PROFILES_ACTIVE", "production");
        } else if (part.equals(Part.of(Service.NOTIFICATION))) {
            environment.put("COFFER_NOTIFICATION_DEVMAILBOX", "true");
        } else if (part.isGateway()) {
            environment.put("COFFER_GATEWAY_DEVELOPMENT", "true");
        }
        return environment;
    }

    private String value(Secret secret) {
        return switch (secret) {
            case MASTER_KEY, EDGE_SECRET -> "${" + secret.variable() + ":?is in .env}";
            case MONGODB_URI ->
                isProduction
                        ? "mongodb://coffer:${MONGO_PASSWORD:?is in .env}@mongodb-1,mongodb-2,mongodb-3/?replicaSet=coffer&authSource=admin"
                        : "mongodb://mongodb/?replicaSet=coffer";
            case REDIS_URI -> isProduction ? "redis://:${REDIS_PASSWORD:?is in .env}@redis" : "redis://redis";
        };
    }

    private static String lines(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(variable -> "      " + variable.getKey() + ": \"" + variable.getValue() + "\"")
                .collect(Collectors.joining("\n"));
    }

    private String ports(Part part) {
        boolean isShown = !isProduction || part.isPublished();
        return isShown ? "\n    ports: [\"127.0.0.1:" + part.port() + ":" + part.port() + "\"]" : "";
    }
}
