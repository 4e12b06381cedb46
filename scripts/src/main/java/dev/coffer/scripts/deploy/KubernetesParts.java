package dev.coffer.scripts.deploy;

import dev.coffer.scripts.run.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What runs in every cluster: for each part its deployment, service, limits of disruption, scaling and network. */
final class KubernetesParts {

    private static final String FROM_ANYWHERE = """
            - ports:
                - {port: %d, protocol: TCP}
            """;
    private static final String FROM_GATEWAY = """
            - from:
                - podSelector:
                    matchLabels:
                      coffer.dev/part: gateway
                # Whoever reads the metrics.
                - namespaceSelector:
                    matchLabels:
                      coffer.dev/monitoring: "true"
              ports:
                - {port: %d, protocol: TCP}
            """;
    private static final String TO_SERVICES = """
            - to:
                - podSelector:
                    matchLabels:
                      coffer.dev/part: service
              ports:
            %s
            """;
    /** Stores may be anywhere; whom services speak to outside (payment, mail, identity) is known by their addresses only. */
    private static final String TO_STORES_AND_PROVIDERS = """
            - ports:
                - {port: 27017, protocol: TCP}
                - {port: 6379, protocol: TCP}
                - {port: 443, protocol: TCP}
                - {port: 587, protocol: TCP}
            """;

    private final ImageNames images;

    KubernetesParts(ImageNames images) {
        this.images = images;
    }

    /** Contents by name below the folder of manifests. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Part part : Part.all()) {
            files.put("base/" + part.name() + ".yaml", manifests(part));
        }
        String resources =
                Part.all().stream().map(part -> "  - " + part.name() + ".yaml").collect(Collectors.joining("\n"));
        files.put(
                "base/kustomization.yaml",
                Draft.of("k8s/base.yaml").filled(Map.of("tag", images.tag(), "resources", resources)));
        return files;
    }

    private String manifests(Part part) {
        boolean isGateway = part.isGateway();
        return Draft.of("k8s/part.yaml")
                .filled(Map.of(
                        "name",
                        part.name(),
                        "kind",
                        isGateway ? "gateway" : "service",
                        "port",
                        String.valueOf(part.port()),
                        "image",
                        images.of(part),
                        "environment",
                        environment(part),
                        "providers",
                        isGateway ? "" : Draft.of("k8s/providers.yaml").filled(Map.of()),
                        "lag",
                        isGateway ? "" : Draft.of("k8s/lag.yaml").filled(Map.of()),
                        "ingress",
                        ingress(part),
                        "egress",
                        egress(part)));
    }

    private static String environment(Part part) {
        String plain = part.environment().entrySet().stream()
                .map(variable -> "            - name: %s%n              value: \"%s\""
                        .formatted(variable.getKey(), variable.getValue()))
                .collect(Collectors.joining("\n"));
        String secret = part.secrets().stream()
                .map(one -> "            - name: %s%n              valueFrom: {secretKeyRef: {name: coffer, key: %s}}"
                        .formatted(one.variable(), one.key()))
                .collect(Collectors.joining("\n"));
        return plain + "\n" + secret;
    }

    private static String ingress(Part part) {
        boolean isPublished = part.isPublished();
        return nested((isPublished ? FROM_ANYWHERE : FROM_GATEWAY).formatted(part.port()));
    }

    private static String egress(Part part) {
        if (part.isGateway()) {
            return nested(TO_SERVICES.formatted(ports(
                    Part.all().stream().filter(other -> !other.isGateway()).toList())));
        }
        return nested(TO_SERVICES.formatted(ports(List.of(Part.of(Service.AUTH)))) + TO_STORES_AND_PROVIDERS);
    }

    private static String ports(List<Part> parts) {
        return parts.stream()
                .map(part -> "    - {port: %d, protocol: TCP}".formatted(part.port()))
                .collect(Collectors.joining("\n"));
    }

    private static String nested(String lines) {
        return lines.indent(4).stripTrailing();
    }
}
