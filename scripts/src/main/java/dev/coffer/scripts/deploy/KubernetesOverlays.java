package dev.coffer.scripts.deploy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What differs between a cluster to try on and one that counts. */
final class KubernetesOverlays {

    static final String SECRETS = "overlays/development/secrets.env";

    private final Path folder;

    /** @param folder as it is named to people */
    KubernetesOverlays(Path folder) {
        this.folder = folder;
    }

    /** Contents by name below the folder of manifests, beside {@link #SECRETS}. */
    Map<String, String> development(Map<String, String> addresses) {
        String replicas = Part.all().stream()
                .map(part -> "  - {name: " + part.name() + ", count: 1}")
                .collect(Collectors.joining("\n"));
        return Map.of(
                "overlays/development/kustomization.yaml",
                Draft.of("k8s/development.yaml")
                        .filled(Map.of(
                                "folder", folder.toString(), "addresses", literals(addresses), "replicas", replicas)),
                "overlays/development/namespace.yaml",
                Draft.of("k8s/development-namespace.yaml").filled(Map.of()),
                "overlays/development/stores.yaml",
                Draft.of("k8s/development-stores.yaml").filled(Map.of()));
    }

    Map<String, String> production(Map<String, String> addresses) {
        String secrets = Arrays.stream(Secret.values())
                .map(secret -> "    - secretKey: %s%n      remoteRef: {key: coffer, property: %s}"
                        .formatted(secret.key(), secret.key()))
                .collect(Collectors.joining("\n"));
        return Map.of(
                "overlays/production/kustomization.yaml",
                Draft.of("k8s/production.yaml")
                        .filled(Map.of("folder", folder.toString(), "addresses", literals(addresses))),
                "overlays/production/namespace.yaml",
                Draft.of("k8s/production-namespace.yaml").filled(Map.of()),
                "overlays/production/secrets.yaml",
                Draft.of("k8s/production-secrets.yaml").filled(Map.of("secrets", secrets)));
    }

    private static String literals(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> "      - " + variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** For {@link #SECRETS}. */
    static Map<String, String> freshSecrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put(Secret.MASTER_KEY.key(), NewSecrets.key());
        secrets.put(Secret.EDGE_SECRET.key(), NewSecrets.password());
        secrets.put(Secret.MONGODB_URI.key(), "mongodb://mongodb/?replicaSet=coffer");
        secrets.put(Secret.REDIS_URI.key(), "redis://redis");
        return secrets;
    }
}
