package dev.coffer.scripts.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Manifests as Kubernetes reads them. */
final class Manifests {

    private static final Gson GSON = new Gson();

    /** A manifest of one kind, read strictly by Kubernetes' own client: unknown and missing fields end it. */
    @FunctionalInterface
    private interface Check {

        void of(JsonElement manifest) throws IOException;
    }

    private static final Map<String, Check> CHECKS = Map.ofEntries(
            Map.entry("v1/Namespace", V1Namespace::validateJsonElement),
            Map.entry("v1/Service", V1Service::validateJsonElement),
            Map.entry("v1/ServiceAccount", V1ServiceAccount::validateJsonElement),
            Map.entry("v1/ConfigMap", V1ConfigMap::validateJsonElement),
            Map.entry("v1/Secret", V1Secret::validateJsonElement),
            Map.entry("apps/v1/Deployment", V1Deployment::validateJsonElement),
            Map.entry("apps/v1/StatefulSet", V1StatefulSet::validateJsonElement),
            Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement));

    /** Of kustomize and of the External Secrets operator, which the client does not know. */
    private static final List<String> OTHERS =
            List.of("kustomize.config.k8s.io/v1beta1/Kustomization", "external-secrets.io/v1/ExternalSecret");

    private Manifests() {}

    static List<JsonObject> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> parse(read(file)).stream())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonObject> parse(String yaml) {
        Iterable<Object> documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .map(document -> GSON.toJsonTree(document).getAsJsonObject())
                .toList();
    }

    /** @throws RuntimeException naming what Kubernetes would not take */
    static void requireValid(JsonObject manifest) throws IOException {
        String kind = text(manifest, "apiVersion") + "/" + text(manifest, "kind");
        if (OTHERS.contains(kind)) {
            return;
        }
        Check check = CHECKS.get(kind);
        if (check == null) {
            throw new IllegalArgumentException("No check for " + kind);
        }
        check.of(manifest);
    }

    static List<JsonObject> ofKind(List<JsonObject> manifests, String kind) {
        return manifests.stream().filter(is(kind)).toList();
    }

    private static Predicate<JsonObject> is(String kind) {
        return manifest -> text(manifest, "kind").equals(kind);
    }

    static String name(JsonObject manifest) {
        return text(manifest.getAsJsonObject("metadata"), "name");
    }

    static String text(JsonObject object, String member) {
        return object.get(member).getAsString();
    }

    /** @param path such as "spec.template.spec" */
    static JsonObject at(JsonObject object, String path) {
        JsonObject at = object;
        for (String member : path.split("\\.")) {
            at = at.getAsJsonObject(member);
        }
        return at;
    }

    static List<JsonObject> list(JsonObject object, String member) {
        JsonArray array = object.getAsJsonArray(member);
        return array == null
                ? List.of()
                : array.asList().stream().map(JsonElement::getAsJsonObject).toList();
    }
}
